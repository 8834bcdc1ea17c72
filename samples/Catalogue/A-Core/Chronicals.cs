namespace Catalogue.Core;

/// <summary>The kernels of a fine-tuning step, over logits that are given: the projection that makes them is no row.</summary>
/// <paper number="21">Chronicals: A High-Performance Framework for LLM Fine-Tuning with 3.51x Speedup over Unsloth</paper>
public static partial class Chronicals
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float CutCrossEntropy(ReadOnlySpan<float> logits, int label, float smoothing, float lambda);
    static Scalar CutCrossEntropy(Row logits, Position label, Scalar smoothing, Scalar lambda)
    {
        var z = LogSumExp(logits);
        return z - (1 - smoothing) * logits[label] - smoothing * Mean(logits) + lambda * z * z;
    }

    /// <passes>2 / 5</passes>
    [Kernel] public static partial void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, float epsilon, Span<float> y);
    static Row RmsNorm(Row x, Row gain, Scalar epsilon) => gain * x / Sqrt(Mean(Square(x)) + epsilon);

    /// <passes>1 / 3</passes>
    [Kernel] public static partial void SwiGlu(ReadOnlySpan<float> gate, ReadOnlySpan<float> x, Span<float> y);
    static Row SwiGlu(Row gate, Row x) => gate * Sigmoid(gate) * x;

    /// <passes>1 / 2</passes>
    [Kernel] public static partial void RotaryEmbedding(ReadOnlySpan<float> x1, ReadOnlySpan<float> x2, ReadOnlySpan<float> cos, ReadOnlySpan<float> sin, Span<float> y1, Span<float> y2);
    static (Row y1, Row y2) RotaryEmbedding(Row x1, Row x2, Row cos, Row sin) => (x1 * cos - x2 * sin, x2 * cos + x1 * sin);
}
