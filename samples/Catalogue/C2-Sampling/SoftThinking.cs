namespace Catalogue.Sampling;

/// <summary>A soft token: weights over the likeliest tokens, moved by clipped Gumbel noise, and the logarithm of that noise's density. Without the 1e-6 that keeps the logarithm of a probability from −∞.</summary>
/// <paper number="118">SofT-GRPO: Surpassing Discrete-Token LLM Reinforcement Learning via Gumbel-Reparameterized Soft-Thinking Policy Optimization</paper>
public static partial class SoftThinking
{
    /// <passes>1 / 8</passes>
    [Kernel] public static partial void Token(ReadOnlySpan<float> x, float temperature, float tau, float c, int k, int seed, Span<float> weights, Span<int> tokens, out float density);
    static (Row weights, Row tokens, Scalar density) Token(Row x, Scalar temperature, Scalar tau, Scalar c, Position k, Position seed)
    {
        var top = TopK(x / temperature, k);
        var g = Clamp(top.Of(Gumbel(seed)), -1.5, 3);
        return (Normalizers.Softmax((Normalizers.LogSoftmax(top.Values) + c * g) / tau), top.Indices, Sum(-g - Exp(-g)));
    }

    /// <passes>1 / 8</passes>
    [Kernel] public static partial int Decode(ReadOnlySpan<float> x, float temperature, int k, float share, float epsilon, int seed);
    static Scalar Decode(Row x, Scalar temperature, Position k, Scalar share, Scalar epsilon, Position seed) =>
        Normalizers.SampleToken(x, temperature, k, share, epsilon, seed);
}
