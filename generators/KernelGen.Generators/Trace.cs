using KernelGen.Generators.Algebra;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators;

/// <summary>Collects what each stage did, as the lines that explanations show.</summary>
internal sealed class Trace
{
    private readonly List<Stage> _stages = [];

    public IReadOnlyList<Stage> Stages => _stages;

    public void Add(string name, IReadOnlyList<Expr> results, IReadOnlyList<Output> outputs, Naming names) =>
        _stages.Add(new(name, [.. Lines(results, outputs, names), PlanText.AsWritten(results)]));

    public void Add(string name, IReadOnlyList<Expr> before, IReadOnlyList<Expr> after, IReadOnlyList<Output> outputs, Naming names, IEnumerable<string> laws)
    {
        string by = string.Join(", ", laws.Distinct());
        _stages.Add(new(name, before.SequenceEqual(after) ? ["(unchanged)"] : [.. Lines(after, outputs, names), .. by.Length == 0 ? Array.Empty<string>() : [$"by: {by}"]]));
    }

    public void Add(string name, IEnumerable<string> lines) => _stages.Add(new(name, [.. lines]));

    public void Add(Plan plan, Naming names)
    {
        var lines = new List<string>();
        int sweeps = 0;
        foreach (var level in plan.Levels)
        {
            var kept = names.Lines([.. level.Anchors.Select(a => ((string?)null, a)), .. level.Means.Select(m => ((string?)$"c({m})", Expr.Named(Op.Scalar, "mean of the block"))), .. level.Accumulators.Select(a => ((string?)a.Name, Expr.Of(a.Reducer, a.Summand)))]);
            string head = level.Selection is null ? $"sweep {++sweeps} keeps " : "then keeps    ";
            lines.AddRange(kept.Select((line, i) => (i == 0 ? head : "              ") + line));
        }
        lines.AddRange(plan.Schedule.Reasons);
        _stages.Add(new("accumulate", lines.Count == 0 ? ["(nothing to sum)"] : lines));
        _stages.Add(new("plan", PlanText.Lines(plan)));
    }

    private static IReadOnlyList<string> Lines(IReadOnlyList<Expr> results, IReadOnlyList<Output> outputs, Naming names) =>
        names.Lines(results.Zip(outputs, (e, o) => (results.Count == 1 ? null : o.Name ?? "result", e)));
}
