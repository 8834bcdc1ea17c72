// Sums of exponentials as pairs of mantissa and exponent. Dukhan & Ablavatski, "The Two-Pass Softmax Algorithm", 2020.
//
//   (1)  e^x = p · 2^n, p = e^(x − n·ln 2)                          no maximum is needed beforehand
//   (2)  (M, N) + (p, n) = (M · 2^(N − k) + p · 2^(n − k), k)       k = max(N, n)
//   (3)  2^j for j ≤ 0 is (j + 127) in the exponent field; j below −126 gives 0
//
// x is bounded to ± the near limit first. A sum whose exponent ends near a bound says so, and its block is done again with a maximum.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Pairs
{
    /// <summary>Adds e^x, in every lane, to mantissa · 2^exponent. NaN stays in the mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector256<float> x, ref Vector256<float> mantissa, ref Vector256<float> exponent)
    {
        x = Vector256.MaxNative(Vector256.Create(-Anchor.NearLimit), Vector256.MinNative(Vector256.Create(Anchor.NearLimit), x));
        var n = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), Vector256.Create(12582912f)) - Vector256.Create(12582912f);
        var t = VectorMath.ExpReduced(x, n, ExpVector256.Literal);
        var p = Vector256.MultiplyAddEstimate(VectorMath.ExpTail(t, ExpVector256.Literal), t, Vector256.Create(1f));
        Merge(Vector256.MultiplyAddEstimate(p, t, Vector256.Create(1f)), n, ref mantissa, ref exponent);
    }

    /// <summary>Adds one pair to another, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge(Vector256<float> p, Vector256<float> n, ref Vector256<float> mantissa, ref Vector256<float> exponent)
    {
        var k = Vector256.MaxNative(n, exponent);
        mantissa = Vector256.MultiplyAddEstimate(p, Power(n - k), mantissa * Power(exponent - k));
        exponent = k;
    }

    /// <summary>Folds the lanes: the anchor that fits them, and the sum relative to it.</summary>
    public static double Fold(Vector256<float> mantissa, Vector256<float> exponent, ref Anchor anchor)
    {
        float n = Lanes.Max(exponent);
        anchor.PlaceAt(n);
        return Lanes.Sum(mantissa * Power(exponent - Vector256.Create(n))) * Anchor.HeadroomFactor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Power(Vector256<float> j) =>
        ((Vector256.MaxNative(Vector256.Create(-127f), j) + Vector256.Create(12583039f)).AsInt32() << 23).AsSingle();
}
