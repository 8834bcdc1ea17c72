using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>The constants of e^x = 2^n · e^t in every lane: those of the reduction t = x − n·ln 2, and those of the polynomial.</summary>
internal readonly struct ExpVector256
{
    internal readonly Vector256<float> Log2E, Ln2High, Ln2Low, Q4, Q3, Q2, Q1, Q0, One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ExpVector256(bool kept)
    {
        // With fused multiply-add t is right for any n below 2^21; without it trailing zeros make it so below 2^10.
        bool fused = Fma.IsSupported || AdvSimd.IsSupported;
        Log2E = Lanes(kept, 1.44269504f);
        Ln2High = Lanes(kept, fused ? -0.693147182f : -0.693359375f);
        Ln2Low = Lanes(kept, fused ? 1.9046542e-9f : 2.1219444e-4f);
        Q4 = Lanes(kept, 0.00138389051f);
        Q3 = Lanes(kept, 0.00836919248f);
        Q2 = Lanes(kept, 0.0416681021f);
        Q1 = Lanes(kept, 0.166665167f);
        Q0 = Lanes(kept, 0.49999994f);
        One = Lanes(kept, 1f);
    }

#if TABLE_Vector256
    internal readonly Vector256<float> Bits, Rest;

    /// <summary>With <see cref="ExpTable"/>: n counts sixteenths, and Q has two terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ExpVector256(bool kept, Vector256<float> bits, Vector256<float> rest)
    {
        Log2E = Lanes(kept, 16 * 1.44269504f);
        Ln2High = Lanes(kept, -0.693147182f / 16);
        Ln2Low = Lanes(kept, 1.9046542e-9f / 16);
        Q1 = Lanes(kept, 0.166667208f);
        Q0 = Lanes(kept, 0.500017166f);
        One = Lanes(kept, 1f);
        Bits = bits;
        Rest = rest;
    }
#endif

    /// <summary>For a loop: loaded once, before it.</summary>
    internal static ExpVector256 Kept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(kept: true);
    }

    /// <summary>Each where it is needed, as an operand of the instruction.</summary>
    internal static ExpVector256 Literal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(kept: false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Lanes(bool kept, float value) => Vector256.Create(kept ? Unseen(value) : value);

    // The just-in-time compiler does not keep what it knows to be constant in a register: it loads it again in every round of a loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Unseen(float constant) => Volatile.Read(ref constant);
}
