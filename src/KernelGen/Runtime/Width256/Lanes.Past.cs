using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static unsafe partial class Lanes
{
    /// <summary>Stores to the caches, or past them, or not at all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TWrite>(Vector256<float> value, ref float destination) where TWrite : struct, IWrite
    {
        if (TWrite.IsPast) StorePast(value, ref destination);
        else if (TWrite.IsStored) value.StoreUnsafe(ref destination);
    }

    /// <inheritdoc cref="Store{TWrite}(Vector256{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TWrite>(Vector256x4<float> value, ref float destination) where TWrite : struct, IWrite
    {
        if (TWrite.IsPast) StorePast(value, ref destination);
        else if (TWrite.IsStored) Vector256x4.StoreUnsafe(value, ref destination, 0);
    }

    /// <summary>Stores the first <paramref name="count"/> lanes, to the caches, or none at all: what goes past the caches is whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TWrite>(Vector256<float> value, ref float destination, nint count) where TWrite : struct, IWrite
    {
        if (TWrite.IsStored) Store(value, ref destination, count);
    }

    /// <summary>Stores past the caches, where the destination is aligned. A collection may move it at any time: so each store looks for itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePast(Vector256<float> value, ref float destination)
    {
        fixed (float* pinned = &destination)
            if ((nuint)pinned % (nuint)sizeof(Vector256<float>) == 0) value.StoreAlignedNonTemporal(pinned);
            else value.Store(pinned);
    }

    /// <inheritdoc cref="StorePast(Vector256{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePast(Vector256x4<float> value, ref float destination)
    {
        fixed (float* pinned = &destination)
            if ((nuint)pinned % (nuint)sizeof(Vector256<float>) == 0)
            {
                value.First.StoreAlignedNonTemporal(pinned);
                value.Second.StoreAlignedNonTemporal(pinned + Vector256<float>.Count);
                value.Third.StoreAlignedNonTemporal(pinned + (2 * Vector256<float>.Count));
                value.Fourth.StoreAlignedNonTemporal(pinned + (3 * Vector256<float>.Count));
            }
            else Vector256x4.StoreUnsafe(value, ref destination, 0);
    }
}
