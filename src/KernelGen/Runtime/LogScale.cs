using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace KernelGen.Runtime;

/// <summary>A positive scale e^Shift · 2^Exponent of any size: what results are multiplied by when scales have not cancelled.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct LogScale(double Shift, double Exponent)
{
    private const double Log2E = 1.4426950408889634, Ln2 = 0.6931471805599453, Ln2Low = 2.3190468138462996e-17;

    /// <summary>The scale 1.</summary>
    public static LogScale One => default;

    /// <summary>The scale e^x.</summary>
    public static LogScale Exp(double x) => new(x, 0);

    /// <summary>The natural logarithm.</summary>
    public double Log => Shift + ExponentLog;

    /// <summary>The natural logarithm but for the shift, for sums in which the shift has to cancel first.</summary>
    public double ExponentLog => Exponent * Ln2;

    /// <summary>An element of +∞ makes a scale of +∞.</summary>
    public bool IsInfinite => double.IsPositiveInfinity(Shift);

    /// <summary>The scale to a power.</summary>
    public LogScale Power(double power) => new(Shift * power, Exponent * power);

    /// <summary>The product of two scales.</summary>
    public static LogScale operator *(LogScale a, LogScale b) => new(a.Shift + b.Shift, a.Exponent + b.Exponent);

    /// <summary>The larger of two scales; of one that is NaN and another the other: only what has it is NaN.</summary>
    public static LogScale Max(LogScale a, LogScale b) => double.IsNaN(a.Log) || b.Log > a.Log ? b : a;

    /// <summary><paramref name="value"/> times the scale: overflows, or vanishes, only where the product does.</summary>
    public double Apply(double value)
    {
        var (mantissa, exponent) = Split();
        return double.IsFinite(mantissa) ? Math.ScaleB(value * mantissa, (int)Math.Clamp(exponent, -5000, 5000)) : value * mantissa;
    }

    /// <summary>With <see cref="Remainder"/>, the scale as a product of two floats, for a row.</summary>
    public float Factor
    {
        get
        {
            var (mantissa, exponent) = Split();
            return (float)(mantissa * Math.ScaleB(1, (int)Math.Clamp(exponent, -100, 100)));
        }
    }

    /// <summary>The part of the scale that <see cref="Factor"/> has no room for.</summary>
    public float Remainder
    {
        get
        {
            double exponent = Split().Exponent;
            return (float)Math.ScaleB(1, (int)Math.Clamp(exponent - Math.Clamp(exponent, -100, 100), -300, 127));
        }
    }

    // e^Shift · 2^Exponent = mantissa · 2^exponent, with the whole part of the exponent in one place.
    internal (double Mantissa, double Exponent) Split()
    {
        // A power of two, as the anchors of rows near 0 are: nothing to be split.
        if (Shift == 0 && Exponent == Math.Truncate(Exponent)) return (1, Exponent);
        if (!double.IsFinite(Shift)) return (Math.Exp(Shift), 0);
        // Beyond the bound every double has overflowed or vanished, and k·ln 2 would no longer be near.
        double shift = Math.Clamp(Shift, -1e9, 1e9);
        double k = Math.Round(shift * Log2E), whole = Math.Round(Exponent);
        double rest = Math.FusedMultiplyAdd(-k, Ln2, shift) - (k * Ln2Low) + ((Exponent - whole) * Ln2);
        return (rest == 0 ? 1 : Math.Exp(rest), k + whole);
    }
}

/// <summary>A sum of exponentials as a divisor, with the meaning of the extreme rows: one masked everywhere has no weight, one with +∞ has none that is a number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Mass
{
    /// <summary>1 / v; 0 if every exponential has vanished; NaN if one is infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Inverse(double v, LogScale scale) => v == 0 ? 0 : scale.IsInfinite ? double.NaN : 1 / v;

    /// <summary>The logarithm of v, for a subtrahend log v + log scale: 0 if every exponential has vanished (−∞ stays −∞); NaN if one is infinite.</summary>
    public static double Log(double v, LogScale scale) => v == 0 ? 0 : scale.IsInfinite ? double.NaN : Math.Log(v);
}
