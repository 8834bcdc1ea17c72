namespace Catalogue.Quantized;

/// <summary>Probabilities on a logarithmic grid of base 2^(b/37), as they are read back. The logarithm comes from the logits.</summary>
/// <paper number="159">AdaLog: Post-Training Quantization for Vision Transformers with Adaptive Logarithm Quantizer</paper>
public static partial class AdaLog
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Dequantized(ReadOnlySpan<float> x, float step, float b, float levels, Span<float> y);
    static Row Dequantized(Row x, Scalar step, Scalar b, Scalar levels)
    {
        var q = Max(Round(-Log2(Normalizers.Softmax(x) / step) * 37 / b), 0);
        return Select(q < levels, step / Exp2(q * b / 37), 0);
    }
}
