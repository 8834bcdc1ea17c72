namespace KernelGen.Benchmarks.Peers;

/// <summary>Plain loops over floats: what most code does.</summary>
public static class LoopPeers
{
    public const string Name = "loop";

    public static IReadOnlyList<Peer> All { get; } =
    [
        Peer.OfRows(Operation.Softmax, Name, on => Softmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSoftmax, Name, on => LogSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSumExp, Name, on => on.Scalar = LogSumExp(on.X)),
        Peer.OfRows(Operation.CrossEntropy, Name, on => on.Scalar = LogSumExp(on.X) - on.X[on.Label]),
        Peer.OfRows(Operation.CrossEntropyGradient, Name, on => on.Scalar = CrossEntropyGradient(on.X, on.Label, on.Y)),
        Peer.OfRows(Operation.SoftmaxTop5, Name, on =>
        {
            Softmax(on.X, on.Y);
            Decoding.Largest(on.Y);
        }),
        Peer.OfRows(Operation.Sample, Name, on => on.Scalar = Decoding.Sample(on.X)) with { HasAnswer = false },
        Peer.OfRows(Operation.LayerNorm, Name, on => LayerNorm(on.X, on.Gain, on.Bias, on.Y)),
        Peer.OfRows(Operation.RmsNorm, Name, on => RmsNorm(on.X, on.Gain, on.Y)),
    ];

    private static void Softmax(ReadOnlySpan<float> x, Span<float> y)
    {
        var (_, sum) = Exponentials(x, y);
        var scale = 1 / sum;
        for (var i = 0; i < y.Length; i++)
            y[i] *= scale;
    }

    private static void LogSoftmax(ReadOnlySpan<float> x, Span<float> y)
    {
        var z = LogSumExp(x);
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] - z;
    }

    private static float LogSumExp(ReadOnlySpan<float> x)
    {
        var max = Max(x);
        var sum = 0f;
        foreach (var value in x)
            sum += MathF.Exp(value - max);
        return max + MathF.Log(sum);
    }

    private static float CrossEntropyGradient(ReadOnlySpan<float> x, int label, Span<float> gradient)
    {
        var (max, sum) = Exponentials(x, gradient);
        var scale = 1 / sum;
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] *= scale;
        gradient[label] -= 1;
        return max + MathF.Log(sum) - x[label];
    }

    private static void LayerNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y)
    {
        var sum = 0f;
        foreach (var value in x)
            sum += value;
        var mean = sum / x.Length;
        var squares = 0f;
        foreach (var value in x)
            squares += (value - mean) * (value - mean);
        var scale = 1 / MathF.Sqrt(squares / x.Length + Workload.Epsilon);
        for (var i = 0; i < x.Length; i++)
            y[i] = (x[i] - mean) * scale * gain[i] + bias[i];
    }

    private static void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, Span<float> y)
    {
        var squares = 0f;
        foreach (var value in x)
            squares += value * value;
        var scale = 1 / MathF.Sqrt(squares / x.Length + Workload.Epsilon);
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] * scale * gain[i];
    }

    private static (float Max, float Sum) Exponentials(ReadOnlySpan<float> x, Span<float> y)
    {
        var max = Max(x);
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Exp(x[i] - max);
            sum += y[i];
        }
        return (max, sum);
    }

    private static float Max(ReadOnlySpan<float> x)
    {
        var max = float.NegativeInfinity;
        foreach (var value in x)
            if (value > max)
                max = value;
        return max;
    }
}
