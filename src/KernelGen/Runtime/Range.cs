using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>Where the anchors of a loop lie. A loop is compiled once for each, so that the usual case pays nothing for the rare one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRange
{
    /// <summary>Whether x is shifted before it is reduced.</summary>
    static abstract bool IsFar { get; }
}

/// <summary>Elements of ordinary size: x is reduced as it is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Near : IRange
{
    /// <inheritdoc/>
    public static bool IsFar => false;
}

/// <summary>Elements so large that the maximum is subtracted first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Far : IRange
{
    /// <inheritdoc/>
    public static bool IsFar => true;
}
