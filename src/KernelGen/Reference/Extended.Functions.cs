namespace KernelGen;

// The functions. Where f(0) = 0 a vanished argument stays vanished; where f(−∞) = 0 (Exp, Exp2, Sigmoid, Softplus) the result is vanished.
internal readonly partial struct Extended
{
    const double Log2E = 1.4426950408889634;

    public static Extended Abs(Extended x) => x.mantissa.Hi < 0 ? -x : x;

    public static Extended Sign(Extended x) => x.IsNaN || x.IsVanished ? x : Math.Sign(x.mantissa.Hi);

    /// <summary>e^x = 2^n·e^r, n = round(x·log₂e), r = x − n·ln 2 in 106 bits.</summary>
    public static Extended Exp(Extended x)
    {
        if (x.IsNaN)
            return NaN;
        if (!x.IsFinite)
            return x.mantissa.Hi > 0 ? Overwhelming : Vanished;
        if (x.IsTiny)
            return 1;
        if (!x.IsOrdinary && !x.IsVanished)
            return Natural(1, Math.Clamp(x.ToDouble(), -NaturalMax, NaturalMax));
        var m = x.mantissa;
        if (Math.Abs(m.Hi) > NaturalMin)
            return Natural(1, m);
        var n = Math.Round(m.Hi * Log2E);
        return Binary(1 + DoubleDouble.Expm1(m - DoubleDouble.Ln2 * n), n);
    }

    public static Extended Exp2(Extended x)
    {
        if (!x.IsOrdinary || !x.IsFinite || Math.Abs(x.mantissa.Hi) > NaturalMin)
            return Exp(x * DoubleDouble.Ln2);
        var n = Math.Round(x.mantissa.Hi);
        return Binary(1 + DoubleDouble.Expm1((x.mantissa - n) * DoubleDouble.Ln2), n);
    }

    public static Extended Expm1(Extended x) =>
        x.IsVanished || x.IsTiny ? x
        : x.IsOrdinary && Math.Abs(x.mantissa.Hi) <= 0.5 ? DoubleDouble.Expm1(x.mantissa)
        : Exp(x) - 1;

    public static Extended Log(Extended x)
    {
        if (x.IsOverwhelming)
            return x;
        if (x.IsNaN || x.mantissa.Hi <= 0 || !x.IsFinite)
            return Math.Log(x.mantissa.Hi);
        var (power, rest) = x.Split();
        return x.kind == Kind.Natural
            ? (Extended)(x.exponent + (DoubleDouble.Ln2 * power + rest))
            : DoubleDouble.Ln2 * (x.exponent + power) + rest;
    }

    public static Extended Log2(Extended x)
    {
        if (x.IsNaN || x.mantissa.Hi <= 0 || !x.IsFinite || x.kind == Kind.Natural)
            return Log(x) / DoubleDouble.Ln2;
        var (power, rest) = x.Split();
        return x.exponent + power + rest / DoubleDouble.Ln2;
    }

    /// <summary>log(1 + x); near 0 one Newton step on Kahan's log(u)·x/(u − 1), u = 1 + x, which keeps the relative error.</summary>
    public static Extended Log1p(Extended x)
    {
        if (x.IsVanished || x.IsTiny)
            return x;
        if (!x.IsOrdinary || !(Math.Abs(x.mantissa.Hi) < 0.25) || x.IsZero)
            return Log(1 + x);
        var m = x.mantissa;
        var u = 1 + m.Hi;
        DoubleDouble y = u == 1 ? m.Hi : Math.Log(u) * (m.Hi / (u - 1));
        var e = DoubleDouble.Expm1(y);
        return y + (m - e) / (1 + e);
    }

    public static Extended Sqrt(Extended x)
    {
        if (x.IsVanished || x.IsZero || !x.IsFinite || x.mantissa.Hi < 0)
            return x.mantissa.Hi < 0 ? NaN : x;
        if (x.kind == Kind.Natural)
            return Natural(DoubleDouble.Sqrt(x.mantissa), x.exponent / 2);
        var odd = (int)(x.exponent % 2);
        return Binary(DoubleDouble.Sqrt(x.mantissa.Scale(odd)), (x.exponent - odd) / 2);
    }

    /// <summary>x^a = e^(a·log|x|), negative where x is and a is an odd integer.</summary>
    public static Extended Pow(Extended x, Extended a)
    {
        if (x.IsNaN || a.IsNaN)
            return NaN;
        if (a.IsZero)
            return 1;
        if (x.IsVanished && a > 0)
            return x;
        if (x.IsOverwhelming)
            return a > 0 ? x : NaN;
        if (x.IsZero || !x.IsFinite)
            return Math.Pow(x.mantissa.Hi, a.ToDouble());
        var power = Exp(a * Log(Abs(x)));
        if (x.mantissa.Hi > 0)
            return power;
        return Floor(a) != a ? NaN : Floor(a / 2) * 2 == a ? power : -power;
    }

    public static Extended Sigmoid(Extended x) => x.IsNegativeInfinity ? Vanished : 1 / (1 + Exp(-x));

    public static Extended Tanh(Extended x)
    {
        if (x.IsVanished || x.IsTiny || x.IsNaN)
            return x;
        if (Math.Abs(x.ToDouble()) > 64)
            return Math.Sign(x.mantissa.Hi);
        var e = Expm1(2 * x);
        return e / (e + 2);
    }

    public static Extended Softplus(Extended x) => x.IsNegativeInfinity ? Vanished : Log1p(Exp(x));

    public static Extended LogAddExp(Extended a, Extended b) => Log(Exp(a) + Exp(b));

    /// <summary>The sine to double precision; NaN where a double ends.</summary>
    public static Extended Sin(Extended x) => x.IsVanished || x.IsTiny ? x : Math.Sin(x.ToDouble()) * Math.Cos(x.LowPart) + Math.Cos(x.ToDouble()) * Math.Sin(x.LowPart);

    /// <summary>The cosine to double precision; NaN where a double ends.</summary>
    public static Extended Cos(Extended x) => x.IsVanished || x.IsTiny ? 1 : Math.Cos(x.ToDouble()) * Math.Cos(x.LowPart) - Math.Sin(x.ToDouble()) * Math.Sin(x.LowPart);

    public static Extended Floor(Extended x)
    {
        if (x.IsTiny)
            return x.mantissa.Hi < 0 ? -1 : 0;
        if (x.IsVanished || !x.IsOrdinary || !x.IsFinite)
            return x;
        var floor = Math.Floor(x.mantissa.Hi);
        return floor == x.mantissa.Hi ? DoubleDouble.TwoSum(floor, Math.Floor(x.mantissa.Lo)) : floor;
    }

    /// <summary>The nearest integer, of two the even one.</summary>
    public static Extended Round(Extended x)
    {
        if (x.IsTiny || x.IsVanished || !x.IsOrdinary || !x.IsFinite)
            return x.IsTiny ? 0 : x;
        var floor = Floor(x);
        var above = x - floor;
        var odd = Floor(floor / 2) * 2 != floor;
        return above > 0.5 || (above == 0.5 && odd) ? floor + 1 : floor;
    }

    double LowPart => IsOrdinary ? mantissa.Lo : 0;

    /// <summary>The mantissa as 2^power·e^rest, |rest| ≤ log(2)/2.</summary>
    (double Power, DoubleDouble Log) Split()
    {
        var power = Math.ILogB(mantissa.Hi);
        var m = mantissa.Scale(-power);
        return m.Hi < 1.4142135623730951 ? (power, DoubleDouble.Log(m)) : (power + 1, DoubleDouble.Log(m.Scale(-1)));
    }
}
