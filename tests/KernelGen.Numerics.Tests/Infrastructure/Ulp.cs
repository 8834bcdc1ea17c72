namespace KernelGen.Numerics.Tests.Infrastructure;

/// <summary>How far a float is from an exact result.</summary>
public static class Ulp
{
    /// <summary>
    /// |actual − exact| in units of the last place of a float of the size of exact, denormals included; ∞ counts as 2^128.
    /// ∞ for a NaN on one side only and for a zero of the wrong sign.
    /// </summary>
    public static double Distance(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual)) return double.IsNaN(exact) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        var rounded = (float)exact;
        if (actual == rounded && (actual == 0 || float.IsInfinity(actual)))
            return float.IsNegative(actual) == float.IsNegative(rounded) ? 0 : double.PositiveInfinity;
        var exponent = (int)(BitConverter.DoubleToInt64Bits(exact) >> 52 & 0x7FF) - 1023;
        var unit = BitConverter.Int64BitsToDouble((long)(Math.Clamp(exponent, -126, 127) - 23 + 1023) << 52);
        return Math.Abs(Finite(actual) - Finite(exact)) / unit;
    }

    private static double Finite(double value) => Math.Clamp(value, -TwoTo128, TwoTo128);

    private const double TwoTo128 = 340282366920938463463374607431768211456.0;
}
