namespace Catalogue.Selection;

/// <summary>An update of which only the most important elements are kept.</summary>
/// <paper number="175">Kernelized Sparse Fine-Tuning with Bi-level Parameter Competition for Vision Models</paper>
/// <inferred>that importance is the magnitude times a score</inferred>
public static partial class SparseAllocation
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Kept(ReadOnlySpan<float> x, ReadOnlySpan<float> scores, int k, Span<float> y);
    static Row Kept(Row x, Row scores, Position k) => Select(TopK(Abs(x * scores), k).Mask, x, 0);
}
