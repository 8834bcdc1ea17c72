using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

/// <summary>An anchor in every lane, and what else a loop of its exponentials needs.</summary>
/// <param name="anchor">The anchor.</param>
/// <param name="once">There is no loop: what is constant need not be kept in registers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AnchorVector256(in Anchor anchor, bool once = false)
{
    internal readonly Vector256<float> Floor = Vector256.Create(anchor.Floor);
    internal readonly Vector256<float> Magic = Vector256.Create(anchor.Magic);
    internal readonly Vector256<float> Shift = Vector256.Create(anchor.Shift);
    internal readonly Vector256<float> Unit = Vector256.Create(anchor.Unit);
    internal readonly Vector256<float> PerUnit = Vector256.Create(1 / anchor.Unit);
    internal readonly ExpVector256 Terms = once ? ExpVector256.Literal : ExpVector256.Kept;

    /// <summary>2^−N in every lane: 1 over the anchor. Far above 1 it has vanished.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256<float> One<TRange>() where TRange : struct, IRange
    {
        var one = (Vector256.MaxNative(Magic, Vector256.Create(12582912f)).AsInt32() << 23).AsSingle();
        return TRange.IsFar ? Vector256.Equals(Shift, Vector256<float>.Zero) & one : one;
    }
}
