namespace Catalogue.Selection;

/// <summary>A mask of a network: 1 for the major weights, those with the largest scores, a number of (0, 1) for the minor ones.</summary>
/// <paper number="99">On the Soft-Subnetwork for Few-shot Class Incremental Learning</paper>
/// <inferred>that the minor part begins as uniform noise</inferred>
public static partial class SoftSubnetwork
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Mask(ReadOnlySpan<float> scores, int k, int seed, Span<float> y);
    static Row Mask(Row scores, Position k, Position seed) => Select(TopK(scores, k).Mask, 1, Uniform(seed));
}
