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
            var (texts, where) = Printer.Print([.. level.Anchors, .. level.Means, .. level.Accumulators.Select(a => a.Summand)]);
            var kept = texts.Select((text, i) =>
                i < level.Anchors.Count ? text
                : i < level.Anchors.Count + level.Means.Count ? $"c = mean({text}) of a block"
                : level.Accumulators[i - level.Anchors.Count - level.Means.Count] is var a ? $"{a.Name} = {a.Reducer.ToString().ToLowerInvariant()} {text}" : text);
            lines.Add($"sweep {level.Index + 1} keeps {string.Join(", ", kept)}");
            lines.AddRange(where.Select(w => $"  where {w}"));
        }
        lines.AddRange(plan.Schedule.Reasons);
        _stages.Add(new("accumulate", lines.Count == 0 ? ["(nothing to sum)"] : lines));
        _stages.Add(new("plan", PlanText.Lines(plan)));
    }

    private static List<string> Lines(IReadOnlyList<Expr> results, IReadOnlyList<Output> outputs)
    {
        var (texts, where) = Printer.Print(results);
        return [.. texts.Zip(outputs, (text, o) => results.Count == 1 ? text : $"{o.Name ?? "result"} = {text}"), .. where.Select(w => $"  where {w}")];
    }
}
