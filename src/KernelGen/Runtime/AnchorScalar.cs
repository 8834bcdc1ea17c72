using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>Exponentials over an <see cref="Anchor"/>, for every width and for one element.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Anchored;

/// <summary>An anchor, for one element at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AnchorScalar(in Anchor anchor)
{
    internal readonly float Floor = anchor.Floor;
    internal readonly float Shift = anchor.Shift;
    internal readonly float Unit = anchor.Unit;
    internal readonly int Exponent = anchor.Exponent;
    internal readonly bool IsEmpty = anchor.IsEmpty;
}
