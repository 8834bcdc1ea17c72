namespace Catalogue.Weights;

/// <summary>A gate that a temperature takes from dense to sparse; the proposed one bounds its logits first.</summary>
/// <paper number="106">Is Temperature Sample Efficient for Softmax Gaussian Mixture of Experts?</paper>
public static partial class TemperatureGate
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, float temperature, Span<float> y);
    static Row Weights(Row x, Scalar temperature) => Normalizers.Softmax(x / temperature);

    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Activated(ReadOnlySpan<float> x, float temperature, Span<float> y);
    static Row Activated(Row x, Scalar temperature) => Normalizers.Softmax(Tanh(x) / temperature);
}
