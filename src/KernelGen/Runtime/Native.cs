using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>
/// The few operations that differ from one vector width to the next by more than a name: one overload a width,
/// an instruction where the processor has it, portable code where not.
/// </summary>
internal static unsafe partial class Native
{
    /// <summary>value · 2^n with one rounding; <paramref name="shifted"/> is n + 254 + 1.5·2^23, −150 ≤ n ≤ 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scale(Vector128<float> value, Vector128<float> n, Vector128<float> shifted)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Scale(value, n);
        var bits = shifted.AsInt32();
        var half = bits >>> 1;
        return value * (half << 23).AsSingle() * ((bits - half) << 23).AsSingle();
    }

    /// <inheritdoc cref="Scale(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> value, Vector256<float> n, Vector256<float> shifted)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Scale(value, n);
        var bits = shifted.AsInt32();
        var half = bits >>> 1;
        return value * (half << 23).AsSingle() * ((bits - half) << 23).AsSingle();
    }

    /// <inheritdoc cref="Scale(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> value, Vector512<float> n, Vector512<float> shifted)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(value, n);
        var bits = shifted.AsInt32();
        var half = bits >>> 1;
        return value * (half << 23).AsSingle() * ((bits - half) << 23).AsSingle();
    }

    /// <summary>Whether lanes can be loaded under a mask without touching the others' memory.</summary>
    public static bool HasMasks(Vector128<float> like) => Avx.IsSupported;

    /// <inheritdoc cref="HasMasks(Vector128{float})"/>
    public static bool HasMasks(Vector256<float> like) => Avx.IsSupported;

    /// <inheritdoc cref="HasMasks(Vector128{float})"/>
    public static bool HasMasks(Vector512<float> like) => Avx512F.IsSupported;

    /// <summary>The lanes of the mask from memory, the others from <paramref name="fill"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaskLoad(ref float source, Vector128<float> mask, Vector128<float> fill)
    {
        fixed (float* pinned = &source)
            return Avx512F.VL.IsSupported ? Avx512F.VL.MaskLoad(pinned, mask, fill) : Avx.BlendVariable(fill, Avx.MaskLoad(pinned, mask), mask);
    }

    /// <inheritdoc cref="MaskLoad(ref float, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaskLoad(ref float source, Vector256<float> mask, Vector256<float> fill)
    {
        fixed (float* pinned = &source)
            return Avx512F.VL.IsSupported ? Avx512F.VL.MaskLoad(pinned, mask, fill) : Avx.BlendVariable(fill, Avx.MaskLoad(pinned, mask), mask);
    }

    /// <inheritdoc cref="MaskLoad(ref float, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaskLoad(ref float source, Vector512<float> mask, Vector512<float> fill)
    {
        fixed (float* pinned = &source)
            return Avx512F.MaskLoad(pinned, mask, fill);
    }

    /// <summary>
    /// Stores the first lanes, as many as the mask has; none where <paramref name="count"/> is below 1. Where there are no mask registers, in
    /// pieces: the masked store of AVX is microcode on some processors, and what it has stored cannot be loaded before it has left the store buffer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(ref float destination, nint count, Vector128<float> mask, Vector128<float> value)
    {
        if (Avx512F.VL.IsSupported)
        {
            fixed (float* pinned = &destination) Avx512F.VL.MaskStore(pinned, mask, value);
            return;
        }
        if (count >= 4)
        {
            value.StoreUnsafe(ref destination);
            return;
        }
        if (count >= 2)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), value.AsUInt64().ToScalar());
            value = Vector128.Shuffle(value, Vector128.Create(2, 3, 2, 3));
            destination = ref Unsafe.Add(ref destination, 2);
            count -= 2;
        }
        if (count == 1) destination = value.ToScalar();
    }

    /// <inheritdoc cref="StoreFirst(ref float, nint, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(ref float destination, nint count, Vector256<float> mask, Vector256<float> value)
    {
        if (Avx512F.VL.IsSupported)
            fixed (float* pinned = &destination) Avx512F.VL.MaskStore(pinned, mask, value);
        else if (count >= 8) value.StoreUnsafe(ref destination);
        else
        {
            StoreFirst(ref destination, count, mask.GetLower(), value.GetLower());
            StoreFirst(ref Unsafe.Add(ref destination, 4), count - 4, mask.GetUpper(), value.GetUpper());
        }
    }

    /// <inheritdoc cref="StoreFirst(ref float, nint, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(ref float destination, nint count, Vector512<float> mask, Vector512<float> value)
    {
        if (Avx512F.IsSupported)
            fixed (float* pinned = &destination) Avx512F.MaskStore(pinned, mask, value);
        else
        {
            StoreFirst(ref destination, count, mask.GetLower(), value.GetLower());
            StoreFirst(ref Unsafe.Add(ref destination, 8), count - 8, mask.GetUpper(), value.GetUpper());
        }
    }

    /// <summary>The products of the even lanes, each of two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> MultiplyEven(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.Multiply(a, b) : (a.AsUInt64() & Vector128.Create(0xFFFFFFFFUL)) * (b.AsUInt64() & Vector128.Create(0xFFFFFFFFUL));

    /// <inheritdoc cref="MultiplyEven(Vector128{uint}, Vector128{uint})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> MultiplyEven(Vector256<uint> a, Vector256<uint> b) =>
        Avx2.IsSupported ? Avx2.Multiply(a, b) : (a.AsUInt64() & Vector256.Create(0xFFFFFFFFUL)) * (b.AsUInt64() & Vector256.Create(0xFFFFFFFFUL));

    /// <inheritdoc cref="MultiplyEven(Vector128{uint}, Vector128{uint})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> MultiplyEven(Vector512<uint> a, Vector512<uint> b) =>
        Avx512F.IsSupported ? Avx512F.Multiply(a, b) : (a.AsUInt64() & Vector512.Create(0xFFFFFFFFUL)) * (b.AsUInt64() & Vector512.Create(0xFFFFFFFFUL));

    /// <summary>The next bytes, one a lane; never a byte past the last lane's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Bytes(ref byte source, Vector128<int> like) =>
        Widened(Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref source)).AsByte(), like);

    /// <inheritdoc cref="Bytes(ref byte, Vector128{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Bytes(ref byte source, Vector256<int> like) =>
        Widened(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte(), like);

    /// <inheritdoc cref="Bytes(ref byte, Vector128{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Bytes(ref byte source, Vector512<int> like) => Widened(Vector128.LoadUnsafe(ref source), like);

    /// <summary>The first <paramref name="count"/> bytes, one a lane, then zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Bytes(ref byte source, nint count, Vector128<int> like) =>
        Widened(Vector128.CreateScalar(Few(ref source, count)).AsByte(), like);

    /// <inheritdoc cref="Bytes(ref byte, nint, Vector128{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Bytes(ref byte source, nint count, Vector256<int> like) =>
        Widened(Vector128.CreateScalar(Few(ref source, count)).AsByte(), like);

    /// <inheritdoc cref="Bytes(ref byte, nint, Vector128{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Bytes(ref byte source, nint count, Vector512<int> like)
    {
        var lower = Few(ref source, nint.Min(count, 8));
        var upper = count > 8 ? Few(ref Unsafe.Add(ref source, 8), count - 8) : 0;
        return Widened(Vector128.Create(lower, upper).AsByte(), like);
    }

    private static Vector128<int> Widened(Vector128<byte> bytes, Vector128<int> like) =>
        Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();

    private static Vector256<int> Widened(Vector128<byte> bytes, Vector256<int> like) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int32(bytes) : Vector256.WidenLower(Vector256.WidenLower(bytes.ToVector256())).AsInt32();

    private static Vector512<int> Widened(Vector128<byte> bytes, Vector512<int> like) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Int32(bytes) : Vector512.WidenLower(Vector512.WidenLower(bytes.ToVector256().ToVector512())).AsInt32();

    /// <summary>At most eight bytes in the low bytes of the result, by at most two loads that may overlap.</summary>
    private static ulong Few(ref byte source, nint count)
    {
        if (count >= 4)
            return Unsafe.ReadUnaligned<uint>(ref source)
                | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, count - 4)) << (int)(8 * (count - 4));
        if (count >= 2)
            return Unsafe.ReadUnaligned<ushort>(ref source)
                | (ulong)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, count - 2)) << (int)(8 * (count - 2));
        return count == 1 ? source : 0UL;
    }
}
