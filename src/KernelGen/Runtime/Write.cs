using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>Where a loop stores. It is compiled once for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWrite
{
    /// <summary>Whether what is stored goes past the caches.</summary>
    static abstract bool IsPast { get; }
}

/// <summary>To the caches, as any store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Cached : IWrite
{
    /// <inheritdoc/>
    public static bool IsPast => false;
}

/// <summary>Past the caches: more is written than they hold.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Uncached : IWrite
{
    /// <inheritdoc/>
    public static bool IsPast => true;
}
