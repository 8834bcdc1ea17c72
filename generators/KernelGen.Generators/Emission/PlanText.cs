using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>The plan in words: what each sweep reads and writes, and the bytes an element that this moves.</summary>
internal static class PlanText
{
    /// <summary>What evaluating the description operation by operation would take: each reads its rows, and writes one if it makes one.</summary>
    public static string AsWritten(IEnumerable<Expr> described)
    {
        var operations = Expr.Nodes(described).Where(e => e.Arguments.Any(a => a.IsRow) && e.Op != Op.Pick).ToList();
        int reads = operations.Sum(e => e.Arguments.Count(a => a.IsRow)), writes = operations.Count(e => e.IsRow);
        return $"as written: {Count(operations.Count, "operation")} on rows, {4 * (reads + writes)} bytes an element";
    }

    public static IReadOnlyList<string> Lines(Plan plan)
    {
        var lines = new List<string>();
        int reads = 0, writes = 0, sweeps = 0;
        foreach (var level in plan.Levels)
        {
            if (level.Selection is not null)
            {
                lines.Add($"then, of the elements in {level.Selection}: {string.Join(", ", level.Accumulators.Select(a => a.Name))}");
                continue;
            }
            var rows = Read(level.Accumulators.Select(a => a.Summand).Concat(level.Anchors.SelectMany(a => a.Arguments)).Concat(level.Means));
            reads += rows.Count;
            lines.Add($"sweep {++sweeps} reads {List(rows)} and keeps {string.Join(", ", level.Accumulators.Select(a => a.Name))}");
        }
        if (plan.ChosenRows.Any()) lines.Add($"then writes {string.Join(", ", plan.ChosenRows.Select(r => r.Name))}, of the chosen");
        if (plan.Rows.Any())
        {
            var rows = Read(plan.Rows.Select(r => r.Value));
            reads += rows.Count;
            writes += plan.Rows.Count();
            lines.Add($"sweep {++sweeps} reads {List(rows)} and writes {string.Join(", ", plan.Rows.Select(r => r.Name))}");
        }
        lines.Add($"{Count(plan.Sweeps, "sweep")}: {Count(reads, "read")}, {Count(writes, "write")}, {4 * (reads + writes)} bytes an element");
        return lines;
    }

    private static List<string> Read(IEnumerable<Expr> roots) => [.. Expr.RowNodes(roots).Where(e => e.Op is Op.Row or Op.Mask).Select(e => e.Name!).Distinct()];

    private static string List(List<string> rows) => rows.Count == 0 ? "nothing" : string.Join(", ", rows);

    private static string Count(int n, string what) => $"{n} {what}{(n == 1 ? "" : "s")}";
}
