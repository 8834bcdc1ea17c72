using System.Globalization;

namespace KernelGen;

/// <summary>A number of unbounded range: what a description computes with when it runs.</summary>
/// <remarks>
/// The value is m·2^E, or m·e^E once |log₂| passes 2^50 (so that Log(Exp(x)) is x even at 3e38), m a double-double.
/// Values inside 2^±300 have E = 0, so ordinary numbers are ordinary double-doubles.
/// Two values remember where they came from:
/// <list type="bullet">
/// <item>vanished, Exp(−∞), a masked weight: times or over anything but NaN and e^∞ it stays vanished, over 0 and over itself too;
/// in a sum it is nothing; its logarithm is −∞.</item>
/// <item>overwhelming, Exp(+∞): whatever is finite, or is itself, over it is NaN; its logarithm is +∞.</item>
/// </list>
/// </remarks>
internal readonly partial struct Extended
{
    enum Kind : byte { Binary, Natural, Vanished, Overwhelming }

    const int OrdinaryBits = 300;
    const double OrdinaryMax = 2.037035976334486e90, OrdinaryMin = 1 / OrdinaryMax; // 2^±300
    const double BinaryMax = 1L << 50;
    const double NaturalMin = 1L << 49;
    const double NaturalMax = 1e300;

    readonly DoubleDouble mantissa;
    readonly double exponent;
    readonly Kind kind;

    Extended(DoubleDouble mantissa, double exponent, Kind kind) => (this.mantissa, this.exponent, this.kind) = (mantissa, exponent, kind);

    public static readonly Extended Vanished = new(0, 0, Kind.Vanished);
    public static readonly Extended Overwhelming = new(double.PositiveInfinity, 0, Kind.Overwhelming);
    public static readonly Extended NaN = new(double.NaN, 0, Kind.Binary);

    public bool IsVanished => kind == Kind.Vanished;
    public bool IsOverwhelming => kind == Kind.Overwhelming;
    public bool IsNaN => double.IsNaN(mantissa.Hi);
    public bool IsZero => mantissa.Hi == 0;
    public bool IsFinite => double.IsFinite(mantissa.Hi);
    public bool IsNegativeInfinity => double.IsNegativeInfinity(mantissa.Hi) && kind == Kind.Binary;
    bool IsOrdinary => kind == Kind.Binary && exponent == 0;
    bool IsTiny => kind <= Kind.Natural && exponent < 0;

    public static implicit operator Extended(double value) => Binary(value, 0);

    public static implicit operator Extended(DoubleDouble value) => Binary(value, 0);

    /// <summary>m·2^E.</summary>
    static Extended Binary(DoubleDouble m, double e)
    {
        var size = Math.Abs(m.Hi);
        if (e == 0 && size is > OrdinaryMin and < OrdinaryMax)
            return new(m, 0, Kind.Binary);
        if (size == 0 || !double.IsFinite(size))
            return new(m.Hi, 0, Kind.Binary);
        if (Math.Abs(e) > BinaryMax)
            return Natural(m, DoubleDouble.Ln2 * e);
        var bits = Math.ILogB(size);
        return Math.Abs(e + bits) < OrdinaryBits
            ? new(m.Scale((int)e), 0, Kind.Binary)
            : new(m.Scale(-bits), e + bits, Kind.Binary);
    }

    /// <summary>m·e^E. Of the low part of E, what the mantissa cannot take is lost.</summary>
    static Extended Natural(DoubleDouble m, DoubleDouble e)
    {
        if (m.Hi == 0)
            return new(m, 0, Kind.Binary);
        if (Math.Abs(e.Hi) < NaturalMin)
            return Binary(m, 0) * Exp(e);
        if (Math.Abs(e.Lo) < 64)
        {
            var low = Exp(e.Lo);
            m *= low.mantissa;
        }
        if (Math.Abs(m.Hi) is <= OrdinaryMin or >= OrdinaryMax)
        {
            var bits = Math.ILogB(m.Hi);
            return Natural(m.Scale(-bits), (DoubleDouble)e.Hi + DoubleDouble.Ln2 * bits);
        }
        return new(m, Math.Clamp(e.Hi, -NaturalMax, NaturalMax), Kind.Natural);
    }

    /// <summary>The nearest double; beyond its range an infinity or a zero.</summary>
    public double ToDouble() => kind switch
    {
        Kind.Binary => exponent == 0 ? mantissa.Hi : Math.ScaleB(mantissa.Hi, (int)Math.Clamp(exponent, -5000, 5000)),
        Kind.Natural => mantissa.Hi * (exponent > 0 ? double.PositiveInfinity : 0),
        _ => mantissa.Hi,
    };

    /// <summary>−1, 0 or 1 as a is below, at or above b; neither may be NaN.</summary>
    static int Compare(Extended a, Extended b)
    {
        if (!a.IsFinite || !b.IsFinite || (a.IsOrdinary && b.IsOrdinary && a.mantissa.Hi != b.mantissa.Hi))
            return a.mantissa.Hi.CompareTo(b.mantissa.Hi);
        return Math.Sign((a - b).mantissa.Hi);
    }

    public static bool operator <(Extended a, Extended b) => !a.IsNaN && !b.IsNaN && Compare(a, b) < 0;
    public static bool operator >(Extended a, Extended b) => b < a;
    public static bool operator <=(Extended a, Extended b) => !a.IsNaN && !b.IsNaN && Compare(a, b) <= 0;
    public static bool operator >=(Extended a, Extended b) => b <= a;
    public static bool operator ==(Extended a, Extended b) => !a.IsNaN && !b.IsNaN && Compare(a, b) == 0;
    public static bool operator !=(Extended a, Extended b) => !(a == b);

    public override bool Equals(object? obj) => obj is Extended other && (this == other || (IsNaN && other.IsNaN));

    public override int GetHashCode() => ToDouble().GetHashCode();

    public override string ToString() => kind switch
    {
        Kind.Natural => string.Create(CultureInfo.InvariantCulture, $"{mantissa.Hi}·e^{exponent}"),
        Kind.Binary when Math.Abs(exponent) > 1000 => string.Create(CultureInfo.InvariantCulture, $"{mantissa.Hi}·2^{exponent}"),
        _ => ToDouble().ToString(CultureInfo.InvariantCulture),
    };
}
