using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>What a kernel takes: a row, a row of bool, a number or an index, under the name that its description gives it.</summary>
/// <param name="Kind">Row, Mask, Scalar or Position.</param>
internal sealed record Input(string Name, Op Kind);

/// <summary>Where a result goes: a destination row, an out parameter, or the return value (no name).</summary>
/// <param name="Type">float, double or int.</param>
internal sealed record Output(string? Name, bool IsRow, string Type);
