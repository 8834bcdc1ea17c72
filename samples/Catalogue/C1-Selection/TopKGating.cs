namespace Catalogue.Selection;

/// <summary>The k experts with the largest logits, and softmax weights among them.</summary>
/// <paper number="45">Statistical Perspective of Top-K Sparse Softmax Gating Mixture of Experts</paper>
public static partial class TopKGating
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial void Gate(ReadOnlySpan<float> x, int k, Span<float> weights, Span<int> experts);
    static (Row weights, Row experts) Gate(Row x, Position k)
    {
        var top = TopK(x, k);
        return (Normalizers.Softmax(top.Values), top.Indices);
    }

    /// <passes>1 / 4</passes>
    [Kernel] public static partial void Renormalized(ReadOnlySpan<float> x, int k, Span<float> weights, Span<int> experts);
    static (Row weights, Row experts) Renormalized(Row x, Position k)
    {
        var top = TopK(Normalizers.Softmax(x), k);
        return (top.Values / Sum(top.Values), top.Indices);
    }

    /// <passes>1 / 5</passes>
    [Kernel] public static partial void Noisy(ReadOnlySpan<float> x, ReadOnlySpan<float> deviation, int k, int seed, Span<float> weights, Span<int> experts);
    static (Row weights, Row experts) Noisy(Row x, Row deviation, Position k, Position seed)
    {
        var top = TopK(x + Normal(seed) * Softplus(deviation), k);
        return (Normalizers.Softmax(top.Values), top.Indices);
    }

    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Balance(ReadOnlySpan<float> x, ReadOnlySpan<float> load, ReadOnlySpan<float> importance, int k, Span<float> loads, Span<float> importances);
    static (Row loads, Row importances) Balance(Row x, Row load, Row importance, Position k) =>
        (load + Select(TopK(x, k).Mask, 1, 0), importance + Normalizers.Softmax(x));
}
