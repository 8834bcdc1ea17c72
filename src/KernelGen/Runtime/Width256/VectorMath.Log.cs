// Logarithms. Cody & Waite 1980, ch. 5; coefficients by Remez exchange.
//
//   (1)  log x    = k·ln 2 + log(1 + f)            x = 2^k·(1 + f),  √½ ≤ 1 + f < √2 (0x3F3504F3 is √½)
//   (2)  log(1+f) ≈ f + (−½·f² + f³·P(f))          relative error 2^−28.2 before rounding
//   (3)  k·ln 2   = k·C₁ + k·C₂                    C₁ has 16 bits: k·C₁ is exact
//   (4)  log(1+x): k from u = 1 + x rounded, but f = 2^−k·x + (2^−k − 1) from x itself, so the rounding of u does no harm
//   (5)  log2 x   = k + (f·L₁ + (f·L₂ + r·L₁))     L₁ + L₂ = log2 e, r = log(1+f) − f

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>log x; log 0 = −∞, NaN below 0. At most 0.9 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        var (k, f) = SplitExponent(x);
        var r = Vector256.MultiplyAddEstimate(k, Vector256.Create(1.42860677e-6f), LogTail(f));
        return LogEnds(x, Vector256.MultiplyAddEstimate(k, Vector256.Create(0.693145752f), f + r));
    }

    /// <summary>log2 x; log2 0 = −∞, NaN below 0. At most 1.2 ulp on every float (1.9 without fused multiply-add); exact at powers of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> x)
    {
        var (k, f) = SplitExponent(x);
        var log2e = Vector256.Create(1.44269502f);
        var r = Vector256.MultiplyAddEstimate(LogTail(f), log2e, f * Vector256.Create(1.92596303e-8f));
        return LogEnds(x, k + Vector256.MultiplyAddEstimate(f, log2e, r));
    }

    /// <summary>log(1 + x), without cancellation near 0; −∞ at −1, NaN below. At most 1.5 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log1p(Vector256<float> x)
    {
        var u = x + Vector256.Create(1f);
        var exponent = (u.AsInt32() - Vector256.Create(0x3F3504F3)) & Vector256.Create(~0x7FFFFF);    // k << 23
        var k = Vector256.ConvertToSingle(exponent >> 23);
        var scale = Vector256.Max(Vector256.Create(0x3F800000) - exponent, Vector256<int>.Zero).AsSingle();    // 2^−k; 2^−128 as 0
        var f = (x.AsInt32() - exponent).AsSingle() + (scale - Vector256.Create(1f));
        var r = Vector256.MultiplyAddEstimate(k, Vector256.Create(1.42860677e-6f), LogTail(f));
        var log = Vector256.MultiplyAddEstimate(k, Vector256.Create(0.693145752f), f + r);
        return WithSignOf(LogEnds(u, log), x);
    }

    /// <summary>log(1 + z) for 0 ≤ z ≤ 1 (or NaN): equation (4) with k = 0 or 1 and no ends to mind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Log1pOfUnit(Vector256<float> z)
    {
        var upper = Vector256.GreaterThan(z, Vector256.Create(0.41421356f));
        var half = Vector256.Create(0.5f);
        var f = Vector256.ConditionalSelect(upper, Vector256.MultiplyAddEstimate(z, half, -half), z);
        var r = LogTail(f) + (upper & Vector256.Create(1.42860677e-6f));
        return (upper & Vector256.Create(0.693145752f)) + (f + r);
    }

    /// <summary>k and f of equation (1), for 0 &lt; x &lt; ∞; anything else gives anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> K, Vector256<float> F) SplitExponent(Vector256<float> x)
    {
        var denormal = Vector256.LessThan(x, Vector256.Create(1.17549435e-38f));
        var normal = Vector256.ConditionalSelect(denormal, x * Vector256.Create(8388608f), x).AsInt32();
        var bits = normal - Vector256.Create(0x3F3504F3);
        var k = Vector256.ConvertToSingle(bits >> 23) - (denormal & Vector256.Create(23f));
        var m = ((bits & Vector256.Create(0x7FFFFF)) + Vector256.Create(0x3F3504F3)).AsSingle();
        return (k, m - Vector256.Create(1f));
    }

    /// <summary>log(1 + f) − f by equation (2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogTail(Vector256<float> f)
    {
        var p = Vector256.MultiplyAddEstimate(Vector256.Create(0.071052216f), f, Vector256.Create(-0.119621366f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.118863963f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.123589687f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.142134443f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.166703492f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.200025111f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.249999732f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(0.333333075f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(-0.5f));
        return p * (f * f);
    }

    /// <summary>The logarithm of x where x is 0, ∞, negative or NaN; else <paramref name="log"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LogEnds(Vector256<float> x, Vector256<float> log)
    {
        var infinity = Vector256.Create(float.PositiveInfinity);
        log = Vector256.ConditionalSelect(Vector256.Equals(x, infinity), infinity, log);
        log = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), -infinity, log);
        return log | ~Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero);    // all bits set is a NaN
    }
}
