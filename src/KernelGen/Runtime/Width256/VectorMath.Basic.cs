using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class VectorMath
{
    /// <summary>√x, correctly rounded; NaN below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sqrt(Vector256<float> x) => Vector256.Sqrt(x);

    /// <summary>1 / √x by a square root and a division; ±∞ at ±0. At most 1.5 ulp on every float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rsqrt(Vector256<float> x) => Vector256.Create(1f) / Vector256.Sqrt(x);

    /// <summary>x · x, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Square(Vector256<float> x) => x * x;

    /// <summary>|x|; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> x) => Vector256.Abs(x);

    /// <summary>−1, ±0 or 1; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sign(Vector256<float> x)
    {
        var nonzero = Vector256.GreaterThan(Vector256.Abs(x), Vector256<float>.Zero);    // false for NaN
        return Vector256.ConditionalSelect(nonzero, WithSignOf(Vector256.Create(1f), x), x);
    }

    /// <summary>max(x, 0); NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Relu(Vector256<float> x) =>
        Vector256.AndNot(x, Vector256.LessThanOrEqual(x, Vector256<float>.Zero));

    /// <summary>The larger of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.IsNaN(a), a, Vector256.MaxNative(a, b));    // x86: b where either is NaN

    /// <summary>The smaller of a and b; NaN if either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.IsNaN(a), a, Vector256.MinNative(a, b));

    /// <summary>x brought between the bounds; NaN if any of the three is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clamp(Vector256<float> x, Vector256<float> low, Vector256<float> high) =>
        Min(Max(x, low), high);

    /// <summary>x to the nearest integer, halves to the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> x) => Vector256.Round(x);

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Floor(Vector256<float> x) => Vector256.Floor(x);
}
