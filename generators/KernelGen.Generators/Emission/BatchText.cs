using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;

namespace KernelGen.Generators.Emission;

/// <summary>The shapes of a batch in words: what its spans hold.</summary>
internal static class BatchText
{
    public static IEnumerable<string> Lines(KernelModel model)
    {
        var inputs = model.Inputs.Where(i => i.Kind is Op.Row or Op.Mask).ToList();
        var results = model.Outputs.Zip(model.Results, (o, value) => (Name: o.Name!, o.IsRow, value.Selection)).ToList();
        yield return Of(inputs.Where(i => i.Varies).Select(i => i.Name).Concat(results.Where(r => r.IsRow && r.Selection is null).Select(r => r.Name)), $"rows of {model.RowLength} elements")!;
        if (Of(inputs.Where(i => !i.Varies).Select(i => i.Name), "one row, for all rows") is { } broadcast) yield return broadcast;
        if (Of(model.Inputs.Except(inputs).Where(i => i.Varies).Select(i => i.Name).Concat(results.Where(r => !r.IsRow).Select(r => r.Name)), "one number for each row") is { } numbers) yield return numbers;
        foreach (var chosen in results.Where(r => r.IsRow && r.Selection is not null).GroupBy(r => r.Selection![1]))
            yield return Of(chosen.Select(r => r.Name), $"{(chosen.Key.Op == Op.Room ? "equally many" : chosen.Key)} elements for each row")!;
    }

    private static string? Of(IEnumerable<string> names, string what) => names.ToList() is { Count: > 0 } list ? $"{string.Join(", ", list)}: {what}" : null;
}
