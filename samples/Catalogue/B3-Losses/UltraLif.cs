namespace Catalogue.Losses;

/// <summary>A neuron in max-plus algebra made smooth: the maximum as ε·log of a sum, the threshold as a sigmoid.</summary>
/// <paper number="18">UltraLIF: Fully Differentiable Spiking Neural Networks via Ultradiscretization and Max-Plus Algebra</paper>
/// <inferred>the soft threshold</inferred>
public static partial class UltraLif
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial void Membrane(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float epsilon, Span<float> y);
    static Row Membrane(Row a, Row b, Scalar epsilon) => epsilon * Log(Exp(a / epsilon) + Exp(b / epsilon));

    /// <passes>1 / 2</passes>
    [Kernel] public static partial void Spikes(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float threshold, float epsilon, Span<float> y);
    static Row Spikes(Row a, Row b, Scalar threshold, Scalar epsilon) => 1 / (1 + Exp(-(Membrane(a, b, epsilon) - threshold) / epsilon));
}
