using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>An anchor in every lane, and what else a loop of its exponentials needs.</summary>
/// <param name="anchor">The anchor.</param>
/// <param name="once">There is no loop: what is constant need not be kept in registers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly struct AnchorVector256(in Anchor anchor, bool once = false)
{
    internal readonly Vector256<float> Floor = Vector256.Create(anchor.Floor);
    internal readonly Vector256<float> Shift = Vector256.Create(anchor.Shift);
    internal readonly Vector256<float> Unit = Vector256.Create(anchor.Unit);
    internal readonly Vector256<float> PerUnit = Vector256.Create(1 / anchor.Unit);
#if TABLE_Vector256
    internal readonly ExpVector256 Terms = Avx512F.IsSupported ? new(kept: !once, ExpTable.Bits, ExpTable.Rest) : once ? ExpVector256.Literal : ExpVector256.Kept;
    internal readonly Vector256<float> Magic = Vector256.Create(Avx512F.IsSupported ? Whole + (16 * (anchor.Magic - Whole)) : anchor.Magic);

    /// <summary>The magic number that counts ones, not steps of the table.</summary>
    internal Vector256<float> Ones => Avx512F.IsSupported ? Vector256.MultiplyAddEstimate(Magic - Vector256.Create(Whole), Vector256.Create(1 / 16f), Vector256.Create(Whole)) : Magic;
#else
    internal readonly ExpVector256 Terms = once ? ExpVector256.Literal : ExpVector256.Kept;
    internal readonly Vector256<float> Magic = Vector256.Create(anchor.Magic);
    internal Vector256<float> Ones => Magic;
#endif

    // 1.5 · 2^23: consecutive floats near it are consecutive integers.
    private const float Whole = 12582912f;

    /// <summary>2^−N in every lane: 1 over the anchor. Far above 1 it has vanished.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256<float> One<TRange>() where TRange : struct, IRange
    {
        var one = (Vector256.MaxNative(Ones, Vector256.Create(Whole)).AsInt32() << 23).AsSingle();
        return TRange.IsFar ? Vector256.Equals(Shift, Vector256<float>.Zero) & one : one;
    }
}
