namespace Catalogue.Maps;

/// <summary>A weighted sum of shifted copies of one activation, here the sigmoid.</summary>
/// <paper number="28">PanGu-π: Enhancing Language Model Architectures via Nonlinearity Compensation</paper>
public static partial class SeriesActivation
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Activation(ReadOnlySpan<float> x, float a1, float b1, float a2, float b2, Span<float> y);
    static Row Activation(Row x, Scalar a1, Scalar b1, Scalar a2, Scalar b2) => a1 * Sigmoid(x + b1) + a2 * Sigmoid(x + b2);
}
