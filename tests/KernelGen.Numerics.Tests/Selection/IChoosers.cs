namespace KernelGen.Numerics.Tests.Selection;

/// <summary>The kernels under test; see <see cref="ChosenAutoWidest"/>.</summary>
interface IChoosers
{
    static abstract Algorithm Algorithm { get; }
    static abstract VectorWidth Width { get; }

    static abstract void Largest(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
    static abstract void SoftmaxTopK(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);
    static abstract void TopKGate(ReadOnlySpan<float> x, int k, Span<float> weights, Span<int> indices);
    static abstract int SampleToken(ReadOnlySpan<float> x, float temperature, int k, float topP, float minP, int seed);
    static abstract int GumbelMax(ReadOnlySpan<float> x, int seed);
    static abstract void GumbelSoftmax(ReadOnlySpan<float> x, float temperature, int seed, Span<float> y);
    static abstract void Scores(ReadOnlySpan<float> x, Span<float> logs, Span<int> indices, out float margin, out float entropy, out int best);
    static abstract void Biased(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, int k, Span<float> weights, Span<int> indices, Span<float> kept);
    static abstract void Beside(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> y);
    static abstract float AtBest(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y);
}
