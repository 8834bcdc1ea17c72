namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>A class of rows on which a kernel is known to be wrong.</summary>
/// <param name="Algorithms">Those that are; null if all are.</param>
/// <param name="Widths">Those that are; null if all are.</param>
sealed record Gap(string Kernel, string Class, string Reason, Algorithm[]? Algorithms = null, VectorWidth[]? Widths = null)
{
    public bool Covers(Variant variant) => (Algorithms?.Contains(variant.Algorithm) ?? true) && (Widths?.Contains(variant.Runs) ?? true);
}

/// <summary>What is still to be mended. Every entry is asserted to be wrong still: once mended, it has to go.</summary>
static class KnownGaps
{
    public static readonly IReadOnlyList<Gap> All =
    [
        .. Of("the summand is not scaled, and underflows for the whole row", ["SoftplusNormalized"], ["near -1e4", "spread", "all masked", "±3e38"]),
        .. Of("0 / 0, also in the description", ["StableMax"], ["all masked"]),
        .. Of("the finite elements weigh 0, in the description NaN", ["SoftplusNormalized"], ["a +∞"]),
        .. Of("the description says ∞ where the kernel and the formula say NaN", ["MeanAndVariance"], ["a third masked", "all but one masked", "all masked"]),
    ];

    public static bool Has(string kernel, string name, Variant variant) => All.Any(g => g.Kernel == kernel && g.Class == name && g.Covers(variant));

    static IEnumerable<Gap> Of(string reason, string[] kernels, string[] classes, VectorWidth[]? widths = null, Algorithm[]? algorithms = null) =>
        kernels.SelectMany(k => classes.Select(c => new Gap(k, c, reason, algorithms, widths)));
}
