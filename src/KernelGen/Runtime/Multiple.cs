using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>
/// What an exponential that shares its scale with no other is multiplied by, for one element at a time: a scale of any size and a factor.
/// <code>e^x · S · f = e^(x − c) · m · 2^E      c = 0 near; far, c is near −log S: there x − c is exact wherever the product is a number</code>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MultipleScalar
{
    private const double Ln2 = 0.6931471805599453;

    // e^−110 is no float, not even with half a power of two more; e^95 neither.
    private const double Below = 110, Above = 95;

    internal readonly double Origin, Mantissa, Exponent;

    /// <summary>Prepares the multiplication by <paramref name="scale"/> and <paramref name="factor"/>.</summary>
    public MultipleScalar(LogScale scale, double factor) : this(scale, factor, Anchor.NearLimit) { }

    /// <summary>The same by the scale of an anchor.</summary>
    public MultipleScalar(in Anchor anchor, double factor) : this(anchor.Scale, factor) { }

    internal MultipleScalar(LogScale scale, double factor, float nearLimit)
    {
        bool far = double.IsFinite(scale.Shift) && Math.Abs(scale.Log) > nearLimit;
        Origin = far ? (float)Math.Clamp(-scale.Log, -float.MaxValue, float.MaxValue) : 0;
        var (mantissa, exponent) = new LogScale(scale.Shift + Origin, scale.Exponent).Split();
        (Mantissa, int own) = Normalized(mantissa * factor);
        // Where the rest of a far scale is larger than this, the next float to the origin has overflowed or vanished.
        Exponent = far ? Math.Clamp(exponent + own, -400, 400) : exponent + own;
    }

    // value = mantissa · 2^exponent, the mantissa at least 1 and below 2; for an ordinary number by its bits, which takes no time.
    private static (double Mantissa, int Exponent) Normalized(double value)
    {
        const long Mask = 0x7FFL << 52, One = 1023L << 52;
        if (double.IsNormal(value))
        {
            long bits = BitConverter.DoubleToInt64Bits(value);
            return (BitConverter.Int64BitsToDouble((bits & ~Mask) | One), (int)((bits & Mask) >> 52) - 1023);
        }
        int exponent = value != 0 && double.IsFinite(value) ? Math.ILogB(value) : 0;
        return (Math.ScaleB(value, -exponent), exponent);
    }

    /// <summary>The least and the largest x − c of which the product is neither 0 nor ∞.</summary>
    internal double Low => (-Exponent * Ln2) - Below;

    internal double High => (-Exponent * Ln2) + Above;
}
