using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>Where a loop stores, if it does. It is compiled once for each.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWrite
{
    /// <summary>Whether anything is stored.</summary>
    static abstract bool IsStored { get; }

    /// <summary>Whether what is stored goes past the caches.</summary>
    static abstract bool IsPast { get; }
}

/// <summary>To the caches, as any store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Cached : IWrite
{
    /// <inheritdoc/>
    public static bool IsStored => true;

    /// <inheritdoc/>
    public static bool IsPast => false;
}

/// <summary>Past the caches: more is written than they hold.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Uncached : IWrite
{
    /// <inheritdoc/>
    public static bool IsStored => true;

    /// <inheritdoc/>
    public static bool IsPast => true;
}

/// <summary>Nowhere: what the loop would keep is taken a second time, once its scale is known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Unstored : IWrite
{
    /// <inheritdoc/>
    public static bool IsStored => false;

    /// <inheritdoc/>
    public static bool IsPast => false;
}
