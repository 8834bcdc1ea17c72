namespace KernelGen.Generators.Tests.Algebra;

/// <summary>Values for the leaves of random expressions: rows x, y, w (w positive), a mask keep, scalars a (positive) and b, a position k.</summary>
internal sealed record Inputs(int Length, IReadOnlyDictionary<string, double[]> Rows, IReadOnlyDictionary<string, double> Scalars)
{
    /// <param name="magnitude">Elements of x and y lie within ± this.</param>
    public static Inputs Random(Random random, int length, double magnitude)
    {
        double[] row(Func<double> element) => [.. Enumerable.Range(0, length).Select(_ => element())];
        double any() => ((random.NextDouble() * 2) - 1) * magnitude;
        return new(
            length,
            new Dictionary<string, double[]> { ["x"] = row(any), ["y"] = row(any), ["w"] = row(() => 0.1 + random.NextDouble()), ["keep"] = row(() => random.Next(4) > 0 ? 1 : 0) },
            new Dictionary<string, double> { ["a"] = 0.2 + (random.NextDouble() * 2), ["b"] = (random.NextDouble() * 4) - 2, ["k"] = random.Next(length) });
    }

    /// <summary>The part of every row from <paramref name="start"/> on.</summary>
    public Inputs Slice(int start, int count) => this with { Length = count, Rows = Rows.ToDictionary(r => r.Key, r => r.Value[start..(start + count)]) };
}
