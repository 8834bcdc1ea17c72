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
        if (level.Selections.Any()) _selections.EmitState(level, _states[i], State(i));
        else _writer.Line($"var {State(i)} = {_states[i].Name}.Empty;");
        string Call(bool keeping) => $"{(keeping ? SweepEmitter.KeepingName : _sweeps[i].Name)}({Arguments(_sweeps[i].Signature(keeping), State(i), [level.Selection is null ? "length" : $"{Chosen(level.Selection)}.Length"])});";
        if (_sweeps[i].Keeps) EmitChoice(Call(keeping: true), _sweeps[i].Plain ? Call(keeping: false) : null);
        else _writer.Line(Call(keeping: false));
        _selections.EmitFinish(level, State(i));
    }

    private void EmitChoice(string kept, string? otherwise)
    {
        _writer.Line(otherwise is null ? kept : $"if (length <= KeepUpTo) {kept}");
        if (otherwise is not null) _writer.Line($"else {otherwise}");
    }

    private void EmitResults()
    {
        _writer.Line();
        string Call(Loop loop, string count = "length") => $"{loop.Name}({Arguments(new Signature([loop], null, _names.Nested(), stretch: true), null, ["0", count])});";
        string Write() => $"Write({Arguments(WriteSignature, null, ["length"])});";
        // In place, the row is written over when its own result is: what is chosen comes first.
        foreach (var (loop, selection) in _chosen) _writer.Line(Call(loop, $"{Chosen(selection)}.Length"));
        if (_finish is not null) EmitChoice(Call(_finish), ChoosesByLength ? Write() : null);
        else if (_map is not null) _writer.Line(Write());
        foreach (var (result, output) in Returned(_plan.Results))
            _writer.Line($"{(output.Name is null ? "return" : Names.Escape(output.Name) + " =")} {OrEmpty(result, Cast(output) + _scalars.WriteOperand(result.Value), Cast(output))};");
    }

    // What is chosen of an empty row is written, and reduced, all the same.
    private bool IsSweptEmpty => _plan.ChosenRows.Any() || _plan.Scalars.Any(r => r.OfEmptyRow is null);

    private string OrEmpty(Result result, string value, string cast) => IsSweptEmpty && result.OfEmptyRow is not null && !Positions().Any() ? $"length == 0 ? {cast}{OfEmptyRow(result)} : {value}" : value;

    private static string OfEmptyRow(Result result) => new ScalarEmitter(new(), new([]), _ => null, new Dictionary<Expr, int>()).WriteOperand(result.OfEmptyRow!);

    private static string Cast(Output output) => output.Type == "double" ? "" : $"({output.Type})";

    private string Arguments(Signature signature, string? state, string[] where)
    {
        return signature.Arguments(state, row => row.TrimStart('@') + "Row", where, e => signature.TakesAnchor(e) ? $"in {AnchorPath(e)}" : Integers.Are(e) && !e.Arguments.IsEmpty ? $"(int)({_scalars.Write(e)})" : _scalars.Write(e));
    }

    private string AnchorPath(Expr anchor)
    {
        int i = _states.FindIndex(s => s.Has(anchor));
        return $"{State(i)}.{_states[i].Anchor(anchor)}";
    }

    private Signature WriteSignature => new([_map!], null, _names.Nested(), stretch: false);

    /// <summary>Writes the rows, a long one past the caches: not one that is read in the same place, it is in the caches already.</summary>
    private void EmitWrite()
    {
        var signature = WriteSignature;
        string first = References.Of(_map!.Stores[0].Row);
        string Call(Loop loop, string start, string count) => $"{loop.Name}({string.Join(", ", signature.Rows.Select(r => "ref " + r).Concat([start, count]).Concat(signature.Scalars.Select(s => Names.Escape(s.Name))))});";
        _writer.Line();
        using (_writer.Block($"private static void Write({signature.Declaration})"))
        {
            string inPlace = string.Concat(_map.Rows.Where(r => r.Op == Op.Row).Select(r => $" || Unsafe.AreSame(ref {References.Of(r)}, ref {first})"));
            using (_writer.Block($"if (length < BypassFrom{inPlace})"))
            {
                _writer.Line(Call(_map, "0", "length"));
                _writer.Line("return;");
            }
            _writer.Line($"nint unaligned = Past.Unaligned(ref {first}, length);");
            _writer.Line(Call(_map, "0", "unaligned"));
            _writer.Line(Call(_mapPast!, "unaligned", "length - unaligned"));
            _writer.Line("Past.Finish();");
        }
        EmitLoop(_map, null, _targets);
        EmitLoop(_mapPast!, null, _targets);
    }
}
