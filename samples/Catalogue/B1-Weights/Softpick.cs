namespace Catalogue.Weights;

/// <summary>A rectified softmax, whose weights may all be 0. A masked element must not add |0 − 1| to the sum.</summary>
/// <paper number="53">Softpick: No Attention Sink, No Massive Activations with Rectified Softmax</paper>
public static partial class Softpick
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
    static Row Weights(Row x) => Relu(Exp(x) - 1) / (Sum(Abs(Exp(x) - 1)) + 1e-8);

    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Masked(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);
    static Row Masked(Row x, Mask keep) => Select(keep, Relu(Exp(x) - 1), 0) / (Sum(Select(keep, Abs(Exp(x) - 1), 0)) + 1e-8);
}
