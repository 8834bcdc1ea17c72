namespace Catalogue.Norms;

/// <summary>How far one sample's gradient is from the mean of all, which sets the size of the batch, and the step by AdaGrad-Norm.</summary>
/// <paper number="161">AdAdaGrad: Adaptive Batch Size Schemes for Adaptive Gradient Methods</paper>
/// <inferred>the norm test</inferred>
public static partial class AdaptiveBatch
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Deviation(ReadOnlySpan<float> gradient, ReadOnlySpan<float> mean, out float norm);
    static (Scalar, Scalar norm) Deviation(Row gradient, Row mean) => (Sum(Square(gradient - mean)), Sum(Square(mean)));

    /// <passes>2 / 4</passes>
    [Kernel] public static partial float Step(ReadOnlySpan<float> w, ReadOnlySpan<float> gradient, float rate, float sum, Span<float> y);
    static (Row y, Scalar) Step(Row w, Row gradient, Scalar rate, Scalar sum)
    {
        var next = sum + Sum(Square(gradient));
        return (w - rate * gradient / Sqrt(next), next);
    }
}
