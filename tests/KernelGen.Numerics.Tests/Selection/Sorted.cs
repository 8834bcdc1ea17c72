namespace KernelGen.Numerics.Tests.Selection;

/// <summary>What kernels that choose have to compute, by sorting the whole row: plain double, no code shared with the library.</summary>
static class Sorted
{
    /// <summary>The k largest, the lower index first among equals; past the end −∞ at −1, with a NaN in the row NaN at −1.</summary>
    public static (double[] Values, int[] Indices) Largest(double[] x, int k)
    {
        if (x.Any(double.IsNaN)) return ([.. Enumerable.Repeat(double.NaN, k)], [.. Enumerable.Repeat(-1, k)]);
        var order = Enumerable.Range(0, x.Length).OrderByDescending(i => x[i]).ThenBy(i => i).Take(k).ToList();
        return ([.. order.Select(i => x[i]), .. Enumerable.Repeat(double.NegativeInfinity, k - order.Count)], [.. order, .. Enumerable.Repeat(-1, k - order.Count)]);
    }

    public static double[] Softmax(double[] x)
    {
        if (x.Length == 0) return [];
        var max = x.Max();
        if (double.IsNegativeInfinity(max)) return new double[x.Length];
        var weights = Array.ConvertAll(x, v => Math.Exp(v - max));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => w / sum);
    }

    public static double LogSumExp(double[] x) => x.Length == 0 || double.IsInfinity(x.Max()) ? x.DefaultIfEmpty(double.NegativeInfinity).Max() : x.Max() + Math.Log(x.Sum(v => Math.Exp(v - x.Max())));

    /// <summary>The probabilities that a decoder samples from, for every element of the row.</summary>
    public static double[] Nucleus(double[] x, double temperature, int k, double topP, double minP)
    {
        var (values, indices) = Largest(Array.ConvertAll(x, v => v / temperature), k);
        var p = Softmax(values);
        var result = new double[x.Length];
        double before = 0;
        for (int i = 0; i < k && indices[i] >= 0; i++)
        {
            if (before < topP && p[i] >= minP * p[0]) result[indices[i]] = p[i];
            before += p[i];
        }
        var sum = result.Sum();
        return Array.ConvertAll(result, v => sum == 0 ? 0 : v / sum);
    }
}
