namespace KernelGen.Numerics.Tests.Infrastructure;

/// <summary>
/// How much of the tests a run covers: everything, unless tests/run-widths.sh says otherwise by the environment. The kernels of one
/// width, where that width is what a child run is for; few rows, where nothing is vectorised or the processor is emulated and a hundred times slower.
/// </summary>
static class Scope
{
    /// <summary>The width whose kernels are tested (<c>KERNELGEN_WIDTH=Bits256</c>), together with the widest, which has to run it; null for all.</summary>
    public static VectorWidth? Width { get; } = Enum.TryParse<VectorWidth>(Environment.GetEnvironmentVariable("KERNELGEN_WIDTH"), out var width) ? width : null;

    /// <summary>Whether rows are few and short (<c>KERNELGEN_ROWS=few</c>): every length to 130, each with one kind of row, and a few beyond.</summary>
    public static bool FewRows { get; } = Environment.GetEnvironmentVariable("KERNELGEN_ROWS") is "few" or "fewest";

    /// <summary>Whether what is tested for every algorithm elsewhere is tested for one (<c>KERNELGEN_ROWS=fewest</c>): the contract, memory, adversarial calls; and of the long rows hardly any is left.</summary>
    public static bool OneAlgorithm { get; } = Environment.GetEnvironmentVariable("KERNELGEN_ROWS") == "fewest";

    /// <summary>Those of the lengths that are tested.</summary>
    public static IEnumerable<int> Lengths(params int[] lengths) => lengths.Where(n => !FewRows || n <= 5000);

    public static bool Covers(VectorWidth width) => Width is null || width == Width || width == VectorWidth.Widest;
}
