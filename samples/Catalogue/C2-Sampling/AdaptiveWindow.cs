namespace Catalogue.Sampling;

/// <summary>Which windows of an image are kept: a relaxed choice of two for each, which is a sigmoid of differences.</summary>
/// <paper number="158">Adaptive Window Pruning for Efficient Local Motion Deblurring</paper>
/// <inferred>that the choice is a Gumbel-softmax of two logits</inferred>
public static partial class AdaptiveWindow
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial void Keep(ReadOnlySpan<float> keep, ReadOnlySpan<float> drop, float temperature, int seed, Span<float> y);
    static Row Keep(Row keep, Row drop, Scalar temperature, Position seed) =>
        Sigmoid((keep + Gumbel(seed) - drop - Gumbel(seed + 1)) / temperature);
}
