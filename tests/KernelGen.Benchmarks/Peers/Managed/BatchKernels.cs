using static KernelGen.RowMath;

namespace KernelGen.Benchmarks.Peers;

/// <summary>The kernels that race over batches: described as those of one row.</summary>
internal static partial class BatchKernels
{
    [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);
    [Kernel] public static partial void LogSoftmax(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);
    [Kernel] public static partial void LogSumExp(ReadOnlySpan<float> x, [RowLength] int n, Span<float> lse);

    [Kernel] public static partial void CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<int> label, [RowLength] int n, Span<float> loss);
    private static Scalar CrossEntropy(Row logits, Position label) => Normalizers.LogSumExp(logits) - logits[label];

    [Kernel] public static partial void CrossEntropyGradient(ReadOnlySpan<float> logits, ReadOnlySpan<int> label, [RowLength] int n, Span<float> loss, Span<float> gradient);
    private static (Scalar, Row gradient) CrossEntropyGradient(Row logits, Position label)
    {
        var z = Normalizers.LogSumExp(logits);
        return (z - logits[label], Exp(logits - z) - Normalizers.OneHot(logits, label));
    }

    [Kernel] public static partial void SoftmaxTopK(ReadOnlySpan<float> x, int k, [RowLength] int n, Span<float> values, Span<int> indices);

    [Kernel] public static partial void LayerNorm(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> gain, [Broadcast] ReadOnlySpan<float> bias, float epsilon, [RowLength] int n, Span<float> y);
    private static Row LayerNorm(Row x, Row gain, Row bias, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon) * gain + bias;

    [Kernel] public static partial void RmsNorm(ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> weight, float epsilon, [RowLength] int n, Span<float> y);

    /// <summary>What is chosen of a row is looked for at the row's start.</summary>
    public static void SoftmaxTop5(Workload on)
    {
        Span<float> values = stackalloc float[on.Shape.Rows * Operation.Chosen];
        SoftmaxTopK(on.X, Operation.Chosen, on.Shape.Length, values, stackalloc int[values.Length]);
        for (var row = 0; row < on.Shape.Rows; row++)
            values.Slice(row * Operation.Chosen, Operation.Chosen).CopyTo(on.Y[(row * on.Shape.Length)..]);
    }
}
