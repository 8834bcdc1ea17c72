using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

// The sweeps of the plan in order, and the results that come of them.
internal sealed partial class KernelEmitter
{
    private void EmitSweep(int i)
    {
        _writer.Line();
        var level = _plan.Levels[i];
        _selections.EmitEmpty(level);
        if (_states[i].Exists) _writer.Line($"var {State(i)} = {_states[i].Name}.Empty;");
        string Call(bool keeping) => $"{(keeping ? SweepEmitter.KeepingName : _sweeps[i].Name)}({Arguments(_sweeps[i].Signature(keeping), StateOf(i), level.Selection is not null ? [$"{level.Selection.Name}.Length"] : !keeping && _sweeps[i].IsParted ? ["0", "length"] : ["length"])});";
        string Parts(bool keeping) => $"{(keeping ? SweepEmitter.KeepingName : _sweeps[i].Name)}Parts({Arguments(_sweeps[i].Signature(keeping), StateOf(i), ["length"])});";
        EmitChoice(
            _sweeps[i].KeepsParts ? Parts(keeping: true) : null, _sweeps[i].IsParted ? Parts(keeping: false) : _isParallel && _sweeps[i].Keeps ? Call(keeping: false) : null,
            _sweeps[i].Keeps ? Call(keeping: true) : null, !_sweeps[i].Keeps || ChoosesByLength ? Call(keeping: false) : null);
        _selections.EmitFinish(level);
    }

    private string? StateOf(int i) => _states[i].Exists ? State(i) : null;

    /// <summary>By length: a short row as a whole, a longer one in parts; and keeping values in the destination up to some length, or at none, or at all.</summary>
    private void EmitChoice(string? keptInParts, string? inParts, string? kept, string? otherwise)
    {
        var choices = new List<(string Upto, string Call)>();
        if (inParts is null)
        {
            if (kept is not null) choices.Add(("length <= KeepUpTo", kept));
            if (otherwise is not null) choices.Add(("", otherwise));
        }
        else
        {
            choices.Add(("length < ParallelFrom", kept ?? otherwise!));
            if (keptInParts is not null) choices.Add(("length <= KeepUpTo", keptInParts));
            choices.Add(("", inParts));
        }
        for (int i = 0; i < choices.Count; i++) _writer.Line((i == 0 ? "" : "else ") + (i == choices.Count - 1 ? "" : $"if ({choices[i].Upto}) ") + choices[i].Call);
    }

    private void EmitResults()
    {
        _writer.Line();
        string Call(Loop loop, string count = "length") => $"{loop.Name}({Arguments(new Signature([loop], null, _names.Nested(), Where.Stretch), null, ["0", count])});";
        string Write() => $"Write({Arguments(WriteSignature, null, _isParallel ? ["0", "length", "length"] : ["length"])});";
        // In place, the row is written over when its own result is: what is chosen comes first.
        EmitPicks(Picks(_plan.Results.Select(r => r.Value)).Where(IsMeasured));
        _selections.EmitCopies();
        foreach (var (loop, selection) in _chosen) _writer.Line(Call(loop, $"{selection.Name}.Length"));
        if (_map is not null)
            EmitChoice(
                KeepsParts ? $"FinishParts({Arguments(FinishSignature, null, ["length"])});" : null, _isParallel ? $"WriteParts({Arguments(WriteSignature, null, ["length"])});" : null,
                _finish is null ? null : Call(_finish), _finish is null || ChoosesByLength ? Write() : null);
        foreach (var (result, output) in Returned(_plan.Results))
            _writer.Line($"{(output.Name is null ? "return" : Names.Escape(output.Name) + " =")} {OrEmpty(result, Cast(output) + _scalars.WriteOperand(result.Value), Cast(output))};");
    }

    // What is chosen of an empty row is written, and reduced, all the same.
    private bool IsSweptEmpty => _plan.ChosenRows.Any() || _plan.Scalars.Any(r => r.OfEmptyRow is null);

    private string OrEmpty(Result result, string value, string cast) => !IsBatch && IsSweptEmpty && result.OfEmptyRow is not null && !Positions().Any() ? $"length == 0 ? {cast}{OfEmptyRow(result)} : {value}" : value;

    private static string OfEmptyRow(Result result) => new ScalarEmitter(new(), new([]), _ => null, new Dictionary<Expr, int>()).WriteOperand(result.OfEmptyRow!);

    private static string Cast(Output output) => output.Type == "double" ? "" : $"({output.Type})";

    private string Arguments(Signature signature, string? state, string[] where)
    {
        return signature.Arguments(state, row => row.TrimStart('@') + "Row", where, e => signature.TakesAnchor(e) ? $"in {AnchorPath(e)}" : Argument(_scalars, e));
    }

    /// <summary>A number as what takes it has it: a whole one as such, though it was computed in double.</summary>
    private static string Argument(ScalarEmitter scalars, Expr e) => Integers.Are(e) && !e.Arguments.IsEmpty ? $"(int)({scalars.Write(e)})" : scalars.Write(e);

    private string AnchorPath(Expr anchor)
    {
        int i = _states.FindIndex(s => s.Has(anchor));
        return $"{State(i)}.{_states[i].Anchor(anchor)}";
    }

    private bool KeepsParts => _sweeps.Exists(s => s.KeepsParts);

    private Signature FinishSignature => new([_finish!], null, _names.Nested(), Where.Stretch);

    private Signature WriteSignature => new([_map!], null, _names.Nested(), _isParallel ? Where.PartOfWhole : Where.Whole);

    /// <summary>Writes the rows, a long one past the caches: not one that is read in the same place, it is in the caches already.</summary>
    private void EmitWrite()
    {
        var signature = WriteSignature;
        string first = References.Of(_map!.Stores[0].Row);
        string Call(string write, string start, string count) => $"{_map.Name}<{write}>({string.Join(", ", signature.Rows.Select(r => "ref " + r).Concat([start, count]).Concat(signature.Scalars.Select(s => Names.Escape(s.Name))))});";
        _writer.Line();
        using (_writer.Block($"private static void Write({signature.Declaration})"))
        {
            var (from, count, destination) = _isParallel ? ("from", "to - from", $"Unsafe.Add(ref {first}, from)") : ("0", "length", first);
            string inPlace = string.Concat(_map.Rows.Where(r => r.Op == Op.Row).Select(r => $" || Unsafe.AreSame(ref {References.Of(r)}, ref {first})"));
            using (_writer.Block($"if (length < BypassFrom{inPlace})"))
            {
                _writer.Line(Call("Cached", from, count));
                _writer.Line("return;");
            }
            _writer.Line($"nint unaligned = Past.Unaligned(ref {destination}, {count});");
            _writer.Line(Call("Cached", from, "unaligned"));
            _writer.Line(Call("Uncached", _isParallel ? "from + unaligned" : "unaligned", $"{count} - unaligned"));
            _writer.Line("Past.Finish();");
        }
        if (_isParallel) EmitParts("Write", signature, Where.PartOfWhole);
        EmitLoop(_map, null, _targets);
    }
}
