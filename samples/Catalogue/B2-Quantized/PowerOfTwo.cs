namespace Catalogue.Quantized;

/// <summary>Weights as signed powers of two, the exponents within n bits of the largest.</summary>
/// <paper number="133">A Learning Framework for n-bit Quantized Neural Networks toward FPGAs</paper>
/// <inferred>the range of exponents</inferred>
public static partial class PowerOfTwo
{
    /// <passes>2 / 2</passes>
    [Kernel] public static partial void Dequantized(ReadOnlySpan<float> w, float levels, Span<float> y);
    static Row Dequantized(Row w, Scalar levels)
    {
        var high = Floor(Log2(Max(Abs(w)) * 4 / 3));
        return Sign(w) * Exp2(Clamp(Round(Log2(Abs(w))), high - levels + 1, high));
    }
}
