// Exponentials as pairs of mantissa and exponent. Dukhan & Ablavatski, "The Two-Pass Softmax Algorithm", 2020.
//
//   (1)  e^x = p · 2^n, p = e^(x − n·ln 2)        no maximum is needed beforehand
//   (2)  2^j for j ≤ 0 is (j + 127) in the exponent field; j below −126 gives 0
//
// x is bounded to ± the near limit first. A sum whose exponent ends near a bound says so, and its block is done again with a maximum.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Pairs
{
    /// <summary>e^x by equation (1). NaN stays in the mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Mantissa, Vector256<float> Exponent) Exp(Vector256<float> x)
    {
        x = Vector256.MaxNative(Vector256.Create(-Anchor.NearLimit), Vector256.MinNative(Vector256.Create(Anchor.NearLimit), x));
        var n = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), Vector256.Create(12582912f)) - Vector256.Create(12582912f);
        var t = VectorMath.ExpReduced(x, n, ExpVector256.Literal);
        var p = Vector256.MultiplyAddEstimate(VectorMath.ExpTail(t, ExpVector256.Literal), t, Vector256.Create(1f));
        return (Vector256.MultiplyAddEstimate(p, t, Vector256.Create(1f)), n);
    }

    /// <summary>2^j by equation (2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Power(Vector256<float> j) =>
        ((Vector256.MaxNative(Vector256.Create(-127f), j) + Vector256.Create(12583039f)).AsInt32() << 23).AsSingle();
}
