using KernelGen.Generators.Algebra;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators;

/// <summary>Collects what each stage did, as the lines that explanations show.</summary>
internal sealed class Trace
{
    private readonly List<Stage> _stages = [];

    public IReadOnlyList<Stage> Stages => _stages;

    public void Add(string name, IReadOnlyList<Expr> results, IReadOnlyList<Output> outputs) => _stages.Add(new(name, Lines(results, outputs)));

    public void Add(string name, IReadOnlyList<Expr> before, IReadOnlyList<Expr> after, IReadOnlyList<Output> outputs, IEnumerable<string> laws)
    {
        string by = string.Join(", ", laws.Distinct());
        _stages.Add(new(name, before.SequenceEqual(after) ? ["(unchanged)"] : [.. Lines(after, outputs), .. by.Length == 0 ? Array.Empty<string>() : [$"by: {by}"]]));
    }

    public void Add(Plan plan)
    {
        var lines = new List<string>();
        foreach (var level in plan.Levels)
        {
            string kept = string.Join(", ", level.Anchors.Select(a => a.ToString()).Concat(level.Means.Select(m => $"c = mean({m}) of a block")).Concat(level.Accumulators.Select(a => $"{a.Name} = {a.Reducer.ToString().ToLowerInvariant()} {a.Summand}")));
            lines.Add($"sweep {level.Index + 1} keeps {kept}");
        }
        lines.AddRange(plan.Schedule.Reasons);
        _stages.Add(new("accumulate", lines.Count == 0 ? ["(nothing to sum)"] : lines));
        _stages.Add(new("plan", PlanText.Lines(plan)));
    }

    private static List<string> Lines(IReadOnlyList<Expr> results, IReadOnlyList<Output> outputs) =>
        [.. results.Zip(outputs, (e, o) => results.Count == 1 ? e.ToString() : $"{o.Name ?? "result"} = {e}")];
}
