// An exponential times a scalar of any size, S = m·2^E: Cody & Waite 1980, with E in the exponent of the result.
//
//   (1)  e^x · S = e^t · m · 2^(n + E)     n = round(x · log2 e),  t = x − n·ln 2
//   (2)  x is brought to where the product is a float first, so that n + E is an exponent of one
//   (3)  far from 0, x is x − c, c near −log S

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>e^x times a scalar of any size: overflows, or vanishes, only where the product does. At most 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x, in MultipleVector256 multiple)
    {
        // The bounds first: NaN passes.
        x = Vector256.MaxNative(multiple.Low, Vector256.MinNative(multiple.High, x - multiple.Origin));
        var n = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), Vector256.Create(12582912f)) - Vector256.Create(12582912f);
        return Times(ExpReduced(x, n, ExpVector256.Literal), n, multiple);
    }

    /// <summary>2^x times a scalar of any size: near 0 nothing is multiplied by log 2, so nothing is rounded. At most 1.5 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x, in MultipleVector256 multiple)
    {
        var natural = Vector256.MaxNative(multiple.Low, Vector256.MinNative(multiple.High, (x * Vector256.Create(0.693147182f)) - multiple.Origin));
        var n = Vector256.MultiplyAddEstimate(natural, Vector256.Create(1.44269504f), Vector256.Create(12582912f)) - Vector256.Create(12582912f);
        // Within the bounds and not shifted, what is left of x is known without rounding.
        var whole = Vector256.Equals(multiple.Origin, Vector256<float>.Zero) & Vector256.Equals(natural, x * Vector256.Create(0.693147182f));
        var t = Vector256.ConditionalSelect(whole, (x - n) * Vector256.Create(0.693147182f), ExpReduced(natural, n, ExpVector256.Literal));
        return Times(t, n, multiple);
    }

    // e^t · 2^n · S.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Times(Vector256<float> t, Vector256<float> n, in MultipleVector256 multiple)
    {
        var p = Vector256.MultiplyAddEstimate(ExpTail(t, ExpVector256.Literal), t, Vector256.Create(1f));
        p = Vector256.MultiplyAddEstimate(p, t, Vector256.Create(1f));
        n += multiple.Exponent;
        return Native.Scale(p * multiple.Mantissa, n, n + Vector256.Create(12583166f));
    }
}
