namespace Catalogue.Sampling;

/// <summary>Attention over keys that were sampled by hashing: each weighs one over the probability u that it was.</summary>
/// <paper number="64">MagicPIG: LSH Sampling for Efficient LLM Generation</paper>
public static partial class LocalSensitivity
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, ReadOnlySpan<float> collision, float bits, float tables, Span<float> y);
    static Row Weights(Row x, Row collision, Scalar bits, Scalar tables)
    {
        var miss = 1 - Pow(collision, bits);
        return Normalizers.Softmax(x - Log(1 - Pow(miss, tables) - tables * (1 - miss) * Pow(miss, tables - 1)));
    }
}
