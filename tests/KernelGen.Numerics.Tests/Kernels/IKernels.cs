namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>
/// The kernels under test. One class declares them (<see cref="AutoWidest"/>); the build derives a class from it for every other algorithm and width.
/// </summary>
interface IKernels
{
    static abstract Algorithm Algorithm { get; }
    static abstract VectorWidth Width { get; }

    static abstract void Softmax(ReadOnlySpan<float> x, Span<float> y);
    static abstract void SoftmaxWithTemperature(ReadOnlySpan<float> x, float temperature, Span<float> y);
    static abstract void MaskedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);
    static abstract void BiasedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, Span<float> y);
    static abstract void SoftcapSoftmax(ReadOnlySpan<float> x, float cap, Span<float> y);
    static abstract void ScalableSoftmax(ReadOnlySpan<float> x, float s, Span<float> y);
    static abstract void AdaptiveTemperature(ReadOnlySpan<float> x, Span<float> y);
    static abstract void Softpick(ReadOnlySpan<float> x, Span<float> y);
    static abstract void StableMax(ReadOnlySpan<float> x, Span<float> y);
    static abstract void SigmoidNormalized(ReadOnlySpan<float> x, Span<float> y);
    static abstract void SoftplusNormalized(ReadOnlySpan<float> x, Span<float> y);
    static abstract void Sparsemax(ReadOnlySpan<float> x, Span<float> y);
    static abstract void Entmax15(ReadOnlySpan<float> x, Span<float> y);
    static abstract void LogSoftmax(ReadOnlySpan<float> x, Span<float> y);
    static abstract float LogSumExp(ReadOnlySpan<float> x);
    static abstract void SoftmaxWithLogSumExp(ReadOnlySpan<float> x, Span<float> y, out float lse);
    static abstract float Energy(ReadOnlySpan<float> x, float temperature);
    static abstract float CrossEntropy(ReadOnlySpan<float> logits, int label);
    static abstract void CrossEntropyWithGradient(ReadOnlySpan<float> logits, int label, out float loss, Span<float> gradient);
    static abstract float SmoothedCrossEntropy(ReadOnlySpan<float> logits, int label, float smoothing);
    static abstract float Entropy(ReadOnlySpan<float> x);
    static abstract float KullbackLeibler(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
    static abstract float BoltzmannMean(ReadOnlySpan<float> x, float beta);
    static abstract void MeanAndVariance(ReadOnlySpan<float> x, out float mean, out float variance);
    static abstract void Standardize(ReadOnlySpan<float> x, float epsilon, Span<float> y);
    static abstract void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float epsilon, Span<float> y);
    static abstract void L2Normalize(ReadOnlySpan<float> x, Span<float> y);
    static abstract void MinMaxScale(ReadOnlySpan<float> x, Span<float> y);
}
