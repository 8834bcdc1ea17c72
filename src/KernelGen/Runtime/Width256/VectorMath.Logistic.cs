// The logistic family, each from an exponential that cannot overflow: z = e^−|x|, 0 ≤ z ≤ 1.
//
//   (1)  sigmoid x       = w − w·z/(1 + z)       w = 1 for x ≥ 0, z for x < 0: the quotient's rounding counts at most half
//   (2)  tanh |x|        = 1 − 2 / (e^2|x| + 1)    |x| ≥ 0.625 (Cody & Waite 1980, ch. 13)
//   (3)  tanh |x|        ≈ |x| + |x|³·P(x²)        |x| < 0.625, relative error 2^−27.7 before rounding (Remez)
//   (4)  softplus x      = max(x, 0) + log(1 + z)

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>1 / (1 + e^−x). At most 1.8 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var one = Vector256.Create(1f);
        var z = Exp(WithSignOf(Vector256.Abs(x), Vector256.Create(-0f)));
        var rest = z / (one + z);
        var whole = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), one, z);
        return Vector256.MultiplyAddEstimate(-rest, whole, whole);
    }

    /// <summary>The hyperbolic tangent. At most 1.5 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var a = Vector256.Abs(x);
        var square = a * a;
        var p = Vector256.MultiplyAddEstimate(Vector256.Create(-0.00569229666f), square, Vector256.Create(0.0206281673f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(-0.0537365153f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(0.133314058f));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(-0.333332807f));
        var near = Vector256.MultiplyAddEstimate(p * square, a, a);
        var one = Vector256.Create(1f);
        var far = one - Vector256.Create(2f) / (Exp(a + a) + one);
        return WithSignOf(Vector256.ConditionalSelect(Vector256.LessThan(a, Vector256.Create(0.625f)), near, far), x);
    }

    /// <summary>log(1 + e^x). At most 1.9 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x)
    {
        var z = Exp(WithSignOf(Vector256.Abs(x), Vector256.Create(-0f)));
        return Relu(x) + Log1pOfUnit(z);
    }
}
