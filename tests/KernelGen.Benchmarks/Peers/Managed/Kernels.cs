using static KernelGen.RowMath;

namespace KernelGen.Benchmarks.Peers;

/// <summary>The kernels that race.</summary>
internal static partial class Kernels
{
    [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel] public static partial void LogSoftmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);

    [Kernel(Reproducible = true)] public static partial void ReproducibleSoftmax(ReadOnlySpan<float> x, Span<float> y);
    private static Row ReproducibleSoftmax(Row x) => Normalizers.Softmax(x);

    [Kernel(Reproducible = true)] public static partial float ReproducibleLogSumExp(ReadOnlySpan<float> x);
    private static Scalar ReproducibleLogSumExp(Row x) => Normalizers.LogSumExp(x);

    [Kernel] public static partial float CrossEntropy(ReadOnlySpan<float> logits, int label);
    private static Scalar CrossEntropy(Row logits, Position label) => Normalizers.LogSumExp(logits) - logits[label];

    [Kernel] public static partial float CrossEntropyGradient(ReadOnlySpan<float> logits, int label, Span<float> gradient);
    private static (Scalar, Row gradient) CrossEntropyGradient(Row logits, Position label)
    {
        var z = Normalizers.LogSumExp(logits);
        return (z - logits[label], Exp(logits - z) - Normalizers.OneHot(logits, label));
    }

    [Kernel] public static partial void TopKOf(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
    [Kernel] public static partial void SoftmaxTopK(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);
    [Kernel] public static partial int SampleToken(ReadOnlySpan<float> x, float temperature, int k, float topP, float minP, int seed);

    [Kernel] public static partial void LayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, float epsilon, Span<float> y);
    private static Row LayerNorm(Row x, Row gain, Row bias, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon) * gain + bias;

    [Kernel] public static partial void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float epsilon, Span<float> y);
}
