namespace Catalogue.Weights;

/// <summary>Softplus weights, then only what is above the average, raised to a power and shared out again.</summary>
/// <paper number="6">Softplus Attention with Re-weighting Boosts Length Extrapolation in Large Language Models</paper>
/// <inferred>the constants of the scale, and the power</inferred>
public static partial class SoftplusAttention
{
    /// <passes>3 / 5</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, float scale, float p, Span<float> y);
    static Row Weights(Row x, Scalar scale, Scalar p)
    {
        var a = Normalizers.SoftplusNormalized(scale * Log(x.Length) * x);
        var above = Pow(Relu(x.Length * a - 1), p);
        return above / Sum(above);
    }
}
