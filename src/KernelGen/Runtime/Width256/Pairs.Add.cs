// Sums of pairs of mantissa and exponent:
//
//   (1)  (M, N) + (p, n) = (M · 2^(N − k) + p · 2^(n − k), k)       k = max(N, n)

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Pairs
{
    /// <summary>Adds e^x, in every lane, to mantissa · 2^exponent. NaN stays in the mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector256<float> x, ref Vector256<float> mantissa, ref Vector256<float> exponent)
    {
        var (p, n) = Exp(x);
        Merge(p, n, ref mantissa, ref exponent);
    }

    /// <summary>The same for four vectors: the four at the largest of their exponents first, so that the sum is scaled once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector256x4<float> x, ref Vector256<float> mantissa, ref Vector256<float> exponent)
    {
        var (p, n) = Exp(x);
        var k = Vector256.MaxNative(Vector256.MaxNative(n.First, n.Second), Vector256.MaxNative(n.Third, n.Fourth));
        Merge((p * Power(n - k)).Total, k, ref mantissa, ref exponent);
    }

    /// <summary>Adds one pair to another, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(Vector256<float> p, Vector256<float> n, ref Vector256<float> mantissa, ref Vector256<float> exponent)
    {
        // Where n is NaN so is p, and the exponent stays as it is.
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
}
