using System.ComponentModel;

namespace KernelGen.Runtime.Reproducible;

/// <summary>
/// <see cref="Runtime.VectorMath"/> with sixteen lanes and fused multiply-add on every processor, so that a kernel gives the same bits everywhere.
/// The build derives it from the same source.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath;

/// <summary><see cref="Runtime.Anchored"/> with the same bits everywhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Anchored;

/// <summary><see cref="Runtime.Pairs"/> with the same bits everywhere.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Pairs
{
    /// <inheritdoc cref="Runtime.Pairs.Empty"/>
    public const float Empty = Runtime.Pairs.Empty;
}
