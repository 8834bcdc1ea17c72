using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Batches;

/// <summary>Several threads at one call: the same bits whatever their number, and as near to the truth as one.</summary>
public class ParallelTests
{
    // The cost table's limit, lengths beside it, such as have a last part of one element, of a block, and of all but one, and one that is not kept.
    const int From = 1 << 17;

    static readonly int[] Lengths = [From, From + 1, From + 4097, From + (1 << 15) - 1, 1_000_003, 3_200_003];
    static readonly int[] Threads = [1, 2, 3, 8];

    readonly Random random = new(20261122);

    delegate void Weights(ReadOnlySpan<float> x, Span<float> y);

    static (string Name, Weights Parallel, Weights Alone)[] Kernels =>
    [
        ("Softmax", ParallelKernels.Softmax, ParallelKernels.SoftmaxAlone),
        ("by Reload", ParallelKernels.SoftmaxByReload, ParallelKernels.SoftmaxAlone),
        ("by TwoPass", ParallelKernels.SoftmaxByTwoPass, ParallelKernels.SoftmaxAlone),
        ("by ThreePass", ParallelKernels.SoftmaxByThreePass, ParallelKernels.SoftmaxAlone),
        ("Reproducible", ParallelKernels.SoftmaxReproducible, ParallelKernels.SoftmaxAlone),
        ("AdaptiveTemperature", ParallelKernels.AdaptiveTemperature, ParallelKernels.AdaptiveTemperatureAlone),
        ("MaskedSoftmax", (x, y) => ParallelKernels.MaskedSoftmax(x, Mask(x.Length), y), (x, y) => ParallelKernels.MaskedSoftmaxAlone(x, Mask(x.Length), y)),
        ("Summary", (x, y) => Summary(ParallelKernels.Summary, x, y), (x, y) => Summary(ParallelKernels.SummaryAlone, x, y)),
        ("Norm", (x, y) => y.Fill(ParallelKernels.Norm(x)), (x, y) => y.Fill(ParallelKernels.NormAlone(x))),
        ("Kept", (x, y) => Kept(ParallelKernels.Kept, x, y), (x, y) => Kept(ParallelKernels.KeptAlone, x, y)),
        ("Top", (x, y) => Top(ParallelKernels.Top, x, y), (x, y) => Top(ParallelKernels.TopAlone, x, y)),
        ("Best", (x, y) => Best(ParallelKernels.Best, x, y), (x, y) => Best(ParallelKernels.BestAlone, x, y)),
        ("Sparsemax", ParallelKernels.Sparsemax, ParallelKernels.SparsemaxAlone),
    ];

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_bits_do_not_depend_on_the_number_of_threads(string name)
    {
        var (_, parallel, alone) = Kernels.Single(k => k.Name == name);
        foreach (var n in Lengths)
        {
            float[] x = Logits(n), expected = new float[n], one = new float[n], y = new float[n];
            alone(x, expected);
            On(1, () => parallel(x, one));
            for (var i = 0; i < n; i++) Assert.True(Math.Abs(one[i] - expected[i]) <= 5e-7f * Math.Abs(expected[i]), $"{name}, n = {n}, at {i}: {one[i]}, alone {expected[i]}");
            foreach (var threads in Threads)
            {
                On(threads, () => parallel(x, y));
                Assert.True(y.AsSpan().SequenceEqual(one), $"{name}, n = {n}: other bits on {threads} threads");
            }
            // In place.
            x.CopyTo(y, 0);
            On(3, () => parallel(y, y));
            Assert.True(y.AsSpan().SequenceEqual(one), $"{name}, n = {n}: other bits in place");
        }
    }

    [Fact]
    public void Nor_do_those_of_doubles()
    {
        foreach (var n in Lengths)
        {
            float[] x = Logits(n), y = new float[n];
            var all = Threads.Select(threads =>
            {
                (double, double, double) results = default;
                On(threads, () =>
                {
                    ParallelKernels.Doubles(x, out var square, out var lse, out var variance, y);
                    results = (square, lse, variance);
                });
                return results;
            }).ToList();
            Assert.All(all, results => Assert.Equal(all[0], results));
            Assert.Equal(x.Sum(v => (double)v * v), all[0].Item1, 1e-9 * n);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_short_row_stays_on_its_thread(string name)
    {
        var (_, parallel, alone) = Kernels.Single(k => k.Name == name);
        if (name is "by Reload" or "by TwoPass" or "by ThreePass" or "Reproducible") return;
        foreach (var n in new[] { 0, 1, 1000, From - 1 })
        {
            float[] x = Logits(n), expected = new float[n], y = new float[n];
            alone(x, expected);
            parallel(x, y);
            Assert.Equal(expected, y);
        }
    }

    [Fact]
    public void What_one_part_meets_all_know()
    {
        var x = Logits(From * 2);
        var y = new float[x.Length];
        foreach (var at in new[] { 0, From, (2 * From) - 1 })
        {
            var spoilt = x.ToArray();
            spoilt[at] = float.NaN;
            On(4, () => ParallelKernels.Softmax(spoilt, y));
            Assert.True(y.All(float.IsNaN));
            spoilt[at] = 1e30f;
            On(4, () => ParallelKernels.Softmax(spoilt, y));
            Assert.Equal(1, y[at]);
            Assert.Equal(1, y.Sum());
            // Masked but for one.
            spoilt.AsSpan().Fill(float.NegativeInfinity);
            spoilt[at] = -7;
            On(4, () => ParallelKernels.Softmax(spoilt, y));
            Assert.Equal((1, 1), (y[at], y.Sum()));
        }
    }

    [Fact]
    public void Reproducible_bits_stay()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var n in new[] { From, 500_000 })
        {
            // Exact in float on every platform.
            float[] x = [.. Enumerable.Range(0, n).Select(i => (((i * 7919L) % 20011) / 1024f) - 10)], y = new float[n];
            On(3, () => ParallelKernels.SoftmaxReproducible(x, y));
            digest.AppendData(MemoryMarshal.AsBytes(y.AsSpan()));
        }
        Assert.Equal("85B81791DAA13DFA", Convert.ToHexString(digest.GetHashAndReset())[..16]);
    }

