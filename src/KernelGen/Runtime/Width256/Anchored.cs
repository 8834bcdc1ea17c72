// Exponentials over an anchor. Cody & Waite 1980; Dukhan & Ablavatski 2020 for the exponent kept apart.
//
//   (1)  e^x · 2^−N = e^t · 2^(n − N)     n = round(x · log2 e),  t = x − n·ln 2
//   (2)  x·log2 e + M, M = 1.5·2^23 + 127 − N: its low bits are the exponent field of 2^(n − N); minus M it is n
//   (3)  (e^x − 1) · 2^−N = (e^t − 1)·s + (s − 2^−N), s = 2^(n − N): the difference is exact, so nothing cancels near x = 0
//   (4)  far: x is x − max; at max = +∞ the infinite elements count 1 each, the others 0, and the scale is infinite
//   (5)  x computed, and its maximum no float: all of (4) in units of 2^64, which x − max is multiplied by in the end
//   (6)  with AVX-512 n of (2) counts sixteenths: the low bits are j and above it the exponent field, and t is sixteen times shorter. With
//        2^(j/16) = T·(1 + r) in two floats and S = T·2^(n − N): e^x · 2^−N = S + S·(e^t − 1 + r), of which one rounding counts

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

public static partial class Anchored
{
    /// <summary>A part of a computed exponent, far away in units of 2^64: its products and quotients stay inside float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> InUnits<TRange>(Vector256<float> x) where TRange : struct, IRange => TRange.IsFar ? x * (1 / Anchor.FarUnit) : x;

    /// <summary>The same in the units of an anchor: in ones where its maximum is a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> InUnits<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange => TRange.IsFar ? x * anchor.PerUnit : x;

    /// <summary>e^x over the anchor; x no larger than the anchor's maximum. At most 1 ulp, 0.6 with AVX-512. NaN stays NaN; what has vanished is 2^−125.4 or less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        x = Shifted<TRange>(x, anchor);
        var shifted = Vector256.MultiplyAddEstimate(x, anchor.Terms.Log2E, anchor.Magic);
        var t = VectorMath.ExpReduced(x, shifted - anchor.Magic, anchor.Terms);
#if TABLE_Vector256
        if (Avx512F.IsSupported)
        {
            var s = ExpTable.Power(anchor.Terms.Bits, shifted);
            return Vector256.MultiplyAddEstimate(s, LessOneByTable(t, shifted, anchor.Terms), s);
        }
#endif
        var p = Vector256.MultiplyAddEstimate(VectorMath.ExpTail(t, anchor.Terms), t, anchor.Terms.One);
        p = Vector256.MultiplyAddEstimate(p, t, anchor.Terms.One);
        return p * (shifted.AsInt32() << 23).AsSingle();
    }

    /// <summary>2^x over the anchor, x in powers of 2: nothing is multiplied by log 2, so nothing is rounded. At most 1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        if (TRange.IsFar) return Exp<TRange>(x * 0.693147182f, anchor);
        x = Vector256.MaxNative(anchor.Floor * 1.44269504f, x);
        var shifted = x + anchor.Ones;
        var p = VectorMath.Exp2Fraction(x - (shifted - anchor.Ones));
        return p * (shifted.AsInt32() << 23).AsSingle();
    }

    /// <summary>e^x − 1 over an anchor of at least 1, without cancellation near 0. At most 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Expm1<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        x = Shifted<TRange>(x, anchor);
#if TABLE_Vector256
        // Near 0 the error of the two terms would be that of a difference.
        var terms = Avx512F.IsSupported ? ExpVector256.Literal : anchor.Terms;
#else
        ref readonly var terms = ref anchor.Terms;
#endif
        var shifted = Vector256.MultiplyAddEstimate(x, terms.Log2E, anchor.Ones);
        return LessOne<TRange>(VectorMath.ExpReduced(x, shifted - anchor.Ones, terms), shifted, terms, anchor);
    }

    /// <summary>2^x − 1 over an anchor of at least 1, x in powers of 2. At most 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2m1<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        if (TRange.IsFar) return Expm1<TRange>(x * 0.693147182f, anchor);
        x = Vector256.MaxNative(anchor.Floor * 1.44269504f, x);
        var shifted = x + anchor.Ones;
        return LessOne<TRange>((x - (shifted - anchor.Ones)) * 0.693147182f, shifted, ExpVector256.Literal, anchor);
    }

    // Equation (3).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LessOne<TRange>(Vector256<float> t, Vector256<float> shifted, in ExpVector256 terms, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        var q = Vector256.MultiplyAddEstimate(VectorMath.ExpTail(t, terms), t * t, t);
        var s = (shifted.AsInt32() << 23).AsSingle();
        return Vector256.MultiplyAddEstimate(q, s, s - anchor.One<TRange>());
    }

#if TABLE_Vector256
    // Equation (6): e^t − 1 + r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LessOneByTable(Vector256<float> t, Vector256<float> shifted, in ExpVector256 terms)
    {
        var p = Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(terms.Q1, t, terms.Q0), t, terms.One);
        return Vector256.MultiplyAddEstimate(p, t, ExpTable.Look(terms.Rest, shifted));
    }
#endif

    /// <summary>x, but not below where e^x vanishes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Floor(Vector256<float> x, in AnchorVector256 anchor) => Vector256.MaxNative(anchor.Floor + (anchor.Shift * anchor.Unit), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Shifted<TRange>(Vector256<float> x, in AnchorVector256 anchor) where TRange : struct, IRange
    {
        if (TRange.IsFar)
        {
            var infinite = Vector256.Equals(x, Vector256.Create(float.PositiveInfinity));
            x = Vector256.AndNot(x - anchor.Shift, infinite & Vector256.Equals(x, anchor.Shift)) * anchor.Unit;
        }
        // The bound first: NaN passes.
        return Vector256.MaxNative(anchor.Floor, x);
    }
}
