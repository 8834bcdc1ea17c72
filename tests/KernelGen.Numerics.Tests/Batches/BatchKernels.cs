using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Batches;

/// <summary>Kernels of batches, and the same of one row.</summary>
static partial class BatchKernels
{
    [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax))] public static partial void SoftmaxOfRow(ReadOnlySpan<float> x, Span<float> y);

    [Kernel] public static partial void MaskedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.MaskedSoftmax))] public static partial void SameMask(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<bool> keep, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.MaskedSoftmax))] public static partial void ManyMasks([Broadcast] ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.MaskedSoftmax))] public static partial void MaskedSoftmaxOfRow(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);

    [Kernel] public static partial void LayerNorm(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> gain, [Broadcast] ReadOnlySpan<float> bias, float epsilon, [RowLength] int features, Span<float> y);
    [Kernel(nameof(LayerNorm))] public static partial void LayerNormOfRow(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, float epsilon, Span<float> y);
    static Row LayerNorm(Row x, Row gain, Row bias, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon) * gain + bias;

    [Kernel] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, ReadOnlySpan<float> temperature, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.SoftmaxWithTemperature))] public static partial void OneTemperature(ReadOnlySpan<float> x, float temperature, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.SoftmaxWithTemperature))] public static partial void SoftmaxWithTemperatureOfRow(ReadOnlySpan<float> x, float temperature, Span<float> y);

    /// <summary>The names that generated code likes for itself, in another order.</summary>
    [Kernel] public static partial void Loss(Span<float> rows, [RowLength] int length, ReadOnlySpan<int> row, Span<float> gradient, ReadOnlySpan<float> xRow, Span<int> best);
    [Kernel(nameof(Loss))] public static partial void LossOfRow(ReadOnlySpan<float> xRow, int row, out float rows, Span<float> gradient, out int best);
    static (Scalar rows, Row gradient, Scalar best) Loss(Row xRow, Position row)
    {
        var z = Normalizers.LogSumExp(xRow);
        return (z - xRow[row], Exp(xRow - z) - Normalizers.OneHot(xRow, row), ArgMax(xRow));
    }

    [Kernel] public static partial void LogSumExp(ReadOnlySpan<float> x, [RowLength] int n, Span<float> lse);
    [Kernel(nameof(Normalizers.LogSumExp))] public static partial float LogSumExpOfRow(ReadOnlySpan<float> x);

    [Kernel] public static partial void SoftmaxTopK(ReadOnlySpan<float> x, int k, [RowLength] int n, Span<float> values, Span<int> indices);
    [Kernel(nameof(Normalizers.SoftmaxTopK))] public static partial void SoftmaxTopKOfRow(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);

    [Kernel(nameof(Normalizers.TopKOf))] public static partial void Largest(ReadOnlySpan<float> x, [RowLength] int n, Span<float> values, Span<int> indices);
    [Kernel(nameof(Normalizers.TopKOf))] public static partial void LargestOfRow(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);

    [Kernel] public static partial void BestThree(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y, Span<float> margin, Span<float> weights);
    [Kernel(nameof(BestThree))] public static partial void BestThreeOfRow(ReadOnlySpan<float> x, Span<float> y, out float margin, Span<float> weights);
    static (Row y, Scalar margin, Row weights) BestThree(Row x)
    {
        var top = TopK(x, 3);
        return (Select(top.Mask, x, 0), top.Values[0] - top.Values[1], Normalizers.Softmax(top.Values));
    }
}
