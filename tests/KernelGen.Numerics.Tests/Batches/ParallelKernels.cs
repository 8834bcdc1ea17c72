using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Batches;

/// <summary>Kernels that several threads are at, and the same on one.</summary>
static partial class ParallelKernels
{
    [Kernel(Parallel = true)] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax))] public static partial void SoftmaxAlone(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true, Algorithm = Algorithm.Reload)] public static partial void SoftmaxByReload(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true, Algorithm = Algorithm.TwoPass)] public static partial void SoftmaxByTwoPass(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true, Algorithm = Algorithm.ThreePass)] public static partial void SoftmaxByThreePass(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true, Reproducible = true)] public static partial void SoftmaxReproducible(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true, Reproducible = true, Width = VectorWidth.Bits128)] public static partial void SoftmaxReproducibleElsewhere(ReadOnlySpan<float> x, Span<float> y);

    [Kernel(Parallel = true)] public static partial void MaskedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);
    [Kernel(nameof(Normalizers.MaskedSoftmax))] public static partial void MaskedSoftmaxAlone(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);

    /// <summary>Three sweeps, the second with what the first found.</summary>
    [Kernel(Parallel = true)] public static partial void AdaptiveTemperature(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.AdaptiveTemperature))] public static partial void AdaptiveTemperatureAlone(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>Plain sums, moments, extremes, positions, and a row beside them.</summary>
    [Kernel(Parallel = true)] public static partial void Summary(ReadOnlySpan<float> x, int at, out float total, out float mean, out float variance, out int lowest, out float weighted, Span<float> y);
    [Kernel(nameof(Summary))] public static partial void SummaryAlone(ReadOnlySpan<float> x, int at, out float total, out float mean, out float variance, out int lowest, out float weighted, Span<float> y);
    static (Scalar total, Scalar mean, Scalar variance, Scalar lowest, Scalar weighted, Row y) Summary(Row x, Position at) =>
        (Sum(Abs(x)), Mean(x), Variance(x), ArgMin(x), Sum(Select(x.Positions <= at, x * x, 0)), Select(x.Positions == at, 1, x) / x.Length);

    /// <summary>A sum without an anchor or a center.</summary>
    [Kernel(Parallel = true)] public static partial float Norm(ReadOnlySpan<float> x);
    [Kernel(nameof(Norm))] public static partial float NormAlone(ReadOnlySpan<float> x);
    static Scalar Norm(Row x) => Sqrt(Sum(x * x));

    /// <summary>In double, where another order of additions shows.</summary>
    [Kernel(Parallel = true)] public static partial void Doubles(ReadOnlySpan<float> x, out double square, out double lse, out double variance, Span<float> y);
    static (Scalar square, Scalar lse, Scalar variance, Row y) Doubles(Row x) => (Sum(x * x), LogSumExp(x), Variance(x), Exp(x) / Sum(Exp(x)));

    /// <summary>Elements are chosen in the sweep that sums; a row is written beside.</summary>
    [Kernel(Parallel = true)] public static partial void Kept(ReadOnlySpan<float> x, int k, Span<float> y, Span<int> indices);
    [Kernel(nameof(Kept))] public static partial void KeptAlone(ReadOnlySpan<float> x, int k, Span<float> y, Span<int> indices);
    static (Row y, Row indices) Kept(Row x, Position k) => (Exp(x) / Sum(Exp(x)), TopK(x, k).Indices);

    /// <summary>Nothing but chosen; and chosen of two scores, with sums.</summary>
    [Kernel(nameof(Normalizers.TopKOf), Parallel = true)] public static partial void Top(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
    [Kernel(nameof(Normalizers.TopKOf))] public static partial void TopAlone(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
    [Kernel(Parallel = true)] public static partial void Best(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> far, out float entropy);
    [Kernel(nameof(Best))] public static partial void BestAlone(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> far, out float entropy);
    static (Row values, Row indices, Row far, Scalar entropy) Best(Row x, Position k)
    {
        var top = TopK(Normalizers.Softmax(x), k);
        return (top.Values, top.Indices, TopK(Abs(x), 3).Values, Normalizers.Entropy(x));
    }

    /// <summary>A threshold is found on one thread; the row is written by several.</summary>
    [Kernel(nameof(Normalizers.Sparsemax), Parallel = true)] public static partial void Sparsemax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Sparsemax))] public static partial void SparsemaxAlone(ReadOnlySpan<float> x, Span<float> y);

    [Kernel(nameof(Normalizers.Softmax), Parallel = true)] public static partial void SoftmaxOfRows(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);
    [Kernel(nameof(BatchKernels.Loss), Parallel = true)] public static partial void Loss(Span<float> rows, [RowLength] int length, ReadOnlySpan<int> row, Span<float> gradient, ReadOnlySpan<float> xRow, Span<int> best);
    static (Scalar rows, Row gradient, Scalar best) Loss(Row xRow, Position row)
    {
        var z = Normalizers.LogSumExp(xRow);
        return (z - xRow[row], Exp(xRow - z) - Normalizers.OneHot(xRow, row), ArgMax(xRow));
    }

    [Kernel(nameof(Normalizers.TopKOf), Parallel = true)] public static partial void Largest(ReadOnlySpan<float> x, [RowLength] int n, Span<float> values, Span<int> indices);
    [Kernel(nameof(Weighted), Parallel = true)] public static partial void Weighted(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> gain, ReadOnlySpan<float> temperature, float bias, [RowLength] int each, Span<float> y);
    [Kernel(nameof(Weighted))] public static partial void WeightedAlone(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> gain, ReadOnlySpan<float> temperature, float bias, [RowLength] int each, Span<float> y);
    static Row Weighted(Row x, Row gain, Scalar temperature, Scalar bias) => Normalizers.Softmax(x / temperature) * gain + bias;
}
