namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Exponents that are computed and are no floats themselves: the exponentials' shares are numbers all the same.</summary>
public class FarExponentTests
{
    // The largest is beyond all floats and all others: its share is 1.
    private const int Largest = 5;

    [Theory]
    [InlineData("x / z")]
    [InlineData("-(x / -z)")]
    [InlineData("x * w / z")]
    [InlineData("x * a * a")]
    [InlineData("Max(x / z, w)")]
    [InlineData("x / z + w")]
    [InlineData("Select(keep, x / z, w)")]
    public void The_largest_takes_all(string exponent)
    {
        string[] options = [.. from algorithm in new[] { "Auto", "Reload", "Online", "TwoPass" } from width in new[] { "Widest", "Scalar" } select $"Algorithm = Algorithm.{algorithm}, Width = VectorWidth.{width}"];
        var runner = new CaseRunner(options.Select((o, i) => new Case($"static Row Shares{i}(Row x, Row z, Row w, Scalar a, Mask keep) {{ var e = Exp({exponent}); return e / Sum(e); }}", o)));
        foreach (int length in new[] { 6, 16, 100 })
        {
            double[] expected = [.. Enumerable.Range(0, length).Select(i => i == Largest ? 1.0 : 0)];
            Assert.Equal(expected, Shares(runner.Reference("Shares0"), length));
            for (int i = 0; i < options.Length; i++) Assert.Equal(expected, Shares(runner.Kernel($"Shares{i}"), length));
        }
    }

    private static double[] Shares(CaseRunner.Evaluation evaluation, int length)
    {
        var random = new Random(length);
        float[] row(float scale) => [.. Enumerable.Range(0, length).Select(i => (i == Largest ? 4 : 1 + random.NextSingle()) * scale)];
        return evaluation(row(1e30f), [.. row(1).Select(v => 1e-20f / v)], row(1), 1e10f, 0, 0, [.. Enumerable.Repeat(true, length)])[0];
    }
}
