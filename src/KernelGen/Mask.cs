namespace KernelGen;

/// <summary>
/// True or false at every position of a row: a comparison of rows, or a span of bool of the kernel. Shape: one value per position.
/// </summary>
public sealed class Mask
{
    internal Mask(Lanes<bool> lanes) => Lanes = lanes;

    internal Lanes<bool> Lanes { get; }

    internal bool[] Items => Lanes.Items;

    /// <summary>A mask that holds <paramref name="values"/>.</summary>
    public static Mask Of(ReadOnlySpan<bool> values) => new(new Lanes<bool>(values.ToArray()));

    /// <summary>A mask that holds <paramref name="values"/>.</summary>
    public static implicit operator Mask(bool[] values) => Of(values);

    /// <summary>Where the mask is false.</summary>
    public static Mask operator !(Mask mask) => new(mask.Lanes.Map(item => !item));

    /// <summary>Where both masks are true.</summary>
    public static Mask operator &(Mask a, Mask b) => new(Lanes<bool>.Zip(a.Lanes, b.Lanes, (x, y) => x & y));

    /// <summary>Where either mask is true.</summary>
    public static Mask operator |(Mask a, Mask b) => new(Lanes<bool>.Zip(a.Lanes, b.Lanes, (x, y) => x | y));

    /// <summary>Where exactly one mask is true.</summary>
    public static Mask operator ^(Mask a, Mask b) => new(Lanes<bool>.Zip(a.Lanes, b.Lanes, (x, y) => x ^ y));

    /// <summary>The values.</summary>
    public bool[] ToArray() => [.. Items];

    /// <summary>The first values, for a debugger.</summary>
    public override string ToString() => Lanes.ToString();
}
