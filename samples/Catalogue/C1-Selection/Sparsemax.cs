namespace Catalogue.Selection;

/// <summary>The nearest row of weights, most of them 0: x less a threshold, cut at 0; and the loss whose gradient that makes.</summary>
/// <paper number="95">From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification</paper>
public static partial class Sparsemax
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
    static Row Weights(Row x) => Relu(x - Threshold(x));

    /// <passes>2 / 5</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> x, int label);
    static Scalar Loss(Row x, Position label) => Sum(Weights(x) * (x - x[label] - Weights(x) / 2)) + 0.5;

    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Gradient(ReadOnlySpan<float> x, int label, Span<float> y);
    static Row Gradient(Row x, Position label) => Weights(x) - Normalizers.OneHot(x, label);

    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Entmax(ReadOnlySpan<float> x, Span<float> y);
    static Row Entmax(Row x) => Square(Relu(x - Threshold(x, 2, 4)) / 2);
}
