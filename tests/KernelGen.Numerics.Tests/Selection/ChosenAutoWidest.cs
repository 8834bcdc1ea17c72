using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>Kernels that choose elements. The build writes this file again for every algorithm at every width, with these three names replaced.</summary>
sealed partial class ChosenAutoWidest : IChoosers
{
    const Algorithm Way = Algorithm.Auto;
    const VectorWidth Bits = VectorWidth.Widest;

    static Algorithm IChoosers.Algorithm => Way;
    static VectorWidth IChoosers.Width => Bits;

    [Kernel(nameof(Normalizers.TopKOf), Algorithm = Way, Width = Bits)] public static partial void Largest(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SoftmaxTopK(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void TopKGate(ReadOnlySpan<float> x, int k, Span<float> weights, Span<int> indices);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial int SampleToken(ReadOnlySpan<float> x, float temperature, int k, float topP, float minP, int seed);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial int GumbelMax(ReadOnlySpan<float> x, int seed);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void GumbelSoftmax(ReadOnlySpan<float> x, float temperature, int seed, Span<float> y);

    /// <summary>Logarithms of the probabilities of the chosen, and what a confidence measure wants, all of one sweep.</summary>
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Scores(ReadOnlySpan<float> x, Span<float> logs, Span<int> indices, out float margin, out float entropy, out int best);
    static (Row logs, Row indices, Scalar margin, Scalar entropy, Scalar best) Scores(Row x)
    {
        var top = TopK(Normalizers.LogSoftmax(x));
        return (top.Values, top.Indices, Exp(top.Values[0]) - Exp(top.Values[1]), Normalizers.Entropy(x), ArgMax(x));
    }

    /// <summary>Chosen by one score, weighed by another.</summary>
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Biased(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, int k, Span<float> weights, Span<int> indices, Span<float> kept);
    static (Row weights, Row indices, Row kept) Biased(Row x, Row bias, Position k)
    {
        var top = TopK(x + bias, k);
        return (Normalizers.Softmax(top.Of(x)), top.Indices, Select(top.Mask, x, 0));
    }

    /// <summary>Chosen beside a row that is written over the one they are chosen from.</summary>
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Beside(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> y);
    static (Row values, Row indices, Row y) Beside(Row x, Position k)
    {
        var top = TopK(x, k);
        return (top.Values, top.Indices, Normalizers.Softmax(x));
    }

    /// <summary>One row where another is largest.</summary>
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float AtBest(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y);
    static (Scalar, Row y) AtBest(Row x, Row w) => (w[ArgMax(x)], Exp(w) / Sum(Exp(w)));
}
