using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Selections
{
    /// <summary>Keeps the elements above the bar, the first at <paramref name="index"/>, and answers the bar for the next.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256<float> x, nint index, ref Selection selection) => Add(x, index, Vector256<float>.Count, ref selection);

    /// <summary>As above, for the first <paramref name="count"/> lanes: the others are past the end of the row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256<float> x, nint index, nint count, ref Selection selection)
    {
        ulong above = (~Vector256.LessThanOrEqual(x, Vector256.Create(selection.Bar))).ExtractMostSignificantBits();
        for (above &= (1UL << (int)count) - 1; above != 0; above &= above - 1)
        {
            int lane = BitOperations.TrailingZeroCount(above);
            selection.Add(x[lane], (int)index + lane);
        }
        return Vector256.Create(selection.Bar);
    }

    /// <inheritdoc cref="Add(Vector256{float}, nint, ref Selection)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256x4<float> x, nint index, ref Selection selection)
    {
        Add(x.First, index, ref selection);
        Add(x.Second, index + Vector256<float>.Count, ref selection);
        Add(x.Third, index + (2 * Vector256<float>.Count), ref selection);
        return Add(x.Fourth, index + (3 * Vector256<float>.Count), ref selection);
    }

    /// <summary>The largest elements of the lanes of a sweep bound the k-th largest of the row from below.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Raise(Vector256x4<float> largest, ref Selection selection)
    {
        var (a, b, c, d) = (largest.First, largest.Second, largest.Third, largest.Fourth);
        int width = Vector256<float>.Count, k = selection.Length;
        if (k > 4 * width || k == 0) return;
        Span<float> lanes = stackalloc float[4 * width];
        // Few are quicker to sort, and bound it nearly as well.
        if (2 * k <= width)
        {
            lanes = lanes[..width];
            a = Vector256.MaxNative(Vector256.MaxNative(a, b), Vector256.MaxNative(c, d));
        }
        else
        {
            b.CopyTo(lanes[width..]);
            c.CopyTo(lanes[(2 * width)..]);
            d.CopyTo(lanes[(3 * width)..]);
        }
        a.CopyTo(lanes);
        lanes.Sort();
        selection.Raise(lanes[^k]);
    }

    /// <summary>Keeps the elements above the bar and answers the bar for the next.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256<float> x, nint index, ref Support support) => Add(x, index, Vector256<float>.Count, ref support);

    /// <summary>As above, for the first <paramref name="count"/> lanes: the others are past the end of the row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256<float> x, nint index, nint count, ref Support support)
    {
        for (int lane = 0; lane < count; lane++) support.Add(x[lane]);
        return Vector256.Create(support.Bar);
    }

    /// <inheritdoc cref="Add(Vector256{float}, nint, ref Support)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> Add(Vector256x4<float> x, nint index, ref Support support)
    {
        Add(x.First, index, ref support);
        Add(x.Second, index, ref support);
        Add(x.Third, index, ref support);
        return Add(x.Fourth, index, ref support);
    }

    /// <summary>The largest element met bounds the threshold from below.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Raise(Vector256x4<float> largest, ref Support support) => support.Raise(Lanes.MaxNumber(largest));

    /// <inheritdoc cref="Raise(Vector256x4{float}, ref Selection)"/>
    public static void Raise(Vector256<float> largest, ref Selection selection)
    {
        var none = Vector256.Create(float.NegativeInfinity);
        Raise(new Vector256x4<float>(largest, none, none, none), ref selection);
    }

    /// <inheritdoc cref="Raise(Vector256x4{float}, ref Support)"/>
    public static void Raise(Vector256<float> largest, ref Support support) => support.Raise(Lanes.MaxNumber(largest));
}
