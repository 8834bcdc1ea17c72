namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>A row so long that what is written goes past the caches is written whole, wherever it starts.</summary>
public class PastCachesTests
{
    [Fact]
    public void Every_element_is_written()
    {
        var runner = new CaseRunner([new("static Row Shifted(Row x, Scalar a) => x + a;")]);
        var random = new Random(11);
        foreach (int more in new[] { 0, 1, 6, 77 })
        {
            // Twice what the caches are taken to hold; the results are arrays of their own, that start anywhere between two vectors.
            float[] x = [.. Enumerable.Range(0, (1 << 22) + more).Select(_ => 1 + random.NextSingle())];
            double[] actual = runner.Kernel("Shifted")(x, x, x, 1, 0, 0, [])[0];
            Assert.Equal(-1, Array.FindIndex(actual, v => v is < 2 or > 3));
            Assert.All(new[] { 0, 1, 15, 16, x.Length - 1 }, i => Assert.Equal((double)(x[i] + 1), actual[i]));
        }
    }
}
