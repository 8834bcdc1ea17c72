namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>
/// The formulas in plain double, each by hand in its stable form. Shares no code with the library or the compiler.
/// A masked element (−∞) weighs 0, also where all are; +∞ leaves no weight that is a number.
/// </summary>
static class Plain
{
    public static double[] Softmax(double[] x)
    {
        var (e, sum) = Weights(x);
        return Map(e, v => sum == 0 ? 0 : v / sum);
    }

    public static double[] LogSoftmax(double[] x)
    {
        var max = Max(x);
        var log = Math.Log(Weights(x).Sum);
        return Map(x, v => double.IsNegativeInfinity(v) && !double.IsNaN(log) ? v : v - max - log);
    }

    /// <summary>By the whole row sorted (Martins and Astudillo 2016, algorithm 1).</summary>
    public static double[] Sparsemax(double[] x)
    {
        var max = Max(x);
        if (double.IsNegativeInfinity(max)) return new double[x.Length];
        double sum = 0, threshold = double.NaN;
        int k = 0;
        foreach (var d in x.Select(v => v - max).OrderDescending())
        {
            sum += d;
            k++;
            if (1 + (k * d) > sum) threshold = (sum - 1) / k;
        }
        return Map(x, v => v - max - threshold is var w && w < 0 ? 0 : w);
    }

    /// <summary>By the whole row sorted (Peters, Niculae, Martins 2019, algorithm 2).</summary>
    public static double[] Entmax15(double[] x)
    {
        var max = Max(x);
        if (double.IsNegativeInfinity(max)) return new double[x.Length];
        double sum = 0, squares = 0, threshold = double.NaN;
        int k = 0;
        foreach (var d in x.Select(v => (v - max) / 2).OrderDescending())
        {
            sum += d;
            squares += d * d;
            k++;
            double mean = sum / k, rest = (1 - (squares - (sum * mean))) / k;
            if (rest >= 0 && mean - Math.Sqrt(rest) is var tau && tau <= d) threshold = tau;
        }
        return Map(x, v => ((v - max) / 2) - threshold is var w && w < 0 ? 0 : w * w);
    }

    public static double LogSumExp(double[] x)
    {
        var max = Max(x);
        return double.IsInfinity(max) ? max : max + Math.Log(Weights(x).Sum);
    }

    public static double Entropy(double[] x)
    {
        var p = Softmax(x);
        var log = LogSoftmax(x);
        return -Sum(p.Length, i => p[i] == 0 ? 0 : p[i] * log[i]);
    }

    public static double KullbackLeibler(double[] a, double[] b)
    {
        var p = Softmax(a);
        var (logP, logQ) = (LogSoftmax(a), LogSoftmax(b));
        return Sum(p.Length, i => p[i] == 0 ? 0 * logQ[i] : p[i] * (logP[i] - logQ[i]));
    }

    public static double BoltzmannMean(double[] x, double beta)
    {
        var p = Softmax(Map(x, v => beta * v));
        return x.Length == 0 ? double.NaN : Sum(p.Length, i => p[i] == 0 ? 0 : p[i] * x[i]);
    }

    public static double[] AdaptiveTemperature(double[] x)
    {
        var h = Entropy(x);
        var beta = h > 0.5 ? Math.Max(1, (((-0.037 * h + 0.481) * h - 2.3) * h + 4.917) * h - 1.791) : 1;
        return Softmax(Map(x, v => beta * v));
    }

    public static double Loss(double[] x, int label) => Loss(x, x[label]);

    /// <summary>The mean of the losses of all labels.</summary>
    public static double MeanLoss(double[] x) => Loss(x, Mean(x));

    // log Σ e^x − logit, the two large numbers subtracted first.
    static double Loss(double[] x, double logit)
    {
        var max = Max(x);
        return double.IsInfinity(max) ? max - logit : max - logit + Math.Log(Weights(x).Sum);
    }

