namespace Catalogue.Weights;

/// <summary>The base of the powers is the length of the row, so that attention does not fade with it.</summary>
/// <paper number="135">Scalable-Softmax Is Superior for Attention</paper>
public static partial class ScalableSoftmax
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, float s, Span<float> y);
    static Row Weights(Row x, Scalar s) => Pow(x.Length, s * x) / Sum(Pow(x.Length, s * x));
}
