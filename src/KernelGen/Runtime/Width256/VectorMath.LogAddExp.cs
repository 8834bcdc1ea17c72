// The logarithm of a sum of exponentials: logaddexp(a, b) = max(a, b) + log(1 + e^−|a−b|), which cannot overflow.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>log(e^a + e^b); −∞ for (−∞, −∞), +∞ if either is, NaN if either is.</summary>
    /// <remarks>
    /// In double, because the result can cancel to nearly nothing: the error before the last rounding is 2^−50 times the
    /// larger of |a|, |b| and 1, so it is at most 0.51 ulp unless e^a + e^b is within 2^−20 of 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogAddExp(Vector256<float> a, Vector256<float> b)
    {
        var max = Max(a, b);
        return Vector256.Narrow(
            Vector256.WidenLower(max) + Log1pOfExpDistance(Vector256.WidenLower(a), Vector256.WidenLower(b)),
            Vector256.WidenUpper(max) + Log1pOfExpDistance(Vector256.WidenUpper(a), Vector256.WidenUpper(b)));
    }

    /// <summary>log(1 + e^−|a−b|); equal infinities are no distance apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Log1pOfExpDistance(Vector256<double> a, Vector256<double> b) =>
        Log1pOfUnit(ExpForFloat(-Vector256.AndNot(Vector256.Abs(a - b), Vector256.Equals(a, b))));
}
