using System.Runtime.CompilerServices;

namespace KernelGen.Runtime;

public static partial class Anchored
{
    private const double Log2E = 1.4426950408889634, Ln2 = 0.6931471805599453;

    /// <summary>A part of a computed exponent, far away in units of 2^64: its products and quotients stay inside float.</summary>
    public static float InUnits<TRange>(float x) where TRange : struct, IRange => TRange.IsFar ? x * (1 / Anchor.FarUnit) : x;

    /// <summary>The same in the units of an anchor: in ones where its maximum is a float.</summary>
    public static float InUnits<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange => TRange.IsFar ? x / anchor.Unit : x;

    /// <summary>e^x over the anchor; x no larger than the anchor's maximum. Rounded once. NaN stays NaN; what has vanished is 2^−126 or less.</summary>
    public static float Exp<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange =>
        (float)Scaled(Shifted<TRange>(x, anchor), anchor);

    /// <summary>2^x over the anchor. Rounded once.</summary>
    public static float Exp2<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange =>
        TRange.IsFar || anchor.IsEmpty || !float.IsFinite(x) ? Exp<TRange>((float)(x * Ln2), anchor)
        : (float)Powered(x, anchor);

    /// <summary>e^x − 1 over an anchor of at least 1. Rounded once.</summary>
    public static float Expm1<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange
    {
        double y = Shifted<TRange>(x, anchor);
        if (anchor.Shift != 0) return (float)Scaled(y, anchor);
        double one = Math.ScaleB(1, -anchor.Exponent);
        return (float)(y < 1 ? ScalarMath.Expm1(y) * one : Scaled(y, anchor) - one);
    }

    /// <summary>2^x − 1 over an anchor of at least 1. Rounded once.</summary>
    public static float Exp2m1<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange =>
        TRange.IsFar || Math.Abs(x) < 1 || !float.IsFinite(x) ? Expm1<TRange>((float)(x * Ln2), anchor)
        : (float)(Powered(x, anchor) - Math.ScaleB(1, -anchor.Exponent));

    /// <summary>x, but not below where e^x vanishes.</summary>
    public static float Floor(float x, in AnchorScalar anchor) => Math.Max(anchor.Floor + (anchor.Shift * anchor.Unit), x);

    private static double Shifted<TRange>(float x, in AnchorScalar anchor) where TRange : struct, IRange
    {
        if (TRange.IsFar) x = float.IsPositiveInfinity(x) && x == anchor.Shift ? 0 : (x - anchor.Shift) * anchor.Unit;
        return x < anchor.Floor ? anchor.Floor : x;
    }

    private static double Powered(double x, in AnchorScalar anchor) =>
        Math.ScaleB(double.Exp2(x - Math.Round(x)), (int)Math.Clamp(Math.Round(x) - anchor.Exponent, -2000, 2000));

    // The whole part of the exponent apart: e^x alone may overflow where e^x · 2^−N does not.
    private static double Scaled(double x, in AnchorScalar anchor)
    {
        if (anchor.IsEmpty) return x * 0;
        double n = Math.Round(x * Log2E);
        return double.IsNaN(x) ? x : Math.ScaleB(Math.Exp(x - (n * Ln2)), (int)n - anchor.Exponent);
    }
}
