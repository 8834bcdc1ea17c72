namespace Catalogue.Norms;

/// <summary>Soft competition among neurons, and the Hebbian step of the weights that lead from one input to all of them.</summary>
/// <paper number="160">Neuro-Modulated Hebbian Learning for Fully Test-Time Adaptation</paper>
/// <inferred>a soft Hebbian rule as in SoftHebb</inferred>
public static partial class HebbianAdaptation
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Activity(ReadOnlySpan<float> u, float temperature, Span<float> y);
    static Row Activity(Row u, Scalar temperature) => Normalizers.Softmax(u / temperature);

    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Step(ReadOnlySpan<float> u, ReadOnlySpan<float> w, float input, float rate, float temperature, Span<float> y);
    static Row Step(Row u, Row w, Scalar input, Scalar rate, Scalar temperature) => w + rate * Activity(u, temperature) * (input - u * w);
}
