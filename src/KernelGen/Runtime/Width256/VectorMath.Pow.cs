// Powers. |x|^y = e^(y · log |x|) in double: |y · log |x|| < 104 wherever the result is neither 0 nor ∞, so the double
// errors of the logarithm and the product reach the result as less than 2^−42. The ends are those of IEEE 754-2019, 9.2.1.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>x to the power y, with the ends of <see cref="Math.Pow"/>: x^0 = 1 and 1^y = 1 even for NaN. At most 0.51 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y)
    {
        var one = Vector256.Create(1f);
        var zero = Vector256<float>.Zero;
        var infinity = Vector256.Create(float.PositiveInfinity);
        var a = Vector256.Abs(x);
        var power = Vector256.Narrow(
            PowOfMagnitude(Vector256.WidenLower(a), Vector256.WidenLower(y)),
            PowOfMagnitude(Vector256.WidenUpper(a), Vector256.WidenUpper(y)));

        // A negative base: the sign of an odd power, NaN for a power that is no integer. y/2 is exact where it matters.
        var integer = Vector256.Equals(Vector256.Floor(y), y);
        var half = y * Vector256.Create(0.5f);
        var odd = Vector256.AndNot(integer, Vector256.Equals(Vector256.Floor(half), half));
        power |= odd & x & Vector256.Create(-0f);
        var finiteNegative = Vector256.LessThan(x, zero) & Vector256.LessThan(a, infinity);
        power |= Vector256.AndNot(finiteNegative, integer);

        var unit = Vector256.Equals(y, zero) | Vector256.Equals(x, one)
            | (Vector256.Equals(a, one) & Vector256.Equals(Vector256.Abs(y), infinity));
        return Vector256.ConditionalSelect(unit, one, power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowOfMagnitude(Vector256<double> a, Vector256<double> y) =>
        ExpForFloat(y * LogOfMagnitude(a));
}
