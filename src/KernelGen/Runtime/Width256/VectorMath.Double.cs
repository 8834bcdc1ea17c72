// The exponential and the logarithm in double, for the float functions that need more than float inside. Both to 2^−51.
// Cody & Waite 1980, ch. 5 and 6; coefficients by Remez exchange.
//
//   (1)  e^x      = 2^n · (1 + t + t²·Q(t))   t = (x − n·C₁) − n·C₂, C₁ with 32 bits: n·C₁ is exact
//   (2)  log x    = k·ln 2 + log(1 + f)       x = 2^k·(1 + f), √½ ≤ 1 + f < √2
//   (3)  log(1+f) = 2·artanh s ≈ 2s + s³·P(s²)   s = f / (2 + f), |s| < 0.172

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>e^x, for a result that becomes a float: past e^−150 and e^130 it may be anything that rounds to 0 and ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpForFloat(Vector256<double> x)
    {
        x = Vector256.MaxNative(Vector256.Create(-150.0), Vector256.MinNative(Vector256.Create(130.0), x));    // NaN passes
        var magic = Vector256.Create(6755399441055744.0);    // 1.5·2^52
        var shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.4426950408889634), magic);
        var n = shifted - magic;
        var t = Vector256.MultiplyAddEstimate(n, Vector256.Create(-0.6931471803691238), x);
        t = Vector256.MultiplyAddEstimate(n, Vector256.Create(-1.9082149292705877e-10), t);
        var q = Vector256.MultiplyAddEstimate(Vector256.Create(2.747679055645913e-07), t, Vector256.Create(2.7635005781545146e-06));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(2.480193182605298e-05));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.00019841185203692507));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.0013888888516036403));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.008333333370891649));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.0416666666681375));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.16666666666611513));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(0.49999999999998324));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(1.0));
        q = Vector256.MultiplyAddEstimate(q, t, Vector256.Create(1.0));
        return (q.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>log a for an a ≥ 0 that was a float (so never a denormal double); −∞ at 0, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogOfMagnitude(Vector256<double> a)
    {
        var sqrtHalf = Vector256.Create(0x3FE6A09E667F3BCD);
        var bits = a.AsInt64() - sqrtHalf + Vector256.Create(1023L << 52);
        // k + 1023 in the low bits of 2^52: the cheapest way from a small integer to a double.
        var k = ((bits >>> 52) | Vector256.Create(0x4330000000000000)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023);
        var m = ((bits & Vector256.Create(0xFFFFFFFFFFFFF)) + sqrtHalf).AsDouble();
        var log = Vector256.MultiplyAddEstimate(k, Vector256.Create(0.6931471805599453), LogOfNearOne(m - Vector256.Create(1.0)));
        var infinity = Vector256.Create(double.PositiveInfinity);
        log = Vector256.ConditionalSelect(Vector256.LessThan(a, infinity), log, a);
        return Vector256.ConditionalSelect(Vector256.Equals(a, Vector256<double>.Zero), -infinity, log);
    }

    /// <summary>log(1 + z) for 0 ≤ z ≤ 1 (or NaN): equation (2) with k = 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Log1pOfUnit(Vector256<double> z)
    {
        var upper = Vector256.GreaterThan(z, Vector256.Create(0.41421356237309503));
        var half = Vector256.Create(0.5);
        var f = Vector256.ConditionalSelect(upper, Vector256.MultiplyAddEstimate(z, half, -half), z);
        return LogOfNearOne(f) + (upper & Vector256.Create(0.6931471805599453));
    }

    /// <summary>log(1 + f) by equation (3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LogOfNearOne(Vector256<double> f)
    {
        var s = f / (f + Vector256.Create(2.0));
        var square = s * s;
        var p = Vector256.MultiplyAddEstimate(Vector256.Create(0.16819598052251622), square, Vector256.Create(0.18123664177681387));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(0.22223370915099433));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(0.2857141714208474));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(0.400000000521884));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(0.666666666665874));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(2.0));
        return p * s;
    }
}