    public static double[] Gradient(double[] x, int label)
    {
        var p = Softmax(x);
        p[label] -= 1;
        return p;
    }

    public static double[] Softpick(double[] x)
    {
        var max = Math.Max(0, Max(x));
        if (double.IsPositiveInfinity(max)) return Map(x, _ => double.NaN);
        // (e^v − 1) / e^max
        var s = Map(x, v => v > 0.5 ? Math.Exp(v - max) - Math.Exp(-max) : Math.Exp(-max) * Expm1(v));
        var sum = Sum(s.Length, i => Math.Abs(s[i])) + 1e-8 * Math.Exp(-max);
        return Map(s, v => Math.Max(0, v) / sum);
    }

    public static double[] StableMax(double[] x) => Share(Map(x, v => v >= 0 ? v + 1 : 1 / (1 - v)));

    public static double[] SigmoidNormalized(double[] x) => Softmax(Map(x, v => Math.Min(v, 0) - Log1p(Math.Exp(-Math.Abs(v)))));

    public static double[] SoftplusNormalized(double[] x) =>
        Max(x) < -30 ? Softmax(x) : Share(Map(x, v => Math.Max(v, 0) + Log1p(Math.Exp(-Math.Abs(v)))));

    public static double Mean(double[] x) => Sum(x.Length, i => x[i]) / x.Length;

    public static double Variance(double[] x)
    {
        var mean = Mean(x);
        return Sum(x.Length, i => (x[i] - mean) * (x[i] - mean)) / x.Length;
    }

    public static double[] Standardize(double[] x, double epsilon)
    {
        var (mean, root) = (Mean(x), Math.Sqrt(Variance(x) + epsilon));
        return Map(x, v => (v - mean) / root);
    }

    public static double[] RmsNorm(double[] x, double[] weight, double epsilon)
    {
        var root = Math.Sqrt(Sum(x.Length, i => x[i] * x[i]) / x.Length + epsilon);
        return [.. x.Select((v, i) => weight[i] * v / root)];
    }

    public static double[] L2Normalize(double[] x)
    {
        var norm = Math.Sqrt(Sum(x.Length, i => x[i] * x[i]));
        return Map(x, v => v / norm);
    }

    public static double[] MinMaxScale(double[] x)
    {
        var (min, max) = (-Max(Map(x, v => -v)), Max(x));
        return Map(x, v => (v - min) / (max - min));
    }

    public static double[] Map(double[] x, Func<double, double> f) => Array.ConvertAll(x, v => f(v));

    /// <summary>e^(x − max) and their sum.</summary>
    static (double[] Each, double Sum) Weights(double[] x)
    {
        var max = Max(x);
        var e = double.IsPositiveInfinity(max) ? Map(x, _ => double.NaN) : Map(x, v => double.IsNegativeInfinity(v) ? 0 : Math.Exp(v - max));
        return (e, Sum(e.Length, i => e[i]));
    }

    static double[] Share(double[] s)
    {
        var sum = Sum(s.Length, i => s[i]);
        return Map(s, v => sum == 0 ? 0 : v / sum);
    }

    public static double Max(double[] x) => x.Aggregate(double.NegativeInfinity, Math.Max);

    /// <summary>Sums with the rounding errors carried along (Neumaier 1974).</summary>
    public static double Sum(int count, Func<int, double> term)
    {
        double sum = 0, errors = 0;
        for (var i = 0; i < count; i++)
        {
            var t = term(i);
            var next = sum + t;
            errors += Math.Abs(sum) >= Math.Abs(t) ? sum - next + t : t - next + sum;
            sum = next;
        }
        return double.IsFinite(errors) ? sum + errors : sum;
    }

    // Exact near 0, where e^x − 1 and log(1 + x) as written are not.
    static double Expm1(double x) => x < -30 ? -1 : 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);

    static double Log1p(double x) => 2 * Math.Atanh(x / (2 + x));
}
