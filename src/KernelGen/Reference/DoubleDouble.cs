using System.Runtime.CompilerServices;

namespace KernelGen;

/// <summary>
/// An unevaluated sum Hi + Lo of two doubles, |Lo| ≤ ulp(Hi)/2: about 106 bits, finite values only.
/// </summary>
/// <remarks>
/// (1) a + b = s + e exactly, s = fl(a + b) (Knuth, TwoSum).  (2) a·b = p + e exactly, e = fma(a, b, −p).
/// Sums and quotients follow Hida, Li and Bailey, "Quad-Double Arithmetic" (2001).
/// Lo may lie far below Hi, so 3e38 + log 2 is held exactly: x − log Σ e^x stays right at any logit.
/// </remarks>
internal readonly struct DoubleDouble(double hi, double lo = 0)
{
    public readonly double Hi = hi;
    public readonly double Lo = lo;

    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double value) => new(value);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var s = TwoSum(a.Hi, b.Hi);
        var t = TwoSum(a.Lo, b.Lo);
        s = QuickTwoSum(s.Hi, s.Lo + t.Hi);
        return QuickTwoSum(s.Hi, s.Lo + t.Lo);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var p = a.Hi * b.Hi;
        var e = Math.FusedMultiplyAdd(a.Hi, b.Hi, -p);
        return QuickTwoSum(p, e + (a.Hi * b.Lo + a.Lo * b.Hi));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var q1 = a.Hi / b.Hi;
        var r = a - b * q1;
        var q2 = r.Hi / b.Hi;
        r -= b * q2;
        return QuickTwoSum(q1, q2) + r.Hi / b.Hi;
    }

    /// <summary>The value times 2^<paramref name="exponent"/>, exact unless it leaves the range of a double.</summary>
    public DoubleDouble Scale(int exponent) => new(Math.ScaleB(Hi, exponent), Math.ScaleB(Lo, exponent));

    /// <summary>One Newton step on the double root: √a ≈ x + (a − x²)/2x.</summary>
    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.Hi <= 0)
            return Math.Sqrt(a.Hi);
        var x = Math.Sqrt(a.Hi);
        return QuickTwoSum(x, (a - (DoubleDouble)x * x).Hi / (2 * x));
    }

    /// <summary>e^x − 1 for |x| ≤ 1/2: the Taylor series at x/2^8, then eight times e^2s − 1 = (e^s − 1)(e^s + 1).</summary>
    public static DoubleDouble Expm1(DoubleDouble x)
    {
        const int Doublings = 8;
        var s = new DoubleDouble(x.Hi * (1.0 / (1 << Doublings)), x.Lo * (1.0 / (1 << Doublings)));
        // The terms from s^6 on weigh less than 1e-16 of the first: a double holds them.
        var t = s.Hi;
        DoubleDouble e = (1.0 / 720) * (1 + t / 7 * (1 + t / 8 * (1 + t / 9 * (1 + t / 10 * (1 + t / 11)))));
        for (var k = InverseFactorials.Length - 1; k >= 0; k--)
            e = e * s + InverseFactorials[k];
        e *= s;
        for (var i = 0; i < Doublings; i++)
            e = new DoubleDouble(2 * e.Hi, 2 * e.Lo) + e * e;
        return e;
    }

    /// <summary>log m for m in [0.7, 1.42]: one Newton step y + (m·e^−y − 1) on the double logarithm y.</summary>
    public static DoubleDouble Log(DoubleDouble m)
    {
        DoubleDouble y = Math.Log(m.Hi);
        return y + (m - 1 + m * Expm1(-y));
    }

    /// <summary>a + b as a rounded sum and its exact error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble TwoSum(double a, double b)
    {
        var s = a + b;
        var z = s - a;
        return new(s, a - (s - z) + (b - z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static DoubleDouble QuickTwoSum(double a, double b)
    {
        var s = a + b;
        return new(s, b - (s - a));
    }

    static readonly DoubleDouble[] InverseFactorials = [1, 0.5, (DoubleDouble)1 / 6, (DoubleDouble)1 / 24, (DoubleDouble)1 / 120];
}
