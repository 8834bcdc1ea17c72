using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Racing;

/// <summary>What the operations are, written out in double.</summary>
internal static class References
{
    /// <summary>One row's results: the row, empty if there is none, and the scalar, 0 if there is none.</summary>
    public static (double[] Row, double Scalar) Of(string operation, LogitRow on)
    {
        double[] x = [.. on.X.ToArray().Select(value => (double)value)];
        return operation switch
        {
            Operation.Softmax => (Softmax(x), 0),
            Operation.LogSoftmax => (LogSoftmax(x), 0),
            Operation.LogSumExp => ([], LogSumExp(x)),
            Operation.CrossEntropy => ([], LogSumExp(x) - x[on.Label]),
            Operation.CrossEntropyGradient => (Gradient(x, on.Label), LogSumExp(x) - x[on.Label]),
            Operation.SoftmaxTop5 => ([.. Softmax(x).OrderDescending().Take(Operation.Chosen)], 0),
            Operation.Sample => ([], 0),
            Operation.LayerNorm => (LayerNorm(x, on.Gain.ToArray(), on.Bias.ToArray()), 0),
            Operation.RmsNorm => (RmsNorm(x, on.Gain.ToArray()), 0),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
    }

    private static double LogSumExp(double[] x)
    {
        var max = x.Max();
        return max + Math.Log(x.Sum(value => Math.Exp(value - max)));
    }

    private static double[] LogSoftmax(double[] x)
    {
        var z = LogSumExp(x);
        return [.. x.Select(value => value - z)];
    }

    private static double[] Softmax(double[] x)
    {
        var z = LogSumExp(x);
        return [.. x.Select(value => Math.Exp(value - z))];
    }

    private static double[] Gradient(double[] x, int label)
    {
        var gradient = Softmax(x);
        gradient[label] -= 1;
        return gradient;
    }

    private static double[] LayerNorm(double[] x, float[] gain, float[] bias)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + Workload.Epsilon);
        return [.. x.Select((value, i) => (value - mean) / deviation * gain[i] + bias[i])];
    }

    private static double[] RmsNorm(double[] x, float[] gain)
    {
        var root = Math.Sqrt(x.Average(value => value * value) + Workload.Epsilon);
        return [.. x.Select((value, i) => value / root * gain[i])];
    }
}
