using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>What several threads share of a call, in words.</summary>
internal static class ParallelText
{
    public static IEnumerable<string> Lines(KernelModel model, Plan plan)
    {
        if (model.RowLength is not null) yield return $"the rows of a batch of {CostTable.ParallelFrom} elements or more";
        var sweeps = plan.Levels.Where(l => l.Selection is null).ToList();
        if (plan.Rows.Any() || sweeps.Exists(SweepEmitter.IsPartable)) yield return $"the parts of a row of {CostTable.ParallelFrom} elements or more";
        foreach (var level in sweeps.Where(l => !SweepEmitter.IsPartable(l))) yield return $"not sweep {sweeps.IndexOf(level) + 1} of a row, which finds a threshold";
    }
}
