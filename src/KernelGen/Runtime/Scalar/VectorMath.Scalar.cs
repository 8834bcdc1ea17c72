using System.Runtime.CompilerServices;

namespace KernelGen.Runtime;

/// <content>One float: computed in double and rounded once, so at most 0.51 ulp unless a function says otherwise.</content>
public static partial class VectorMath
{
    /// <summary>e^x.</summary>
    public static float Exp(float x) => (float)Math.Exp(x);

    /// <summary>e^x times a scalar of any size: overflows, or vanishes, only where the product does.</summary>
    public static float Exp(float x, in MultipleScalar multiple) => Times(x, multiple);

    /// <summary>2^x times a scalar of any size: overflows, or vanishes, only where the product does.</summary>
    public static float Exp2(float x, in MultipleScalar multiple) => Times(x * 0.6931471805599453, multiple);

    private static float Times(double x, in MultipleScalar multiple)
    {
        double bounded = Math.Clamp(x - multiple.Origin, multiple.Low, multiple.High), n = Math.Round(bounded * 1.4426950408889634);
        return (float)(Math.ScaleB(Math.Exp(bounded - (n * 0.6931471805599453)), (int)(n + multiple.Exponent)) * multiple.Mantissa);
    }

    /// <summary>2^x; exact at integers.</summary>
    public static float Exp2(float x) => (float)Math.Pow(2, x);

    /// <summary>e^x − 1, without cancellation near 0.</summary>
    public static float Expm1(float x) =>
        (float)(Math.Abs((double)x) < 1e-4 ? x * (1 + x * (0.5 + x * (1.0 / 6))) : Math.Exp(x) - 1);

    /// <summary>2^x − 1, without cancellation near 0; exact at integers.</summary>
    public static float Exp2m1(float x) => Math.Abs(x) < 1 ? (float)ScalarMath.Expm1(x * 0.6931471805599453) : (float)(Math.Pow(2, x) - 1);

    /// <summary>log x; log 0 = −∞, NaN below 0.</summary>
    public static float Log(float x) => (float)Math.Log(x);

    /// <summary>log2 x; log2 0 = −∞, NaN below 0; exact at powers of two.</summary>
    public static float Log2(float x) => (float)Math.Log2(x);

    /// <summary>log(1 + x), without cancellation near 0; −∞ at −1, NaN below.</summary>
    public static float Log1p(float x) => (float)Log1pOfDouble(x);

    /// <summary>√x, correctly rounded; NaN below 0.</summary>
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>1 / √x; ±∞ at ±0.</summary>
    public static float Rsqrt(float x) => (float)(1 / Math.Sqrt(x));

    /// <summary>x to the power y, with the ends of <see cref="Math.Pow"/>: x^0 = 1 and 1^y = 1 even for NaN.</summary>
    public static float Pow(float x, float y) => (float)Math.Pow(x, y);

    /// <summary>x · x, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Square(float x) => x * x;

    /// <summary>|x|; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => MathF.Abs(x);

    /// <summary>−1, ±0 or 1; NaN stays NaN.</summary>
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>max(x, 0); NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Relu(float x) => x <= 0 ? 0 : x;

    /// <summary>x brought between the bounds; NaN if any of the three is.</summary>
    public static float Clamp(float x, float low, float high) => Min(Max(x, low), high);

    /// <summary>The larger of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b || float.IsNaN(a) ? a : b;

    /// <summary>The smaller of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b || float.IsNaN(a) ? a : b;

    /// <summary>1 / (1 + e^−x).</summary>
    public static float Sigmoid(float x) => (float)(1 / (1 + Math.Exp(-(double)x)));

    /// <summary>The hyperbolic tangent.</summary>
    public static float Tanh(float x) => (float)Math.Tanh(x);

    /// <summary>log(1 + e^x).</summary>
    public static float Softplus(float x) => (float)(Math.Max(x, 0.0) + Log1pOfDouble(Math.Exp(-Math.Abs((double)x))));

    /// <summary>log(e^a + e^b); −∞ for (−∞, −∞), +∞ if either is, NaN if either is.</summary>
    /// <remarks>At most 0.51 ulp unless e^a + e^b is within 2^−20 of 1, where the result cancels to nearly nothing.</remarks>
    public static float LogAddExp(float a, float b)
    {
        var distance = a == b ? 0 : Math.Abs((double)a - b);
        return (float)(Math.Max((double)a, b) + Log1pOfDouble(Math.Exp(-distance)));
    }

    /// <summary>x to the nearest integer, halves to the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float x) => MathF.Round(x);

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Floor(float x) => MathF.Floor(x);

    /// <summary>sin x; NaN at ±∞.</summary>
    public static float Sin(float x) => (float)Math.Sin(x);

    /// <summary>cos x; NaN at ±∞.</summary>
    public static float Cos(float x) => (float)Math.Cos(x);

    /// <summary>log(1 + x) by its series near 0: to 2^−40, plenty for a float.</summary>
    private static double Log1pOfDouble(double x) =>
        Math.Abs(x) < 1e-4 ? x * (1 - x * (0.5 - x * (1.0 / 3))) : Math.Log(1 + x);
}
