using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

// The method that a kernel calls: what it takes, and what it refuses before anything is written.
internal sealed partial class KernelEmitter
{
    private void EmitRun()
    {
        _writer.Line();
        using (_writer.Block(IsBatch ? $"private static void RunRow({RunParameters})" : $"public static {ReturnType} Run({RunParameters})"))
        {
            _writer.Line($"int length = {Names.Escape(Rows.First().Name)}.Length;");
            if (!IsBatch) EmitChecks();
            EmitReferences();
            // Elements at a position of the caller's are read first: in place, the row is written over before its scalars are.
            EmitPicks(Picks().Where(e => !IsMeasured(e)));
            if (_vectors.Count == 0) EmitSweepsAndResults();
            else
            {
                EmitVectorCall(0);
                EmitLongCall();
            }
        }
        if (_vectors.Count == 0) return;
        var uses = Uses.OfRows(_straight.Values);
        foreach (var target in _vectors) EmitVector(target, uses);
        _writer.Line();
        using (_writer.Block($"private static {ReturnType} {LongName}({string.Join(", ", _picked.Values.Select(p => $"double {p}").Prepend(RunParameters))})"))
        {
            _writer.Line($"int length = {Names.Escape(Rows.First().Name)}.Length;");
            EmitReferences();
            for (int i = 1; i < _vectors.Count; i++) EmitVectorCall(i);
            EmitSweepsAndResults();
        }
    }

    private void EmitReferences()
    {
        foreach (var row in Rows.Select(r => r.Name).Concat(_plan.Results.Where(r => r.IsRow && !_selections.IsCopied(r)).Select(r => r.Name!)))
            _writer.Line($"ref {(Rows.Any(r => r.Name == row && r.Kind == Op.Mask) ? "bool" : _outputs.FirstOrDefault(o => o.Name == row)?.Type ?? "float")} {row}Row = ref MemoryMarshal.GetReference({Names.Escape(row)});");
    }

    private void EmitSweepsAndResults()
    {
        EmitEmptyRow();
        for (int i = 0; i < _states.Count; i++) EmitSweep(i);
        EmitResults();
    }

    private string ReturnType => _outputs.FirstOrDefault(o => o.Name is null)?.Type ?? "void";

    private string RunParameters => string.Join(", ", _inputs.Select(i => (i.Kind switch
    {
        Op.Row => "ReadOnlySpan<float>",
        Op.Mask => "ReadOnlySpan<bool>",
        Op.Position => "int",
        _ => "double",
    }) + " " + Names.Escape(i.Name)).Concat(_outputs.Where(o => o.Name is not null).Select(o => $"{(o.IsRow ? $"Span<{o.Type}>" : "out " + o.Type)} {Names.Escape(o.Name!)}")));

    private IEnumerable<Expr> Picks() =>
        Picks(_plan.Results.Select(r => r.Value).Concat(_plan.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand)).Concat(_plan.Levels.SelectMany(l => l.Anchors)));

    /// <summary>Elements of the kernel's own rows.</summary>
    private static IEnumerable<Expr> Picks(IEnumerable<Expr> values) => Expr.Nodes(values).Where(e => e.Op == Op.Pick && e[0].Selection is null);

    private static bool IsMeasured(Expr pick) => pick[1].Contains(n => n.Op.IsMeasured());

    /// <summary>Positions that the caller gives.</summary>
    private IEnumerable<Expr> Positions() => Picks().Select(e => e[1]).Where(IsGiven).Concat(_plan.Results.SelectMany(r => r.Positions)).Distinct();

    private void EmitPicks(IEnumerable<Expr> picks)
    {
        foreach (var pick in picks.ToList())
        {
            string name = _names.Fresh(pick[1].Name is { } at ? $"{pick[0].Name}At{char.ToUpperInvariant(at[0])}{at.Substring(1)}" : pick[0].Name + "At");
            _writer.Line($"double {name} = {Element(pick)};");
            _picked[pick] = name;
        }
    }

    private void EmitEmptyRow()
    {
        // An element at a position has been asked for, and refused, before.
        var results = Returned(_plan.Results).ToList();
        if (IsBatch || results.Count == 0 || Positions().Any() || IsSweptEmpty) return;
        using (_writer.Block("if (length == 0)   // each reduction has its identity"))
        {
            foreach (var (result, output) in results)
            {
                string value = Cast(output) + OfEmptyRow(result);
                _writer.Line(output.Name is null ? $"return {value};" : $"{Names.Escape(output.Name)} = {value};");
            }
            if (results.TrueForAll(r => r.Output.Name is not null)) _writer.Line("return;");
        }
    }

    /// <summary>The scalar results, that which is returned last.</summary>
    private IEnumerable<(Result Result, Output Output)> Returned(IEnumerable<Result> results) =>
        results.Zip(_outputs, (r, o) => (r, o)).Where(p => !p.o.IsRow).OrderBy(p => p.o.Name is null);

    private void EmitChecks()
    {
        var rows = Rows.ToList();
        string first = rows[0].Name;
        foreach (var row in rows.Skip(1)) _writer.Line($"Spans.SameLength({Names.Escape(row.Name)}.Length, \"{_renaming.Given(row.Name)}\", length, \"{_renaming.Given(first)}\");");
        var destinations = _plan.Rows.Select(r => r.Name!).ToList();
        foreach (string d in destinations)
        {
            _writer.Line($"Spans.Destination({Names.Escape(d)}.Length, \"{_renaming.Given(d)}\", length, \"{_renaming.Given(first)}\");");
            _writer.Line($"{Names.Escape(d)} = {Names.Escape(d)}[..length];");
        }
        EmitPositionChecks();
        foreach (string d in destinations)
            foreach (var row in rows) _writer.Line($"Spans.Overlap({Names.Escape(row.Name)}, \"{_renaming.Given(row.Name)}\", {Names.Escape(d)}, \"{_renaming.Given(d)}\");");
        _selections.EmitChecks();
        for (int i = 0; i < destinations.Count; i++)
            for (int j = 0; j < i; j++) _writer.Line($"Spans.Apart({Names.Escape(destinations[j])}, \"{_renaming.Given(destinations[j])}\", {Names.Escape(destinations[i])}, \"{_renaming.Given(destinations[i])}\");");
    }

    private void EmitPositionChecks()
    {
        foreach (var position in Positions())
            _writer.Line($"Spans.Position({Index(position)}, \"{_renaming.Given(position.ToString())}\", length);");
    }
}
