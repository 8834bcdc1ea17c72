using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Selections
{
    /// <summary>Keeps the elements of a row that are above the bar, the first at <paramref name="index"/>, and answers the bar for the next. The last parameter says how many they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(ref float first, nint index, ref Selection selection, Vector256x4<float> _) => AddVector256x4(ref first, index, ref selection);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float AddVector256x4(ref float first, nint index, ref Selection selection)
    {
        selection.Add(ref first, AboveVector256x4(ref first, selection.Bar), (int)index);
        return selection.Bar;
    }

    /// <summary>As above, for elements that are computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(Vector256x4<float> x, nint index, ref Selection selection) => Add(x.First, x.Second, x.Third, x.Fourth, index, ref selection);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Add(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, nint index, ref Selection selection)
    {
        var x = new Vector256x4<float>(a, b, c, d);
        return AddVector256x4(ref Unsafe.As<Vector256x4<float>, float>(ref x), index, ref selection);
    }

    /// <inheritdoc cref="Add(Vector256x4{float}, nint, ref Selection)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(Vector256<float> x, nint index, ref Selection selection) => Add(x, index, Vector256<float>.Count, ref selection);

    /// <summary>As above, for the first <paramref name="count"/> lanes of one vector: the others are past the end of the row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Add(Vector256<float> x, nint index, nint count, ref Selection selection)
    {
        selection.Add(ref Unsafe.As<Vector256<float>, float>(ref x), Above(x, selection.Bar) & ((1UL << (int)count) - 1), (int)index);
        return selection.Bar;
    }

    /// <summary>The lanes that are above the bar or NaN, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Above(Vector256<float> x, float bar) => (~Vector256.LessThanOrEqual(x, Vector256.Create(bar))).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AboveVector256x4(ref float first, float bar)
    {
        var x = Vector256x4.LoadUnsafe(ref first, 0);
        int width = Vector256<float>.Count;
        return Above(x.First, bar) | Above(x.Second, bar) << width | Above(x.Third, bar) << (2 * width) | Above(x.Fourth, bar) << (3 * width);
    }

    /// <summary>The largest elements of the lanes of a sweep bound the k-th largest of the row from below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Raise(Vector256x4<float> largest, ref Selection selection) => Raise(largest.First, largest.Second, largest.Third, largest.Fourth, ref selection);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Raise(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref Selection selection)
    {
        var largest = new Vector256x4<float>(a, b, c, d);
        int width = Vector256<float>.Count, k = selection.Length;
        selection.Tighten();
        if (k > 4 * width || k == 0 || Lanes.MaxNumber(largest) <= selection.Bar) return;
        selection.Raise(2 * k <= width ? Nth(Vector256x4.Largest(largest), k) : Nth(largest, k));
    }

    /// <summary>The n-th largest lane: the largest that n lanes are at or above. None waits for another, as they would in a sort.</summary>
    private static float Nth(Vector256<float> lanes, int n)
    {
        float nth = float.NegativeInfinity;
        for (int i = 0; i < Vector256<float>.Count; i++)
        {
            float lane = Unsafe.Add(ref Unsafe.As<Vector256<float>, float>(ref lanes), i);
            if (BitOperations.PopCount(NotBelow(lanes, lane)) >= n) nth = float.MaxNative(nth, lane);
        }
        return nth;
    }

    private static float Nth(Vector256x4<float> lanes, int n)
    {
        float nth = float.NegativeInfinity;
        for (int i = 0; i < 4 * Vector256<float>.Count; i++)
        {
            float lane = Unsafe.Add(ref Unsafe.As<Vector256x4<float>, float>(ref lanes), i);
            int above = BitOperations.PopCount(NotBelow(lanes.First, lane)) + BitOperations.PopCount(NotBelow(lanes.Second, lane)) + BitOperations.PopCount(NotBelow(lanes.Third, lane)) + BitOperations.PopCount(NotBelow(lanes.Fourth, lane));
            if (above >= n) nth = float.MaxNative(nth, lane);
        }
        return nth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NotBelow(Vector256<float> lanes, float lane) => Vector256.GreaterThanOrEqual(lanes, Vector256.Create(lane)).ExtractMostSignificantBits();

    /// <inheritdoc cref="Add(ref float, nint, ref Selection, Vector256x4{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add<T>(ref float first, nint index, ref T kept, Vector256x4<float> _) where T : struct, IKeeping, allows ref struct => AddVector256x4(ref first, ref kept);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float AddVector256x4<T>(ref float first, ref T kept) where T : struct, IKeeping, allows ref struct => Keep(ref first, AboveVector256x4(ref first, kept.Bar), ref kept);

    /// <inheritdoc cref="Add(Vector256x4{float}, nint, ref Selection)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add<T>(Vector256x4<float> x, nint index, ref T kept) where T : struct, IKeeping, allows ref struct => Add(x.First, x.Second, x.Third, x.Fourth, ref kept);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Add<T>(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref T kept) where T : struct, IKeeping, allows ref struct
    {
        var x = new Vector256x4<float>(a, b, c, d);
        return AddVector256x4(ref Unsafe.As<Vector256x4<float>, float>(ref x), ref kept);
    }

    /// <inheritdoc cref="Add{T}(Vector256x4{float}, nint, ref T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add<T>(Vector256<float> x, nint index, ref T kept) where T : struct, IKeeping, allows ref struct => Add(x, index, Vector256<float>.Count, ref kept);

    /// <summary>As above, for the first <paramref name="count"/> lanes of one vector: the others are past the end of the row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Add<T>(Vector256<float> x, nint index, nint count, ref T kept) where T : struct, IKeeping, allows ref struct =>
        Keep(ref Unsafe.As<Vector256<float>, float>(ref x), Above(x, kept.Bar) & ((1UL << (int)count) - 1), ref kept);

    /// <summary>The largest element met bounds what is sought from below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Raise<T>(Vector256x4<float> largest, ref T kept) where T : struct, IKeeping, allows ref struct => kept.Raise(Lanes.MaxNumber(largest));

    /// <inheritdoc cref="Raise(Vector256x4{float}, ref Selection)"/>
    public static void Raise(Vector256<float> largest, ref Selection selection)
    {
        var none = Vector256.Create(float.NegativeInfinity);
        Raise(largest, none, none, none, ref selection);
    }

    /// <inheritdoc cref="Raise{T}(Vector256x4{float}, ref T)"/>
    public static void Raise<T>(Vector256<float> largest, ref T kept) where T : struct, IKeeping, allows ref struct => kept.Raise(Lanes.MaxNumber(largest));
}
