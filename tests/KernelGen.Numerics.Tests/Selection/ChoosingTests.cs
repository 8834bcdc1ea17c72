using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Numerics.Tests.Kernels;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>Kernels that choose elements, by every algorithm at every width, against the sorted row.</summary>
public class ChoosingTests
{
    static readonly int[] Counts = [0, 1, 2, 5, 16, 40, 64, 65, 100, 1024];

    public static TheoryData<string> Kinds => ["random", "ascending", "descending", "ties", "masked", "all masked", "a NaN", "lanes", "zeros", "spread", "+∞"];

    [Theory, MemberData(nameof(Kinds))]
    public void The_largest_and_where_they_are(string kind) => Each(kind, (x, k, where, chooser) =>
    {
        var (values, indices) = Sorted.Largest(Doubles(x), k);
        var (v, at) = (new float[k], new int[k]);
        chooser.Largest(x, v, at);
        Assert.True(indices.SequenceEqual(at), $"{where}: {string.Join(" ", at)} for {string.Join(" ", indices)}");
        Assert.True(values.SequenceEqual(Doubles(v)), $"{where}: {string.Join(" ", v)} for {string.Join(" ", values)}");
    });

    [Theory, MemberData(nameof(Kinds))]
    public void Probabilities_of_the_largest(string kind)
    {
        Assert.SkipWhen(kind == "+∞", "A row with +∞ has no probabilities.");
        Each(kind, (x, k, where, chooser) =>
        {
            var (_, indices) = Sorted.Largest(Doubles(x), k);
            bool invalid = x.Any(float.IsNaN);
            var p = Sorted.Softmax(Doubles(x));
            var (v, at) = (new float[k], new int[k]);
            chooser.SoftmaxTopK(x, k, v, at);
            Assert.True(indices.SequenceEqual(at), where);
            for (int i = 0; i < k; i++) Near(invalid ? double.NaN : at[i] < 0 ? 0 : p[at[i]], v[i], 4e-7, $"{where} [{i}]");
            var gate = Sorted.Softmax(invalid ? [] : [.. indices.Select(j => j < 0 ? double.NegativeInfinity : x[j])]);
            chooser.TopKGate(x, k, v, at);
            Assert.True(indices.SequenceEqual(at), where);
            for (int i = 0; i < k; i++) Near(invalid ? double.NaN : gate[i], v[i], 4e-7, $"{where}, gate [{i}]");
        });
    }

    [Theory, InlineData("random"), InlineData("masked"), InlineData("ties"), InlineData("ascending")]
    public void Scores_of_one_sweep(string kind) => Each(kind, (x, k, where, chooser) =>
    {
        if (k < 2 || x.Length < 2) return;
        var (values, indices) = Sorted.Largest(Doubles(x), k);
        var (lse, p) = (Sorted.LogSumExp(Doubles(x)), Sorted.Softmax(Doubles(x)));
        var (v, at) = (new float[k], new int[k]);
        chooser.Scores(x, v, at, out var margin, out var entropy, out var best);
        Assert.True(indices.SequenceEqual(at), where);
        Assert.Equal(indices[0], best);
        for (int i = 0; i < k; i++) Near(values[i] - lse, v[i], 3e-7, $"{where} [{i}]", 1e-6);
        Near(p[indices[0]] - p[indices[1]], margin, 3e-7, where + " margin", 3e-7);
        Near(-p.Sum(q => q == 0 ? 0 : q * Math.Log(q)), entropy, 1e-6, where + " entropy", 1e-6);
    });

    [Theory, InlineData("random"), InlineData("ties"), InlineData("descending")]
    public void Chosen_by_one_score_and_weighed_by_another(string kind) => Each(kind, (x, k, where, chooser) =>
    {
        float[] bias = [.. x.Select((_, i) => (i * 7 % 11) * 0.5f)];
        var (_, indices) = Sorted.Largest([.. x.Zip(bias, (a, b) => (double)(a + b))], k);
        var gate = Sorted.Softmax([.. indices.Select(j => j < 0 ? double.NegativeInfinity : x[j])]);
        var (w, at, kept) = (new float[k], new int[k], new float[x.Length]);
        chooser.Biased(x, bias, k, w, at, kept);
        Assert.True(indices.SequenceEqual(at), $"{where}: {string.Join(" ", at)} for {string.Join(" ", indices)}");
        for (int i = 0; i < k; i++) Near(gate[i], w[i], 4e-7, $"{where} [{i}]");
        for (int i = 0; i < x.Length; i++) Assert.True(kept[i] == (at.Contains(i) ? x[i] : 0), $"{where}: kept[{i}] is {kept[i]}");
    });

