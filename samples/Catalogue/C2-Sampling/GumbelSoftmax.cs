namespace Catalogue.Sampling;

/// <summary>A sample of the softmax as a row that has a gradient, or as the index it leans to.</summary>
/// <paper number="89">Categorical Reparameterization with Gumbel-Softmax</paper>
public static partial class GumbelSoftmax
{
    /// <passes>2 / 5</passes>
    [Kernel] public static partial void Relaxed(ReadOnlySpan<float> x, float temperature, int seed, Span<float> y);
    static Row Relaxed(Row x, Scalar temperature, Position seed) => Normalizers.Softmax((x + Gumbel(seed)) / temperature);

    /// <passes>1 / 3</passes>
    [Kernel] public static partial int Hard(ReadOnlySpan<float> x, int seed);
    static Scalar Hard(Row x, Position seed) => ArgMax(x + Gumbel(seed));

    /// <passes>1 / 3</passes>
    [Kernel] public static partial void WithoutReplacement(ReadOnlySpan<float> x, int k, int seed, Span<int> samples);
    static Row WithoutReplacement(Row x, Position k, Position seed) => TopK(x + Gumbel(seed), k).Indices;
}
