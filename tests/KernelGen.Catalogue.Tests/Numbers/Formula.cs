using KernelGen.Catalogue.Tests.Infrastructure;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>What formulas by hand are written with: plain double arithmetic that shares no code with the library or the compiler.</summary>
static class Formula
{
    public static double[] Map(double[] x, Func<double, double> f) => Array.ConvertAll(x, v => f(v));
    public static double[] Map(double[] x, double[] y, Func<double, double, double> f) => [.. x.Zip(y, f)];
    public static double[] Map(double[] x, double[] y, double[] z, Func<double, double, double, double> f) => [.. x.Zip(y, z).Select(t => f(t.First, t.Second, t.Third))];

    public static double[] Softmax(double[] x)
    {
        var max = x.Max();
        return double.IsNegativeInfinity(max) ? new double[x.Length] : Shared(Map(x, v => Math.Exp(v - max)));
    }

    public static double[] Shared(double[] weights)
    {
        var sum = weights.Sum();
        return Map(weights, w => w / sum);
    }

    public static double LogSumExp(double[] x)
    {
        var max = x.Max();
        return double.IsNegativeInfinity(max) ? max : max + Math.Log(x.Sum(v => Math.Exp(v - max)));
    }

    public static double[] LogSoftmax(double[] x)
    {
        var z = LogSumExp(x);
        return Map(x, v => v - z);
    }

    public static double Entropy(double[] x) => -Softmax(x).Zip(LogSoftmax(x), (p, log) => p == 0 ? 0 : p * log).Sum();

    public static double Divergence(double[] a, double[] b) => Softmax(a).Select((p, i) => p == 0 ? 0 : p * (LogSoftmax(a)[i] - LogSoftmax(b)[i])).Sum();

    public static double Variance(double[] x)
    {
        var mean = x.Average();
        return x.Average(v => (v - mean) * (v - mean));
    }

    public static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
    public static double Norm(double[] x) => Math.Sqrt(x.Sum(v => v * v));
    public static double Relu(double x) => x > 0 ? x : 0;

    /// <summary>log(1 + x) without the loss that the rounding of 1 + x brings (Kahan).</summary>
    public static double Log1p(double x) => 1 + x is var u && u == 1 ? x : Math.Log(u) * (x / (u - 1));

    public static double[] Where(double[] x, Func<int, bool> kept, double otherwise) => [.. x.Select((v, i) => kept(i) ? v : otherwise)];

    /// <summary>The index of the largest element, the first of equals.</summary>
    public static double ArgMax(double[] x) => Array.IndexOf(x, x.Max());

    public static double[][] Results(params object[] results) => [.. results.Select(r => r as double[] ?? [Convert.ToDouble(r, null)])];
}
