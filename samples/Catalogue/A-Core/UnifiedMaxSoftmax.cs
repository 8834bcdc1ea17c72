namespace Catalogue.Core;

/// <summary>Exponents relative to a φ fixed beforehand. Here φ needs no safe interval and no second try: the anchor follows the row.</summary>
/// <paper number="78">FlashDecoding++: Faster Large Language Model Inference on GPUs</paper>
public static partial class UnifiedMaxSoftmax
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, float phi, Span<float> y);
    static Row Weights(Row x, Scalar phi) => Exp(x - phi) / Sum(Exp(x - phi));
}