    [Theory, MemberData(nameof(Kinds))]
    public void The_row_they_are_chosen_from_is_written_over(string kind)
    {
        Assert.SkipWhen(kind == "+∞", "A row with +∞ has no probabilities.");
        Each(kind, (x, k, where, chooser) =>
        {
            var (values, indices) = Sorted.Largest(Doubles(x), k);
            var p = Sorted.Softmax(Doubles(x));
            var (v, at) = (new float[k], new int[k]);
            chooser.Beside(x, k, v, at, x);
            Assert.True(indices.SequenceEqual(at), $"{where}: {string.Join(" ", at)} for {string.Join(" ", indices)}");
            Assert.True(values.SequenceEqual(Doubles(v)), $"{where}: {string.Join(" ", v)} for {string.Join(" ", values)}");
            for (int i = 0; i < x.Length; i++) Near(p[i], x[i], 4e-7, $"{where} [{i}]");
        });
    }

    [Theory, MemberData(nameof(Kinds))]
    public void One_element_at_a_position_that_is_computed(string kind)
    {
        foreach (var chooser in Chooser.All)
            foreach (int n in Scope.Lengths(0, 1, 17, 130, 5000))
            {
                var x = Row(kind, n);
                float[] w = [.. x.Select((_, i) => (i * 7 % 11) * 0.5f)];
                var p = Sorted.Softmax(Doubles(w));
                float expected = n == 0 || x.Any(float.IsNaN) ? float.NaN : w[Sorted.Largest(Doubles(x), 1).Indices[0]];
                // In place: the row is read before it is written over.
                float actual = chooser.AtBest(x, w, w);
                Near(expected, actual, 0, $"{chooser}, {kind}, n = {n}");
                for (int i = 0; i < n; i++) Near(p[i], w[i], 4e-7, $"{chooser}, {kind}, n = {n} [{i}]");
            }
    }

    static void Each(string kind, Action<float[], int, string, Chooser> check)
    {
        foreach (int n in Scope.Lengths(0, 1, 5, 16, 17, 63, 64, 65, 130, 1000, 4096, 4097, 20000))
            foreach (int k in Counts)
                foreach (var chooser in Chooser.All)
                    if (n < 5000 || (k is 5 or 65 or 1024 && chooser.Algorithm is Algorithm.Auto)) check(Row(kind, n), k, $"{chooser}, {kind}, n = {n}, k = {k}", chooser);
    }

    internal static float[] Row(string kind, int n)
    {
        var random = new Random(n * 17 + kind.Length);
        float Element(int i) => kind switch
        {
            "random" => (float)(random.NextDouble() * 20) - 10,
            "ascending" => i * 0.001f,
            "descending" => -i * 0.001f,
            "ties" => random.Next(4),
            "masked" => random.Next(3) == 0 ? float.NegativeInfinity : random.Next(100),
            "all masked" => float.NegativeInfinity,
            "a NaN" => i == n / 2 ? float.NaN : random.Next(100),
            // The largest of a row in few lanes of a vector.
            "lanes" => i % 64 < 3 ? i : random.Next(10),
            "zeros" => random.Next(2) == 0 ? 0f : -0f,
            "spread" => (float)((random.NextDouble() - 0.5) * 6e38),
            _ => i == n / 3 ? float.PositiveInfinity : random.Next(100),
        };
        return [.. Enumerable.Range(0, n).Select(Element)];
    }

    static double[] Doubles(float[] x) => Array.ConvertAll(x, v => (double)v);

    static void Near(double expected, float actual, double relative, string where, double absolute = 1e-37) =>
        Assert.True(double.IsNaN(expected) ? float.IsNaN(actual) : expected == actual || Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + absolute, $"{where}: {actual:R} for {expected:R}");
}
