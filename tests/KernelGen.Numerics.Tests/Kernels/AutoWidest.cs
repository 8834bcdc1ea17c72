using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>The declarations. The build writes this file again for every algorithm at every width, with these three names replaced.</summary>
sealed partial class AutoWidest : IKernels
{
    const Algorithm Way = Algorithm.Auto;
    const VectorWidth Bits = VectorWidth.Widest;

    static Algorithm IKernels.Algorithm => Way;
    static VectorWidth IKernels.Width => Bits;

    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, float temperature, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void MaskedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void BiasedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SoftcapSoftmax(ReadOnlySpan<float> x, float cap, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void ScalableSoftmax(ReadOnlySpan<float> x, float s, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void AdaptiveTemperature(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Softpick(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void StableMax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SigmoidNormalized(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SoftplusNormalized(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Sparsemax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Entmax15(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void LogSoftmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float LogSumExp(ReadOnlySpan<float> x);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void SoftmaxWithLogSumExp(ReadOnlySpan<float> x, Span<float> y, out float lse);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float Energy(ReadOnlySpan<float> x, float temperature);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float CrossEntropy(ReadOnlySpan<float> logits, int label);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void CrossEntropyWithGradient(ReadOnlySpan<float> logits, int label, out float loss, Span<float> gradient);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float SmoothedCrossEntropy(ReadOnlySpan<float> logits, int label, float smoothing);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float Entropy(ReadOnlySpan<float> x);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float KullbackLeibler(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial float BoltzmannMean(ReadOnlySpan<float> x, float beta);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void MeanAndVariance(ReadOnlySpan<float> x, out float mean, out float variance);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void Standardize(ReadOnlySpan<float> x, float epsilon, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float epsilon, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void L2Normalize(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(Algorithm = Way, Width = Bits)] public static partial void MinMaxScale(ReadOnlySpan<float> x, Span<float> y);

    static (Scalar mean, Scalar variance) MeanAndVariance(Row x) => (Mean(x), Variance(x));
}
