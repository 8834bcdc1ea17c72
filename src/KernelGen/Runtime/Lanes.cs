using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

/// <summary>Loads, stores and masks of part of a vector, and folds across its lanes. A fold halves the vector until one lane is left.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    // The bytes that a cache holds together.
    private const int Line = 64;

    /// <summary>The sum of the lanes, taken in double in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<float> value) => Sum(Vector128.WidenLower(value) + Vector128.WidenUpper(value));

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<float> value) => Sum(Vector256.WidenLower(value) + Vector256.WidenUpper(value));

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<float> value) => Sum(Vector512.WidenLower(value) + Vector512.WidenUpper(value));

    /// <summary>The sum of the lanes, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector128<double> value) => value.GetElement(0) + value.GetElement(1);

    /// <inheritdoc cref="Sum(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> value) => Sum(value.GetLower() + value.GetUpper());

    /// <inheritdoc cref="Sum(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> value) => Sum(value.GetLower() + value.GetUpper());

    /// <summary>The product of the lanes, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector128<double> value) => value.GetElement(0) * value.GetElement(1);

    /// <inheritdoc cref="Product(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector256<double> value) => Product(value.GetLower() * value.GetUpper());

    /// <inheritdoc cref="Product(Vector128{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector512<double> value) => Product(value.GetLower() * value.GetUpper());

    /// <summary>The largest lane; NaN if any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> value)
    {
        value = VectorMath.Max(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        value = VectorMath.Max(value, Vector128.Shuffle(value, Vector128.Create(1, 0, 3, 2)));
        return value.ToScalar();
    }

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> value) => Max(VectorMath.Max(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Max(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> value) => Max(VectorMath.Max(value.GetLower(), value.GetUpper()));

    /// <summary>The largest lane, where none is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNumber(Vector128<float> value)
    {
        value = Vector128.MaxNative(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        value = Vector128.MaxNative(value, Vector128.Shuffle(value, Vector128.Create(1, 0, 3, 2)));
        return value.ToScalar();
    }

    /// <inheritdoc cref="MaxNumber(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNumber(Vector256<float> value) => MaxNumber(Vector128.MaxNative(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="MaxNumber(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNumber(Vector512<float> value) => MaxNumber(Vector256.MaxNative(value.GetLower(), value.GetUpper()));

    /// <summary>The smallest lane; NaN if any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector128<float> value)
    {
        value = VectorMath.Min(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        value = VectorMath.Min(value, Vector128.Shuffle(value, Vector128.Create(1, 0, 3, 2)));
        return value.ToScalar();
    }

    /// <inheritdoc cref="Min(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector256<float> value) => Min(VectorMath.Min(value.GetLower(), value.GetUpper()));

    /// <inheritdoc cref="Min(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector512<float> value) => Min(VectorMath.Min(value.GetLower(), value.GetUpper()));

    /// <summary>Stores one element, or none. One alone never goes past the caches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TWrite>(float value, ref float destination) where TWrite : struct, IWrite
    {
        if (TWrite.IsStored) destination = value;
    }
}
