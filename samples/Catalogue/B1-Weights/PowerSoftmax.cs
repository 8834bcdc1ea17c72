namespace Catalogue.Weights;

/// <summary>An even power in place of the exponential, for arithmetic that has no other functions.</summary>
/// <paper number="138">Power-Softmax: Towards Secure LLM Inference over Encrypted Data</paper>
public static partial class PowerSoftmax
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, float c, float p, float epsilon, Span<float> y);
    static Row Weights(Row x, Scalar c, Scalar p, Scalar epsilon) => Pow(x / c, p) / (Sum(Pow(x / c, p)) + epsilon * x.Length);
}
