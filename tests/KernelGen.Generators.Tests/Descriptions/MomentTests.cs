namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Moments of a row of several blocks: each is taken about a center of its own block, and moved when the blocks merge.</summary>
public class MomentTests
{
    private static readonly string[] All =
    [
        "Mean(Pow(x - Mean(x), 2.0))",
        "Mean(Pow(x - Mean(x), 3.0))",
        "Mean(Pow(x - Mean(x), 4.0))",
        "Mean((x - Mean(x)) * (z - Mean(z)))",
        "Sum(Exp(x) * Pow(x - Max(x), 2.0)) / Sum(Exp(x))",
        "Sum(Exp(x) * Pow(x - Sum(Exp(x) * x) / Sum(Exp(x)), 2.0)) / Sum(Exp(x))",
    ];

    // Blocks of a rising row differ in their means and in their largest elements.
    [Theory, InlineData(1), InlineData(-1), InlineData(0)]
    public void Of_blocks_they_merge_into_those_of_the_row(int slope)
    {
        string[] algorithms = ["Auto", "Online", "Reload", "ThreePass"];
        var runner = new CaseRunner(All.SelectMany((e, i) => algorithms.Select(a => new Case($"static Scalar {a}{i}(Row x, Row z) => {e};", $"Algorithm = Algorithm.{a}"))));
        foreach (int length in new[] { 100, 5000, 10_000 })
        {
            var random = new Random(length);
            // Skewed, for the third moment not to be 0.
            float[] x = Row(slope), z = Row(-1);
            float[] Row(int by) => [.. Enumerable.Range(0, length).Select(i => (by * 6f * i / length) + (random.NextSingle() * random.NextSingle() * random.NextSingle()))];
            double Of(CaseRunner.Evaluation evaluation) => evaluation(x, z, x, 0, 0, 0, [])[0][0];
            Assert.All(All, (e, i) =>
            {
                double expected = Of(runner.Reference($"Auto{i}"));
                Assert.All(algorithms, a => Assert.Equal(1, Of(runner.Kernel($"{a}{i}")) / expected, 1e-4));
            });
        }
    }
}
