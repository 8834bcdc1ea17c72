namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>A class of rows on which a kernel is known to be wrong.</summary>
/// <param name="Algorithms">Those that are; null if all are.</param>
/// <param name="Widths">Those that are; null if all are.</param>
sealed record Gap(string Kernel, string Class, string Reason, Algorithm[]? Algorithms = null, VectorWidth[]? Widths = null)
{
    public bool Covers(Variant variant) => (Algorithms?.Contains(variant.Algorithm) ?? true) && (Widths?.Contains(variant.Width) ?? true);
}

/// <summary>What is still to be mended. Every entry is asserted to be wrong still: once mended, it has to go.</summary>
static class KnownGaps
{
    public static readonly IReadOnlyList<Gap> All = [];
}
