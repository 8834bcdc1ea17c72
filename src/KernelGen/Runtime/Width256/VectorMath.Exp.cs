// Exponentials. Cody & Waite, "Software Manual for the Elementary Functions", 1980, ch. 6; coefficients by Remez exchange.
//
//   (1)  e^x   = 2^n · e^t            n = round(x · log2 e),  t = x − n·ln 2,  |t| ≤ ln2 / 2
//   (2)  t     = (x − n·C₁) − n·C₂    C₁ + C₂ = ln 2; C₁ has 16 bits and |n| ≤ 150 has 8, so n·C₁ and x − n·C₁ are exact
//   (3)  e^t   ≈ 1 + t·(1 + t·Q(t))   relative error 2^−28.2 before rounding
//   (4)  n is read off the low bits of x·log2 e + 1.5·2^23, where consecutive floats are consecutive integers
//   (5)  2^n·p = (p · 2^⌊m/2⌋) · 2^⌈m/2⌉, each factor a normal float: one rounding, also where the result is denormal

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>e^x. At most 0.9 ulp on every float (1.2 without fused multiply-add).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        // Past these ends the result is 0 or ∞. With the bound first, NaN passes through both.
        x = Vector256.MaxNative(Vector256.Create(-104f), Vector256.MinNative(Vector256.Create(89f), x));
        var shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), Vector256.Create(12583166f));
        var n = shifted - Vector256.Create(12583166f);
        var t = ReduceByLn2(x, n);
        var p = Vector256.MultiplyAddEstimate(ExpTail(t, ExpVector256.Literal), t, Vector256.Create(1f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(1f));
        return Native.Scale(p, n, shifted);
    }

    /// <summary>2^x. At most 0.9 ulp on every float (1.2 without fused multiply-add); exact at integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x)
    {
        x = Vector256.MaxNative(Vector256.Create(-150f), Vector256.MinNative(Vector256.Create(128f), x));
        var shifted = x + Vector256.Create(12583166f);
        var n = shifted - Vector256.Create(12583166f);
        return Native.Scale(Exp2Fraction(x - n), n, shifted);
    }

    /// <summary>2^t for |t| ≤ ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Exp2Fraction(Vector256<float> t)
    {
        var p = Vector256.MultiplyAddEstimate(Vector256.Create(0.000153211469f), t, Vector256.Create(0.00133901637f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(0.00961852632f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(0.0555036217f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(0.240226477f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(0.693147182f));
        return Vector256.MultiplyAddEstimate(p, t, Vector256.Create(1f));
    }

    /// <summary>e^x − 1, without cancellation near 0. At most 1.6 ulp on every float.</summary>
    /// <remarks>With s = 2^(n−1) and q = e^t − 1: e^x − 1 = 2·(q·s + (s − ½)), where s − ½ is exact.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Expm1(Vector256<float> x)
    {
        var bounded = Vector256.MaxNative(Vector256.Create(-18f), Vector256.MinNative(Vector256.Create(89f), x));
        // 1.5·2^23 + 126: shifted left by 23, the low bits are the exponent field of 2^(n−1).
        var shifted = Vector256.MultiplyAddEstimate(bounded, Vector256.Create(1.44269504f), Vector256.Create(12583038f));
        return LessOne(x, ReduceByLn2(bounded, shifted - Vector256.Create(12583038f)), shifted);
    }

    /// <summary>2^x − 1, without cancellation near 0; exact at integers. At most 2 ulp on every float (2.2 without fused multiply-add).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2m1(Vector256<float> x)
    {
        var bounded = Vector256.MaxNative(Vector256.Create(-26f), Vector256.MinNative(Vector256.Create(128f), x));
        var shifted = bounded + Vector256.Create(12583038f);
        return LessOne(x * Vector256.Create(0.693147182f), (bounded - (shifted - Vector256.Create(12583038f))) * Vector256.Create(0.693147182f), shifted);
    }

    // 2^n · e^t − 1, of which x is the logarithm; n is what shifted holds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LessOne(Vector256<float> x, Vector256<float> t, Vector256<float> shifted)
    {
        var q = Vector256.MultiplyAddEstimate(ExpTail(t, ExpVector256.Literal), t * t, t);
        var s = (shifted.AsInt32() << 23).AsSingle();
        var half = Vector256.MultiplyAddEstimate(q, s, s - Vector256.Create(0.5f));
        var tiny = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(2.98023224e-8f));    // 2^−25: e^x − 1 is x, −0 and denormals as they are
        return Vector256.ConditionalSelect(tiny, x, half + half);
    }

    /// <summary>x − n·ln 2 by equation (2), for |n| ≤ 150.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ReduceByLn2(Vector256<float> x, Vector256<float> n)
    {
        var t = Vector256.MultiplyAddEstimate(n, Vector256.Create(-0.693145752f), x);
        return Vector256.MultiplyAddEstimate(n, Vector256.Create(-1.42860677e-6f), t);
    }

    /// <summary>x − n·ln 2 for any n that an anchor admits, by the constants of <paramref name="terms"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> ExpReduced(Vector256<float> x, Vector256<float> n, in ExpVector256 terms)
    {
        var t = Vector256.MultiplyAddEstimate(n, terms.Ln2High, x);
        return Vector256.MultiplyAddEstimate(n, terms.Ln2Low, t);
    }

    /// <summary>(e^t − 1 − t) / t²: the polynomial Q of equation (3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> ExpTail(Vector256<float> t, in ExpVector256 terms)
    {
        var q = Vector256.MultiplyAddEstimate(terms.Q4, t, terms.Q3);
        q = Vector256.MultiplyAddEstimate(q, t, terms.Q2);
        q = Vector256.MultiplyAddEstimate(q, t, terms.Q1);
        return Vector256.MultiplyAddEstimate(q, t, terms.Q0);
    }

    /// <summary>The magnitude as it is, with the sign bit of <paramref name="sign"/> added: keeps −0 and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> WithSignOf(Vector256<float> value, Vector256<float> sign) =>
        value | (sign & Vector256.Create(-0f));
}
