using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Lanes
{
    /// <summary>A mask of the first <paramref name="count"/> lanes; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(nint count, Vector256<float> like) =>
        Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle();

    /// <summary>The first <paramref name="count"/> lanes from memory, the others from <paramref name="fill"/>. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source, nint count, Vector256<float> fill) =>
        Native.HasMasks(fill) ? Native.MaskLoad(ref source, First(count, fill), fill) : LoadEach(ref source, count, fill);

    /// <summary>Stores the first <paramref name="count"/> lanes. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination, nint count) => Native.StoreFirst(ref destination, count, First(count, value), value);

    /// <summary>A mask of the lanes whose bool is true; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadMask(ref bool source, Vector256<float> like) =>
        Vector256.GreaterThan(Native.Bytes(ref Unsafe.As<bool, byte>(ref source), like.AsInt32()), Vector256<int>.Zero).AsSingle();

    /// <summary>A mask of those among the first <paramref name="count"/> lanes whose bool is true. Memory past them is not touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadMask(ref bool source, nint count, Vector256<float> like) =>
        Vector256.GreaterThan(Native.Bytes(ref Unsafe.As<bool, byte>(ref source), count, like.AsInt32()), Vector256<int>.Zero).AsSingle();

    /// <summary>start, start + 1, start + 2, …; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Indices(int start, Vector256<int> like) => Vector256.Create(start) + Vector256<int>.Indices;

    /// <summary>start, start + 1, start + 2, … as floats, each rounded once; <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Positions(int start, Vector256<float> like) =>
        Vector256.ConvertToSingle(Indices(start, like.AsInt32()));

    /// <summary>The lower half of a mask, for the doubles of <see cref="Vector256.WidenLower(Vector256{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaskLower(Vector256<float> mask) => Vector256.WidenLower(mask.AsInt32()).AsDouble();

    /// <summary>The upper half of a mask, for the doubles of <see cref="Vector256.WidenUpper(Vector256{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MaskUpper(Vector256<float> mask) => Vector256.WidenUpper(mask.AsInt32()).AsDouble();

    private static Vector256<float> LoadEach(ref float source, nint count, Vector256<float> fill)
    {
        ref var lanes = ref Unsafe.As<Vector256<float>, float>(ref fill);
        for (nint lane = 0; lane < nint.Min(count, Vector256<float>.Count); lane++)
            Unsafe.Add(ref lanes, lane) = Unsafe.Add(ref source, lane);
        return fill;
    }
}
