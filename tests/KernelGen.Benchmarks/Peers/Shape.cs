using System.Globalization;

namespace KernelGen.Benchmarks.Peers;

/// <summary>Rows of one length, one after the other in memory.</summary>
public readonly record struct Shape(int Rows, int Length)
{
    /// <summary>From around a register to far past every cache; then batches.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        .. new[] { 8, 64, 256, 1024, 4096, 32768, 128256, 1 << 20, 1 << 24 }.Select(length => new Shape(1, length)),
        new(512, 64), new(512, 1024), new(64, 32000),
    ];

    public int Elements => Rows * Length;

    /// <summary><c>4096</c>, or <c>512x64</c>.</summary>
    public static Shape Parse(string text)
    {
        int[] sides = [.. text.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
        return sides is [var rows, var length] ? new(rows, length) : new(1, sides.Single());
    }

    public override string ToString() => Rows == 1 ? Length.ToString(CultureInfo.InvariantCulture) : $"{Rows}x{Length}";
}
