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
        double product = mantissa * factor;
        int own = product != 0 && double.IsFinite(product) ? Math.ILogB(product) : 0;
        Mantissa = Math.ScaleB(product, -own);
        // Where the rest of a far scale is larger than this, the next float to the origin has overflowed or vanished.
        Exponent = far ? Math.Clamp(exponent + own, -400, 400) : exponent + own;
    }

    /// <summary>The least and the largest x − c of which the product is neither 0 nor ∞.</summary>
    internal double Low => (-Exponent * Ln2) - Below;

    internal double High => (-Exponent * Ln2) + Above;
}
