using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>Noise and what is sampled with it.</summary>
public class SamplingTests
{
    // Salmon et al. 2011: known answers of philox2x32, ten rounds (counter, key, words).
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0xff1dae59u, 0x6cd10df2u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0x2c3f628bu, 0xab4fd7adu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0xdd7ce038u, 0xf62a4c12u)]
    public void The_generator_gives_its_published_words(uint low, uint high, uint key, uint first, uint second)
    {
        ulong seed = (ulong)high << 32 | key;
        Assert.Equal((first, second), KernelGen.Runtime.Noise.Words(low, seed));
        var words = KernelGen.Runtime.Noise.Words(System.Runtime.Intrinsics.Vector256.Create((int)low), seed);
        Assert.Equal((first, second), (words.First[5], words.Second[2]));
        Assert.Equal((first, second), (KernelGen.Runtime.Noise.Words(System.Runtime.Intrinsics.Vector512.Create((int)low), seed).First[9], KernelGen.Runtime.Noise.Words(System.Runtime.Intrinsics.Vector128.Create((int)low), seed).Second[3]));
    }

    [Fact]
    public void Noise_is_the_same_at_every_width()
    {
        float[] zeros = new float[4500];
        foreach (int seed in new[] { 0, 1, -1, int.MaxValue })
        {
            float[] expected = ((Row)zeros + RowMath.Gumbel(seed)).ToFloatArray();
            foreach (var chooser in Chooser.All)
            {
                int best = Array.IndexOf(expected, expected.Max());
                Assert.True(best == chooser.GumbelMax(zeros, seed), $"{chooser}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Uniform_numbers_are_uniform_and_normal_ones_normal()
    {
        const int n = 200_000;
        Row zeros = new float[n];
        double[] u = (zeros + RowMath.Uniform(7)).ToArray(), z = (zeros + RowMath.Normal(7)).ToArray(), g = (zeros + RowMath.Gumbel(7)).ToArray();
        Assert.All(u, v => Assert.InRange(v, double.Epsilon, 0.99999995));
        var cells = new int[100];
        foreach (var v in u) cells[(int)(v * 100)]++;
        Assert.InRange(ChiSquare(cells, [.. Enumerable.Repeat(0.01, 100)]), 40, 190);
        // Mean and variance within five standard errors.
        Assert.InRange(z.Average(), -0.012, 0.012);
        Assert.InRange(z.Average(v => v * v), 0.98, 1.02);
        Assert.InRange(g.Average(), 0.5772 - 0.015, 0.5772 + 0.015);
        Assert.NotEqual(u[0], (zeros + RowMath.Uniform(8)).ToArray()[0]);
    }

    [Fact]
    public void The_largest_of_logit_and_noise_is_a_sample_of_the_softmax()
    {
        float[] x = [1, 2, 0.5f, -1, 3, 0, 2.5f];
        var counts = new int[x.Length];
        for (int seed = 0; seed < 20_000; seed++) counts[Chooser.All[0].GumbelMax(x, seed)]++;
        // Six degrees of freedom: above 22.5 once in a thousand.
        Assert.InRange(ChiSquare(counts, Sorted.Softmax([.. x.Select(v => (double)v)])), 0, 22.5);
    }

    [Fact]
    public void A_token_is_a_sample_of_the_nucleus()
    {
        float[] x = [.. ChoosingTests.Row("random", 300).Select(v => v / 4)];
        var p = Sorted.Nucleus([.. x.Select(v => (double)v)], 0.8, 40, 0.7, 0.05);
        Assert.InRange(p.Count(v => v > 0), 5, 39);
        foreach (var chooser in Chooser.All.Where(c => c.Algorithm == Algorithm.Auto))
        {
            var counts = new int[x.Length];
            for (int seed = 0; seed < 4000; seed++) counts[chooser.SampleToken(x, 0.8f, 40, 0.7f, 0.05f, seed)]++;
            for (int i = 0; i < x.Length; i++) Assert.True(p[i] > 0 || counts[i] == 0, $"{chooser}: {i} is outside of the nucleus");
            Assert.InRange(ChiSquare([.. counts.Where((_, i) => p[i] > 0)], [.. p.Where(v => v > 0)]), 0, 80);
        }
    }

    [Fact]
    public void Every_target_draws_the_same_tokens()
    {
        foreach (int n in new[] { 1, 50, 5000 })
            for (int seed = 0; seed < 40; seed++)
            {
                var x = ChoosingTests.Row("random", n);
                int token = (int)(double)Normalizers.SampleToken(x, 0.8, 40, 0.9, 0.02, seed);
                foreach (var chooser in Chooser.All) Assert.Equal(token, chooser.SampleToken(x, 0.8f, 40, 0.9f, 0.02f, seed));
            }
    }

    [Fact]
    public void A_relaxed_sample_sums_to_one_and_is_largest_at_the_sample()
    {
        foreach (var chooser in Chooser.All)
            foreach (int n in new[] { 1, 17, 300, 5000 })
            {
                var (x, y) = (ChoosingTests.Row("random", n), new float[n]);
                chooser.GumbelSoftmax(x, 0.5f, 3, y);
                Assert.Equal(1, y.Sum(v => (double)v), 1e-5);
                Assert.Equal(chooser.GumbelMax(x, 3), Array.IndexOf(y, y.Max()));
            }
    }

    [Fact]
    public void Nothing_is_sampled_of_what_is_not_there()
    {
        foreach (var chooser in Chooser.All)
        {
            Assert.Equal(-1, chooser.SampleToken([], 1, 5, 1, 0, 1));
            Assert.Equal(-1, chooser.SampleToken([1, float.NaN], 1, 5, 1, 0, 1));
            Assert.Equal(-1, chooser.GumbelMax([1, float.NaN], 1));
            Assert.Throws<ArgumentOutOfRangeException>("k", () => chooser.SampleToken([1], 1, -1, 1, 0, 1));
        }
    }

    static double ChiSquare(int[] counts, double[] p)
    {
        double n = counts.Sum();
        return counts.Zip(p, (count, q) => (count - (n * q)) * (count - (n * q)) / (n * q)).Sum();
    }
}
