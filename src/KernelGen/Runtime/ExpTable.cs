using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>
/// 2^(j/16) for j = 0 … 15 in the lanes of one vector, where an instruction finds sixteen lanes at once (Tang 1989, "Table-Driven
/// Implementation of the Exponential Function in IEEE Floating-Point Arithmetic"). What is left for the polynomial is sixteen times shorter,
/// so two terms do; and the table is in two parts, so that its rounding is not in the result.
/// </summary>
internal static class ExpTable
{
    /// <summary>The bits of 2^(j/16) less those of 1, and less j in its place above the other bits of the mantissa: what an exponent and j together are added to.</summary>
    public static Vector512<float> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0, -0x2553d, -0x46a3e, -0x63c2d, -0x7c810, -0x90ace, -0xa0129, -0xaa7c1, -0xafb0d, -0xaf75c, -0xa98d6, -0x9db74, -0x8bb03, -0x73321, -0x53f39, -0x2da83).AsSingle();
    }

    /// <summary>What 2^(j/16) is more than its float, relative to it.</summary>
    public static Vector512<float> Rest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0, 4.62854715e-08f, -1.19921575e-08f, 4.72978243e-08f, 3.19341815e-08f, 3.62105723e-08f, -3.09907193e-08f, -7.47521334e-09f,
            1.71142709e-08f, -3.04768335e-08f, 5.23333421e-09f, 6.10759177e-09f, -1.47196051e-08f, -5.25879518e-09f, -6.12825968e-09f, 5.14060927e-09f);
    }

    /// <summary>Of a table the lanes whose numbers are the low bits of <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Look(Vector512<float> table, Vector512<float> at) => Avx512F.PermuteVar16x32(table, at.AsInt32());

    /// <inheritdoc cref="Look(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512x4<float> Look(Vector512<float> table, Vector512x4<float> at) => new(Look(table, at.First), Look(table, at.Second), Look(table, at.Third), Look(table, at.Fourth));

    /// <summary>2^(j/16) as a float times a power of 2: the low bits of <paramref name="at"/> are j, and above it the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Power(Vector512<float> bits, Vector512<float> at) => (Look(bits, at).AsInt32() + (at.AsInt32() << 19)).AsSingle();

    /// <inheritdoc cref="Power(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512x4<float> Power(Vector512<float> bits, Vector512x4<float> at) => new(Power(bits, at.First), Power(bits, at.Second), Power(bits, at.Third), Power(bits, at.Fourth));
}
