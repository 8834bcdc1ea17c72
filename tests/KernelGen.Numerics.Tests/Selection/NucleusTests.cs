using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>The nucleus of a row by every algorithm and at every width, against a sort; and of rows that have none.</summary>
public partial class NucleusTests
{
    private delegate void Weigh(ReadOnlySpan<float> x, float topP, Span<float> y);

    private static readonly (string Name, Weigh Kernel)[] Kernels =
        [("auto", TopP), ("512", TopP512), ("256", TopP256), ("128", TopP128), ("scalar", TopPScalar), ("online", TopPOnline), ("two passes", TopPTwoPass), ("reproducible", TopPReproducible)];

    [Kernel] private static partial void TopP(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Width = VectorWidth.Bits512)] private static partial void TopP512(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Width = VectorWidth.Bits256)] private static partial void TopP256(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Width = VectorWidth.Bits128)] private static partial void TopP128(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Width = VectorWidth.Scalar)] private static partial void TopPScalar(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Algorithm = Algorithm.Online)] private static partial void TopPOnline(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Algorithm = Algorithm.TwoPass)] private static partial void TopPTwoPass(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel(nameof(Normalizers.TopP), Reproducible = true)] private static partial void TopPReproducible(ReadOnlySpan<float> x, float topP, Span<float> y);
    [Kernel] private static partial void MinP(ReadOnlySpan<float> x, float minP, Span<float> y);
    [Kernel] private static partial int SampleTopP(ReadOnlySpan<float> x, float temperature, float topP, int seed);
    [Kernel] private static partial double Smallest(ReadOnlySpan<float> x, float share);
    private static Scalar Smallest(Row x, Scalar share) => Nucleus(x, share);

    public static TheoryData<string> Rows => ["logits", "flat", "peaked", "ties", "equal", "ascending", "descending", "masked", "far", "high"];

    private static float[] Row(string kind, int n)
    {
        var random = new Random(17);
        float Uniform() => (float)random.NextDouble();
        return kind switch
        {
            "logits" => [.. Enumerable.Range(0, n).Select(_ => 12 * Uniform() - 6)],
            "flat" => [.. Enumerable.Range(0, n).Select(_ => 0.01f * Uniform())],
            "peaked" => [.. Enumerable.Range(0, n).Select(i => i == n / 2 ? 30 : Uniform())],
            "ties" => [.. Enumerable.Range(0, n).Select(_ => (float)random.Next(4))],
            "equal" => [.. Enumerable.Repeat(-3f, n)],
            "ascending" => [.. Enumerable.Range(0, n).Select(i => 10f * i / n)],
            "descending" => [.. Enumerable.Range(0, n).Select(i => -10f * i / n)],
            "masked" => [.. Enumerable.Range(0, n).Select(i => i % 3 != 1 ? float.NegativeInfinity : 8 * Uniform())],
            "far" => [.. Enumerable.Range(0, n).Select(_ => 1e30f * Uniform())],
            _ => [.. Enumerable.Range(0, n).Select(_ => 1e4f + 8 * Uniform())],
        };
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_fewest_that_reach_the_share_are_kept(string kind)
    {
        foreach (var n in new[] { 2, 3, 17, 130, 1500, 40_000 })
            foreach (var p in new[] { 1e-6f, 0.1f, 0.5f, 0.9f, 0.99f })
            {
                var x = Row(kind, n);
                double max = x.Max(), all = x.Sum(v => Math.Exp(v - max));
                foreach (var (name, kernel) in Kernels)
                {
                    var y = new float[n];
                    kernel(x, p, y);
                    var least = Enumerable.Range(0, n).Where(i => y[i] > 0).Min(i => x[i]);
                    double above = x.Where(v => v > least).Sum(v => Math.Exp(v - max)), kept = x.Where(v => v >= least).Sum(v => Math.Exp(v - max));
                    // The share is a float, and so is each exponential.
                    Assert.True(kept >= (p - 1e-5) * all && above <= (p + 1e-5) * all, $"{name}, n = {n}, p = {p}: {above / all} … {kept / all}");
                    for (var i = 0; i < n; i++)
                    {
                        double expected = x[i] >= least ? Math.Exp(x[i] - max) / kept : 0;
                        Assert.True(Math.Abs(y[i] - expected) <= 2e-6 * expected + 1e-40, $"{name}, n = {n}, p = {p}, {i}: {y[i]}, not {expected}");
                    }
                }
            }
    }

    [Fact]
    public void Shares_at_the_edges()
    {
        float[] x = [1, 3, float.NegativeInfinity, 3, 2], y = new float[5];
        foreach (var (name, kernel) in Kernels)
        {
            foreach (var all in new[] { 1f, 2f, float.PositiveInfinity })
            {
                kernel(x, all, y);
                Assert.True(y[0] > 0 && y[4] > 0 && y[2] == 0, name);
            }
            foreach (var none in new[] { 0f, -1f })
            {
                kernel(x, none, y);
                Assert.Equal([0, 0.5f, 0, 0.5f, 0], y);
            }
            kernel(x, float.NaN, y);
            kernel([float.NaN, 1, 2, 3, 4], 0.5f, y);
            Assert.All(y, w => Assert.Equal(float.NaN, w));
            kernel([1, 2, float.PositiveInfinity, 3, 4], 0.5f, y);
            Assert.Contains(float.NaN, y);
            kernel([float.NegativeInfinity, float.NegativeInfinity], 0.5f, y);
            Assert.Equal([0, 0], y[..2]);
            kernel([], 0.5f, []);
            kernel([7], 0.5f, y);
            Assert.Equal(1, y[0]);
        }
    }

    [Theory]
    [InlineData(0.5f, 3f), InlineData(0.85f, 2f), InlineData(0.99f, 1f), InlineData(1f, float.NegativeInfinity), InlineData(0f, 3f)]
    public void The_smallest_of_the_nucleus(float share, float expected)
    {
        float[] x = [1, 3, float.NegativeInfinity, 3, 2, 1];
        Assert.Equal(expected, Smallest(x, share));
        Assert.Equal(expected, (double)Nucleus(x, share));
        Assert.Equal(double.PositiveInfinity, Smallest([], 0.5f));
        Assert.Equal(double.PositiveInfinity, (double)Nucleus((Row)Array.Empty<float>(), 0.5));
    }

    [Fact]
    public void What_is_kept_outgrows_its_room()
    {
        foreach (var kind in new[] { "logits", "flat", "ties", "ascending" })
            foreach (var n in new[] { 1, 10, 3000, 20_000 })
            {
                var x = Row(kind, n);
                var t = Math.Log(0.7 * x.Sum(v => Math.Exp(v)));
                var nucleus = new KernelGen.Runtime.Nucleus(t, new float[64]);
                foreach (var v in x) nucleus.Add(v);
                nucleus.Finish();
                double mass = 0;
                var expected = x.OrderDescending().First(v => (mass += Math.Exp(v)) >= Math.Exp(t) * (1 - 1e-12));
                Assert.Equal(expected, nucleus.Value, kind is "flat" ? 1e-5 : 1e-2);
            }
    }

    [Fact]
    public void Min_p_keeps_what_is_near_the_largest()
    {
        float[] x = [0, 2, 1.9f, -5, 2], y = new float[5];
        MinP(x, 0.5f, y);
        Assert.Equal(0, y[0] + y[3]);
        Assert.Equal(1, y.Sum(), 1e-6);
        Assert.Equal(Math.Exp(-0.1), y[2] / y[1], 1e-6);
        MinP(x, 0, y);
        Assert.DoesNotContain(0f, y);
        MinP([1, float.NaN], 0.5f, y);
        Assert.Equal([float.NaN, float.NaN], y[..2]);
    }

    [Fact]
    public void Samples_are_of_the_nucleus_in_its_proportions()
    {
        float[] x = [0, 1, 2, 3, -1, 2.5f], p = new float[6];
        var counts = new int[6];
        TopP([.. x.Select(v => v / 0.8f)], 0.8f, p);
        const int Draws = 20_000;
        for (var seed = 0; seed < Draws; seed++) counts[SampleTopP(x, 0.8f, 0.8f, seed)]++;
        for (var i = 0; i < 6; i++) Assert.Equal(p[i], counts[i] / (double)Draws, 5 * Math.Sqrt(0.25 / Draws));
        Assert.All(Enumerable.Range(0, 6).Where(i => p[i] == 0), i => Assert.Equal(0, counts[i]));
    }
}
