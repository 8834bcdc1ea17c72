// Sine and cosine. Cody & Waite 1980, ch. 8; coefficients by Remez exchange.
//
//   (1)  t = (x − n·C₁) − n·C₂    in double; n = round(x · 2/π), C₁ + C₂ = π/2, C₁ has 33 bits: n·C₁ is exact for |n| < 2^20
//   (2)  sin t ≈ t + t³·S(t²)     |t| ≤ π/4, relative error 2^−27.9 before rounding
//   (3)  cos t ≈ 1 − t²/2 + t⁴·C(t²)   relative error 2^−33.0
//   (4)  sin x = ±sin t or ±cos t by n mod 4; cos x = the same, a quarter turn on

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>sin x; NaN at ±∞. At most 1.6 ulp on every float; one lane at a time past |x| = 1e5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) =>
        Vector256.GreaterThanAny(Vector256.Abs(x), Vector256.Create(1e5f)) ? SinOfEach(x) : SinOfTurned(x, 0);

    /// <summary>cos x; NaN at ±∞. At most 1.6 ulp on every float; one lane at a time past |x| = 1e5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) =>
        Vector256.GreaterThanAny(Vector256.Abs(x), Vector256.Create(1e5f)) ? CosOfEach(x) : SinOfTurned(x, 1);

    /// <summary>sin(x + quarters · π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SinOfTurned(Vector256<float> x, int quarters)
    {
        var (lower, lowerTurns) = ReduceByQuarterTurns(Vector256.WidenLower(x));
        var (upper, upperTurns) = ReduceByQuarterTurns(Vector256.WidenUpper(x));
        var reduced = Vector256.Narrow(lower, upper);
        var turns = Vector256.Narrow(lowerTurns, upperTurns) + Vector256.Create(quarters);

        var t = Vector256.Abs(reduced);
        var square = t * t;
        var s = Vector256.MultiplyAddEstimate(Vector256.Create(-0.000195182845f), square, Vector256.Create(0.00833218917f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(-0.166666552f));
        var sine = WithSignOf(Vector256.MultiplyAddEstimate(s * square, t, t), reduced);

        var c = Vector256.MultiplyAddEstimate(Vector256.Create(2.44323273e-5f), square, Vector256.Create(-0.00138873095f));
        c = Vector256.MultiplyAddEstimate(c, square, Vector256.Create(0.0416666456f));
        c = Vector256.MultiplyAddEstimate(c, square, Vector256.Create(-0.5f));
        var cosine = Vector256.MultiplyAddEstimate(c, square, Vector256.Create(1f));

        var even = Vector256.Equals(turns & Vector256.Create(1), Vector256<int>.Zero).AsSingle();
        var negative = ((turns & Vector256.Create(2)) << 30).AsSingle();
        return Vector256.ConditionalSelect(even, sine, cosine) ^ negative;
    }

    /// <summary>t and n of equation (1); n is in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> T, Vector256<long> Turns) ReduceByQuarterTurns(Vector256<double> x)
    {
        var magic = Vector256.Create(6755399441055744.0);    // 1.5·2^52
        var shifted = Vector256.MultiplyAddEstimate(x, Vector256.Create(0.6366197723675814), magic);
        var n = shifted - magic;
        var t = Vector256.MultiplyAddEstimate(n, Vector256.Create(-1.5707963267341256), x);
        return (Vector256.MultiplyAddEstimate(n, Vector256.Create(-6.077100506506192e-11), t), shifted.AsInt64());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> SinOfEach(Vector256<float> x)
    {
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            x = x.WithElement(lane, Runtime.VectorMath.Sin(x.GetElement(lane)));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> CosOfEach(Vector256<float> x)
    {
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            x = x.WithElement(lane, Runtime.VectorMath.Cos(x.GetElement(lane)));
        return x;
    }
}
