using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

// The method that a kernel calls: what it takes, and what it refuses before anything is written.
internal sealed partial class KernelEmitter
{
    private void EmitRun()
    {
        _writer.Line();
        using (_writer.Block($"public static {ReturnType} Run({RunParameters})"))
        {
            string first = Names.Escape(Rows.First().Name);
            _writer.Line($"int length = {first}.Length;");
            EmitChecks();
            foreach (var row in Rows.Select(r => r.Name).Concat(_outputs.Where(o => o.IsRow).Select(r => r.Name!)))
                _writer.Line($"ref {(Rows.Any(r => r.Name == row && r.Kind == Op.Mask) ? "bool" : _outputs.FirstOrDefault(o => o.Name == row)?.Type ?? "float")} {row}Row = ref MemoryMarshal.GetReference({Names.Escape(row)});");
            EmitPicks();
            EmitEmptyRow();
            for (int i = 0; i < _states.Count; i++) EmitSweep(i);
            EmitResults();
        }
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
        Expr.Nodes(_plan.Results.Select(r => r.Value).Concat(_plan.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand)).Concat(_plan.Levels.SelectMany(l => l.Anchors))).Where(e => e.Op == Op.Pick && e[0].Selection is null);

    private IEnumerable<Expr> Positions() => Picks().Select(e => e[1]).Concat(_plan.Results.SelectMany(r => r.Positions)).Distinct();

    // Elements at a position of the caller's are read first: in place, the row is written over before its scalars are.
    private void EmitPicks()
    {
        foreach (var pick in Picks().Where(e => !e[1].Contains(n => n.Op.IsMeasured())).ToList())
        {
            string name = _names.Fresh(pick[1].Name is { } at ? $"{pick[0].Name}At{char.ToUpperInvariant(at[0])}{at.Substring(1)}" : pick[0].Name + "At");
            _writer.Line($"double {name} = {Names.Escape(pick[0].Name!)}[{Index(pick[1])}];");
            _picked[pick] = name;
        }
    }

    private void EmitEmptyRow()
    {
        // An element at a position has been asked for, and refused, before.
        var results = Returned(_plan.Results).ToList();
        if (results.Count == 0 || Positions().Any() || IsSweptEmpty) return;
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
        foreach (var position in Positions())
            _writer.Line($"Spans.Position({Index(position)}, \"{_renaming.Given(position.ToString())}\", length);");
        foreach (string d in destinations)
            foreach (var row in rows) _writer.Line($"Spans.Overlap({Names.Escape(row.Name)}, \"{_renaming.Given(row.Name)}\", {Names.Escape(d)}, \"{_renaming.Given(d)}\");");
        _selections.EmitChecks();
        for (int i = 0; i < destinations.Count; i++)
            for (int j = 0; j < i; j++) _writer.Line($"Spans.Apart({Names.Escape(destinations[j])}, \"{_renaming.Given(destinations[j])}\", {Names.Escape(destinations[i])}, \"{_renaming.Given(destinations[i])}\");");
    }
}