    [Theory, InlineData(1, 300_000), InlineData(7, 200_000), InlineData(131072, 1), InlineData(40, 32768), InlineData(2047, 100), InlineData(5000, 33)]
    public void The_rows_of_a_batch(int rows, int n)
    {
        float[] x = Logits(rows * n), y = new float[rows * n], each = new float[rows * n], loss = new float[rows], temperature = [.. Enumerable.Range(0, rows).Select(i => 0.5f + (i % 7))], gain = Logits(n);
        int[] label = [.. Enumerable.Range(0, rows).Select(_ => random.Next(n))], best = new int[rows], indices = new int[2 * rows];
        foreach (var threads in Threads)
            On(threads, () =>
            {
                ParallelKernels.SoftmaxOfRows(x, n, y);
                for (var i = 0; i < rows; i++) ParallelKernels.Softmax(x.AsSpan(i * n, n), each.AsSpan(i * n, n));
                Assert.True(each.AsSpan().SequenceEqual(y));
                ParallelKernels.Loss(loss, n, label, y, x, best);
                for (var i = 0; i < rows; i += 1 + (rows / 50))
                {
                    BatchKernels.LossOfRow(x.AsSpan(i * n, n), label[i], out var ofRow, each.AsSpan(i * n, n), out var at);
                    Assert.Equal((ofRow, at), (loss[i], best[i]));
                }
                ParallelKernels.Weighted(x, gain, temperature, 0.25f, n, y);
                ParallelKernels.WeightedAlone(x, gain, temperature, 0.25f, n, each);
                for (var i = 0; i < y.Length; i++) Assert.Equal(each[i], y[i], 1e-6 * Math.Max(1, Math.Abs(each[i])));
                ParallelKernels.Largest(x, n, y.AsSpan(0, rows), indices.AsSpan(0, rows));
                Assert.Equal(best, indices.Take(rows));
            });
    }

    [Fact]
    public void Refused_before_a_thread_is_woken()
    {
        var y = new float[From];
        Assert.Throws<ArgumentException>(() => ParallelKernels.SoftmaxOfRows(new float[From], 1000, y));
        Assert.Throws<ArgumentException>(() => ParallelKernels.Softmax(new float[From + 1], y));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelKernels.Loss(new float[1000], 1000, [.. Enumerable.Range(1, 1000)], new float[1_000_000], new float[1_000_000], new int[1000]));
        Assert.True(y.All(value => value == 0));
    }

    static void Summary(SummaryKernel kernel, ReadOnlySpan<float> x, Span<float> y)
    {
        if (x.IsEmpty) return;
        kernel(x, x.Length / 3, out var total, out var mean, out var variance, out var lowest, out var weighted, y);
        Assert.Equal(x.IndexOf(x.ToArray().Min()), lowest);
        (y[0], y[^1]) = (total + weighted, mean + variance);
    }

    delegate void SummaryKernel(ReadOnlySpan<float> x, int at, out float total, out float mean, out float variance, out int lowest, out float weighted, Span<float> y);

    static void Kept(KeptKernel kernel, ReadOnlySpan<float> x, Span<float> y)
    {
        Span<int> indices = stackalloc int[5];
        kernel(x, 5, y, indices);
        if (x.Length >= 5) for (var i = 0; i < 5; i++) y[i] = indices[i];
    }

    // Many are equal, the largest too: the first of them are chosen, whichever thread comes first. More than a room of the stack holds.
    static void Top(TopKernel kernel, ReadOnlySpan<float> x, Span<float> y)
    {
        float[] coarse = [.. x.ToArray().Select(v => MathF.Round(v))], values = new float[3000];
        var indices = new int[values.Length];
        kernel(coarse, values, indices);
        y.Clear();
        for (var i = 0; i < Math.Min(values.Length, y.Length); i++) y[i] = values[i] + indices[i];
    }

    delegate void TopKernel(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);

    static void Best(BestKernel kernel, ReadOnlySpan<float> x, Span<float> y)
    {
        float[] values = new float[40], far = new float[3];
        var indices = new int[40];
        kernel(x, 40, values, indices, far, out var entropy);
        y.Clear();
        float[] all = [entropy, .. far, .. values, .. indices.Select(i => (float)i)];
        all.AsSpan(0, Math.Min(all.Length, y.Length)).CopyTo(y);
    }

    delegate void BestKernel(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> far, out float entropy);

    delegate void KeptKernel(ReadOnlySpan<float> x, int k, Span<float> y, Span<int> indices);

    static bool[] Mask(int n) => [.. Enumerable.Range(0, n).Select(i => i % 5 != 2)];

    static void On(int threads, Action call) => Crews.On(threads, call);

    float[] Logits(int n) => [.. Enumerable.Range(0, n).Select(_ => 20 * random.NextSingle() - 10)];
}
