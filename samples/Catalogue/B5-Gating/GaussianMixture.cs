namespace Catalogue.Gating;

/// <summary>The log-density of a mixture of normal distributions, and which expert is responsible for the value.</summary>
/// <paper number="72">Demystifying Softmax Gating Function in Gaussian Mixture of Experts</paper>
public static partial class GaussianMixture
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float LogDensity(ReadOnlySpan<float> gate, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation, float value);
    static Scalar LogDensity(Row gate, Row mean, Row deviation, Scalar value) => Log(Sum(Normalizers.Softmax(gate) * Density(mean, deviation, value)));

    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Responsibility(ReadOnlySpan<float> gate, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation, float value, Span<float> y);
    static Row Responsibility(Row gate, Row mean, Row deviation, Scalar value)
    {
        var joint = Normalizers.Softmax(gate) * Density(mean, deviation, value);
        return joint / Sum(joint);
    }

    static Row Density(Row mean, Row deviation, Scalar value) => Exp(-Square((value - mean) / deviation) / 2) / (deviation * Sqrt(2 * Math.PI));
}
