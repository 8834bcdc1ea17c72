namespace Catalogue.Weights;

/// <summary>The temperature is a polynomial of the entropy: two levels with scalar code between them.</summary>
/// <paper number="57">softmax is not enough (for sharp out-of-distribution)</paper>
/// <inferred>the gate at an entropy of 0.5</inferred>
public static partial class AdaptiveTemperature
{
    /// <passes>3 / 6</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
    static Row Weights(Row x)
    {
        var h = Normalizers.Entropy(x);
        var beta = Max(1, (((-0.037 * h + 0.481) * h - 2.3) * h + 4.917) * h - 1.791);
        return Normalizers.Softmax(Select(h > 0.5, beta, 1) * x);
    }
}
