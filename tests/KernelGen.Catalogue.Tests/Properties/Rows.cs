using FsCheck;
using FsCheck.Fluent;
using KernelGen.Catalogue.Tests.Infrastructure;

namespace KernelGen.Catalogue.Tests.Properties;

/// <summary>Random inputs of any length up to a few vectors and a half, and the same run of them at each test.</summary>
static class Rows
{
    static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(2026, 41);

    public static void ForAll(CatalogueKernel kernel, Action<Inputs, int> property) => ForAll(kernel, RowKind.Ordinary, property);

    /// <summary>Checks a property of inputs and a number from 1 to 1000.</summary>
    public static void ForAll(CatalogueKernel kernel, RowKind kind, Action<Inputs, int> property)
    {
        var draws = from length in Gen.Choose(1, 150) from seed in Gen.Choose(0, 1_000_000) from number in Gen.Choose(1, 1000) select (length, seed, number);
        Prop.ForAll(Arb.From(draws), draw => property(OnGrid(Samples.Of(kernel, kind, draw.length, draw.seed)), draw.number)).Check(Seeded);
    }

    // Multiples of 2^−8: sums with whole numbers are exact.
    static Inputs OnGrid(Inputs inputs) => inputs with
    {
        Values = inputs.Values.ToDictionary(p => p.Key, p => p.Value is float[] row ? Array.ConvertAll(row, v => MathF.Round(v * 256) / 256) : p.Value),
    };

    public static Inputs Map(this Inputs inputs, Func<string, bool> which, Func<float, float> f) => inputs with
    {
        Values = inputs.Values.ToDictionary(p => p.Key, p => !which(p.Key) ? p.Value : p.Value is float[] row ? Array.ConvertAll(row, v => f(v)) : p.Value is float number ? f(number) : p.Value),
    };

    /// <summary>A part of every row; a position must lie inside it.</summary>
    public static Inputs Part(this Inputs inputs, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(inputs.Length);
        return new(length, inputs.Values.ToDictionary(p => p.Key, p => p.Value switch { float[] row => row[range], bool[] mask => mask[range], int position => position - offset, var other => other }));
    }

    public static void Close(double[][] expected, double[][] actual, double relative, double absolute)
    {
        for (var r = 0; r < expected.Length; r++)
            for (var i = 0; i < expected[r].Length; i++)
                Assert.True(expected[r][i].Equals(actual[r][i]) || Math.Abs(expected[r][i] - actual[r][i]) <= (relative * Math.Abs(expected[r][i])) + absolute, $"result {r}[{i}]: {expected[r][i]:R} and {actual[r][i]:R}");
    }
}
