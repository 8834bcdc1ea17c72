using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Lanes
{
    /// <summary>The sum of the lanes of all four, taken in double in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256x4<float> value) => Sum(value.Total);

    /// <summary>The sum of the lanes of all four, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256x4<double> value) => Sum(value.Total);

    /// <summary>The product of the lanes of all four, in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(Vector256x4<double> value) => Product(value.First * value.Second * (value.Third * value.Fourth));

    /// <summary>The largest lane of all four; NaN if any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256x4<float> value) =>
        Max(VectorMath.Max(VectorMath.Max(value.First, value.Second), VectorMath.Max(value.Third, value.Fourth)));

    /// <summary>The largest lane of all four, where none is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNumber(Vector256x4<float> value) => MaxNumber(Vector256x4.Largest(value));

    /// <summary>The smallest lane of all four; NaN if any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(Vector256x4<float> value) =>
        Min(VectorMath.Min(VectorMath.Min(value.First, value.Second), VectorMath.Min(value.Third, value.Fourth)));

    /// <summary>A mask of the first <paramref name="count"/> lanes; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> First(nint count, Vector256x4<float> like) => new(
        First(count, like.First),
        First(count - Vector256<float>.Count, like.Second),
        First(count - (2 * Vector256<float>.Count), like.Third),
        First(count - (3 * Vector256<float>.Count), like.Fourth));

    /// <summary>The first <paramref name="count"/> lanes from memory, the others from <paramref name="fill"/>. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Load(ref float source, nint count, Vector256x4<float> fill) => new(
        Load(ref source, count, fill.First),
        Load(ref Unsafe.Add(ref source, Vector256<float>.Count), count - Vector256<float>.Count, fill.Second),
        Load(ref Unsafe.Add(ref source, 2 * Vector256<float>.Count), count - (2 * Vector256<float>.Count), fill.Third),
        Load(ref Unsafe.Add(ref source, 3 * Vector256<float>.Count), count - (3 * Vector256<float>.Count), fill.Fourth));

    /// <summary>Stores the first <paramref name="count"/> lanes. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256x4<float> value, ref float destination, nint count)
    {
        StoreSome(value.First, ref destination, count);
        StoreSome(value.Second, ref Unsafe.Add(ref destination, Vector256<float>.Count), count - Vector256<float>.Count);
        StoreSome(value.Third, ref Unsafe.Add(ref destination, 2 * Vector256<float>.Count), count - (2 * Vector256<float>.Count));
        StoreSome(value.Fourth, ref Unsafe.Add(ref destination, 3 * Vector256<float>.Count), count - (3 * Vector256<float>.Count));
    }

    // Most of the four are full or past the end, and a store under a mask takes longer than none, or a whole one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSome(Vector256<float> value, ref float destination, nint count)
    {
        if (count >= Vector256<float>.Count) value.StoreUnsafe(ref destination);
        else if (count > 0) Store(value, ref destination, count);
    }

    /// <summary>A mask of those among the first <paramref name="count"/> lanes whose bool is true. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> LoadMask(ref bool source, nint count, Vector256x4<float> like)
    {
        return new(
            LoadMask(ref source, Within(count), like.First),
            LoadMask(ref Unsafe.Add(ref source, Vector256<float>.Count), Within(count - Vector256<float>.Count), like.Second),
            LoadMask(ref Unsafe.Add(ref source, 2 * Vector256<float>.Count), Within(count - (2 * Vector256<float>.Count)), like.Third),
            LoadMask(ref Unsafe.Add(ref source, 3 * Vector256<float>.Count), Within(count - (3 * Vector256<float>.Count)), like.Fourth));

        static nint Within(nint left) => nint.Clamp(left, 0, Vector256<float>.Count);
    }

    /// <summary>A mask of the lanes whose bool is true; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> LoadMask(ref bool source, Vector256x4<float> like) => new(
        LoadMask(ref source, like.First),
        LoadMask(ref Unsafe.Add(ref source, Vector256<float>.Count), like.Second),
        LoadMask(ref Unsafe.Add(ref source, 2 * Vector256<float>.Count), like.Third),
        LoadMask(ref Unsafe.Add(ref source, 3 * Vector256<float>.Count), like.Fourth));

    /// <summary>start, start + 1, start + 2, …; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<int> Indices(int start, Vector256x4<int> like) => new(
        Indices(start, like.First),
        Indices(start + Vector256<int>.Count, like.Second),
        Indices(start + (2 * Vector256<int>.Count), like.Third),
        Indices(start + (3 * Vector256<int>.Count), like.Fourth));

    /// <summary>start, start + 1, start + 2, … as floats, each rounded once; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Positions(int start, Vector256x4<float> like) => Vector256x4.ConvertToSingle(Indices(start, like.AsInt32()));

    /// <summary>The lower half of each mask, for the doubles of <see cref="Vector256x4.WidenLower(Vector256x4{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> MaskLower(Vector256x4<float> mask) => Vector256x4.WidenLower(mask.AsInt32()).AsDouble();

    /// <summary>The upper half of each mask, for the doubles of <see cref="Vector256x4.WidenUpper(Vector256x4{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<double> MaskUpper(Vector256x4<float> mask) => Vector256x4.WidenUpper(mask.AsInt32()).AsDouble();
}
