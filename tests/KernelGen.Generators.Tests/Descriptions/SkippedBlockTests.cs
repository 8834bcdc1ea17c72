namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Where the largest elements are sought, a block whose maximum is below what is known of them is not looked at again. A NaN in it counts all the same.</summary>
public class SkippedBlockTests
{
    private const int Length = 20_000;

    private static readonly Lazy<CaseRunner> Runner = new(() => new CaseRunner([new("static (Row Shares, Row Where) Largest(Row x) => (Exp(TopK(x, 3).Values) / Sum(Exp(x)), 1.0 * TopK(x, 3).Indices);")]));

    [Theory, InlineData(0), InlineData(4095), InlineData(4096), InlineData(12_345), InlineData(Length - 1)]
    public void The_largest_are_found_wherever_they_are(int at)
    {
        var x = Row();
        x[at] = 12;
        double[][] expected = Run(Runner.Value.Reference("Largest"), x), actual = Run(Runner.Value.Kernel("Largest"), x);
        for (int i = 0; i < 3; i++) Assert.Equal(expected[0][i], actual[0][i], 1e-5 * expected[0][i]);
        Assert.Equal(expected[1], actual[1]);
    }

    /// <summary>Vectors are compared four at a time, in whichever of them it is; the row of one block has no block to skip.</summary>
    [Theory, InlineData(0, Length), InlineData(9_000, Length), InlineData(Length - 64, Length), InlineData(2_000, 4_000)]
    public void A_NaN_is_not_passed_over(int from, int length)
    {
        var kernel = Runner.Value.Kernel("Largest");
        for (int at = from; at < from + 64; at++)
        {
            var x = Row()[..length];
            x[at] = at % 2 == 0 ? float.NaN : -float.NaN;
            double[][] actual = Run(kernel, x);
            Assert.Equal([double.NaN, double.NaN, double.NaN], actual[0]);
            Assert.Equal([-1.0, -1, -1], actual[1]);
        }
    }

    // The first block has elements above all others.
    private static float[] Row()
    {
        var random = new Random(31);
        return [.. Enumerable.Range(0, Length).Select(i => i is 7 or 70 or 700 ? 10 + random.NextSingle() : random.NextSingle())];
    }

    private static double[][] Run(CaseRunner.Evaluation evaluation, float[] x) => [.. evaluation(x, x, x, 0, 0, 0, []).Select(row => row[..3])];
}
