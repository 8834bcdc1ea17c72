using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>What a kernel takes: a row, a row of bool, a number or an index, under the name that its description gives it.</summary>
/// <param name="Kind">Row, Mask, Scalar or Position.</param>
/// <param name="Varies">Whether the rows of a batch have one each: else a row is broadcast, and a number the same for all.</param>
internal sealed record Input(string Name, Op Kind, bool Varies);

/// <summary>Where a result goes: a destination row, an out parameter (in a batch a span of them), or the return value (no name).</summary>
/// <param name="Type">float, double or int.</param>
internal sealed record Output(string? Name, bool IsRow, string Type);

/// <summary>What a kernel takes and gives, in the order of its description.</summary>
/// <param name="RowLength">Of a kernel of batches, the parameter that says how long a row is.</param>
/// <param name="IsParallel">Several threads are at one call.</param>
internal sealed record KernelSpec(IReadOnlyList<Input> Inputs, IReadOnlyList<Output> Outputs, string? RowLength, bool IsParallel)
{
    /// <summary>The names of all parameters.</summary>
    public IEnumerable<string> Names => Inputs.Select(i => i.Name).Concat(Outputs.Select(o => o.Name).Append(RowLength).OfType<string>());

    public KernelSpec Map(Func<string, string> name) =>
        new([.. Inputs.Select(i => i with { Name = name(i.Name) })], [.. Outputs.Select(o => o with { Name = o.Name is null ? null : name(o.Name) })], RowLength is null ? null : name(RowLength), IsParallel);
}
