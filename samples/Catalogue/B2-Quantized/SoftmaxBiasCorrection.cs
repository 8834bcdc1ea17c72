namespace Catalogue.Quantized;

/// <summary>Eight-bit probabilities as they are read back, and the mean error of rounding them, which calibration puts into the offset.</summary>
/// <paper number="51">Softmax Bias Correction for Quantized Generative Models</paper>
/// <inferred>the offset absorbs the mean error of quantisation</inferred>
public static partial class SoftmaxBiasCorrection
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Dequantized(ReadOnlySpan<float> x, float step, float offset, float bias, Span<float> y);
    static Row Dequantized(Row x, Scalar step, Scalar offset, Scalar bias) => step * (Clamp(Round(Normalizers.Softmax(x) / step) + offset, 0, 255) - offset) + bias;

    /// <passes>2 / 4</passes>
    [Kernel] public static partial float Bias(ReadOnlySpan<float> x, float step, float offset);
    static Scalar Bias(Row x, Scalar step, Scalar offset) => Mean(Normalizers.Softmax(x) - Dequantized(x, step, offset, 0));
}
