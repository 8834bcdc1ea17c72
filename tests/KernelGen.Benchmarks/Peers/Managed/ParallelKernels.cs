using static KernelGen.RowMath;

namespace KernelGen.Benchmarks.Peers;

/// <summary>The kernels that race on all cores.</summary>
internal static partial class ParallelKernels
{
    [Kernel(Parallel = true)] public static partial void Softmax(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Parallel = true)] public static partial void SoftmaxOfRow(ReadOnlySpan<float> x, Span<float> y);

    [Kernel(Parallel = true)] public static partial void LogSumExp(ReadOnlySpan<float> x, [RowLength] int n, Span<float> lse);
    [Kernel(nameof(Normalizers.LogSumExp), Parallel = true)] public static partial float LogSumExpOfRow(ReadOnlySpan<float> x);

    [Kernel(nameof(Normalizers.SoftmaxTopK), Parallel = true)] public static partial void SoftmaxTopK(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);

    [Kernel(Parallel = true)] public static partial void LayerNorm(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> gain, [Broadcast] ReadOnlySpan<float> bias, float epsilon, [RowLength] int n, Span<float> y);
    [Kernel(nameof(LayerNorm), Parallel = true)] public static partial void LayerNormOfRow(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, float epsilon, Span<float> y);
    private static Row LayerNorm(Row x, Row gain, Row bias, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon) * gain + bias;
}
