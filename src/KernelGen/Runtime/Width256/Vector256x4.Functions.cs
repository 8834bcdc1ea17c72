using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

#pragma warning disable CS1591 // Each function is that of Vector256, on four of them.

/// <summary>The functions of <see cref="Vector256"/> on four vectors in lockstep: those that vector mathematics and generated code use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Vector256x4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> Create(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<int> Create(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> LoadUnsafe(ref float source, nuint index) => new(
        Vector256.LoadUnsafe(ref source, index),
        Vector256.LoadUnsafe(ref source, index + (1 * (nuint)Vector256<float>.Count)),
        Vector256.LoadUnsafe(ref source, index + (2 * (nuint)Vector256<float>.Count)),
        Vector256.LoadUnsafe(ref source, index + (3 * (nuint)Vector256<float>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(Vector256x4<float> value, ref float destination, nuint index)
    {
        value.First.StoreUnsafe(ref destination, index);
        value.Second.StoreUnsafe(ref destination, index + (1 * (nuint)Vector256<float>.Count));
        value.Third.StoreUnsafe(ref destination, index + (2 * (nuint)Vector256<float>.Count));
        value.Fourth.StoreUnsafe(ref destination, index + (3 * (nuint)Vector256<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> MultiplyAddEstimate(Vector256x4<float> a, Vector256x4<float> b, Vector256x4<float> c) => new(Vector256.MultiplyAddEstimate(a.First, b.First, c.First), Vector256.MultiplyAddEstimate(a.Second, b.Second, c.Second), Vector256.MultiplyAddEstimate(a.Third, b.Third, c.Third), Vector256.MultiplyAddEstimate(a.Fourth, b.Fourth, c.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> MultiplyAddEstimate(Vector256x4<double> a, Vector256x4<double> b, Vector256x4<double> c) => new(Vector256.MultiplyAddEstimate(a.First, b.First, c.First), Vector256.MultiplyAddEstimate(a.Second, b.Second, c.Second), Vector256.MultiplyAddEstimate(a.Third, b.Third, c.Third), Vector256.MultiplyAddEstimate(a.Fourth, b.Fourth, c.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> FusedMultiplyAdd(Vector256x4<float> a, Vector256x4<float> b, Vector256x4<float> c) => new(Vector256.FusedMultiplyAdd(a.First, b.First, c.First), Vector256.FusedMultiplyAdd(a.Second, b.Second, c.Second), Vector256.FusedMultiplyAdd(a.Third, b.Third, c.Third), Vector256.FusedMultiplyAdd(a.Fourth, b.Fourth, c.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> FusedMultiplyAdd(Vector256x4<double> a, Vector256x4<double> b, Vector256x4<double> c) => new(Vector256.FusedMultiplyAdd(a.First, b.First, c.First), Vector256.FusedMultiplyAdd(a.Second, b.Second, c.Second), Vector256.FusedMultiplyAdd(a.Third, b.Third, c.Third), Vector256.FusedMultiplyAdd(a.Fourth, b.Fourth, c.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> Max<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.Max(a.First, b.First), Vector256.Max(a.Second, b.Second), Vector256.Max(a.Third, b.Third), Vector256.Max(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> Min<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.Min(a.First, b.First), Vector256.Min(a.Second, b.Second), Vector256.Min(a.Third, b.Third), Vector256.Min(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> MaxNative<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.MaxNative(a.First, b.First), Vector256.MaxNative(a.Second, b.Second), Vector256.MaxNative(a.Third, b.Third), Vector256.MaxNative(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> MinNative<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.MinNative(a.First, b.First), Vector256.MinNative(a.Second, b.Second), Vector256.MinNative(a.Third, b.Third), Vector256.MinNative(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> AndNot<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.AndNot(a.First, b.First), Vector256.AndNot(a.Second, b.Second), Vector256.AndNot(a.Third, b.Third), Vector256.AndNot(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> Equals<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.Equals(a.First, b.First), Vector256.Equals(a.Second, b.Second), Vector256.Equals(a.Third, b.Third), Vector256.Equals(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> LessThan<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.LessThan(a.First, b.First), Vector256.LessThan(a.Second, b.Second), Vector256.LessThan(a.Third, b.Third), Vector256.LessThan(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> LessThanOrEqual<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.LessThanOrEqual(a.First, b.First), Vector256.LessThanOrEqual(a.Second, b.Second), Vector256.LessThanOrEqual(a.Third, b.Third), Vector256.LessThanOrEqual(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LessThanOrEqualAll<T>(Vector256x4<T> a, Vector256<T> b) =>
        Vector256.EqualsAll((Vector256.LessThanOrEqual(a.First, b) & Vector256.LessThanOrEqual(a.Second, b) & Vector256.LessThanOrEqual(a.Third, b) & Vector256.LessThanOrEqual(a.Fourth, b)).AsInt32(), Vector256<int>.AllBitsSet);

    /// <summary>The largest of the four, lane by lane, one of which a NaN is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Largest<T>(Vector256x4<T> a) => Vector256.MaxNative(Vector256.MaxNative(a.First, a.Second), Vector256.MaxNative(a.Third, a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> GreaterThan<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.GreaterThan(a.First, b.First), Vector256.GreaterThan(a.Second, b.Second), Vector256.GreaterThan(a.Third, b.Third), Vector256.GreaterThan(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> GreaterThanOrEqual<T>(Vector256x4<T> a, Vector256x4<T> b) => new(Vector256.GreaterThanOrEqual(a.First, b.First), Vector256.GreaterThanOrEqual(a.Second, b.Second), Vector256.GreaterThanOrEqual(a.Third, b.Third), Vector256.GreaterThanOrEqual(a.Fourth, b.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> ConditionalSelect<T>(Vector256x4<T> mask, Vector256x4<T> then, Vector256x4<T> otherwise) => new(Vector256.ConditionalSelect(mask.First, then.First, otherwise.First), Vector256.ConditionalSelect(mask.Second, then.Second, otherwise.Second), Vector256.ConditionalSelect(mask.Third, then.Third, otherwise.Third), Vector256.ConditionalSelect(mask.Fourth, then.Fourth, otherwise.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> Abs<T>(Vector256x4<T> a) => new(Vector256.Abs(a.First), Vector256.Abs(a.Second), Vector256.Abs(a.Third), Vector256.Abs(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> Sqrt<T>(Vector256x4<T> a) => new(Vector256.Sqrt(a.First), Vector256.Sqrt(a.Second), Vector256.Sqrt(a.Third), Vector256.Sqrt(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<T> IsNaN<T>(Vector256x4<T> a) => new(Vector256.IsNaN(a.First), Vector256.IsNaN(a.Second), Vector256.IsNaN(a.Third), Vector256.IsNaN(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Floor(Vector256x4<float> a) => new(Vector256.Floor(a.First), Vector256.Floor(a.Second), Vector256.Floor(a.Third), Vector256.Floor(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Round(Vector256x4<float> a) => new(Vector256.Round(a.First), Vector256.Round(a.Second), Vector256.Round(a.Third), Vector256.Round(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> ConvertToSingle(Vector256x4<int> a) => new(Vector256.ConvertToSingle(a.First), Vector256.ConvertToSingle(a.Second), Vector256.ConvertToSingle(a.Third), Vector256.ConvertToSingle(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> WidenLower(Vector256x4<float> a) => new(Vector256.WidenLower(a.First), Vector256.WidenLower(a.Second), Vector256.WidenLower(a.Third), Vector256.WidenLower(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> WidenUpper(Vector256x4<float> a) => new(Vector256.WidenUpper(a.First), Vector256.WidenUpper(a.Second), Vector256.WidenUpper(a.Third), Vector256.WidenUpper(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<long> WidenLower(Vector256x4<int> a) => new(Vector256.WidenLower(a.First), Vector256.WidenLower(a.Second), Vector256.WidenLower(a.Third), Vector256.WidenLower(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<long> WidenUpper(Vector256x4<int> a) => new(Vector256.WidenUpper(a.First), Vector256.WidenUpper(a.Second), Vector256.WidenUpper(a.Third), Vector256.WidenUpper(a.Fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<int> AsInt32<T>(this Vector256x4<T> a) => new(a.First.AsInt32(), a.Second.AsInt32(), a.Third.AsInt32(), a.Fourth.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> AsSingle<T>(this Vector256x4<T> a) => new(a.First.AsSingle(), a.Second.AsSingle(), a.Third.AsSingle(), a.Fourth.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> AsDouble<T>(this Vector256x4<T> a) => new(a.First.AsDouble(), a.Second.AsDouble(), a.Third.AsDouble(), a.Fourth.AsDouble());
}
