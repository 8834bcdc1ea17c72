using System.Numerics.Tensors;

namespace KernelGen.Benchmarks.Peers;

/// <summary>The stable formula as a chain of vectorised calls, each a sweep over memory: what one writes without a kernel of one's own.</summary>
public static class TensorChainPeers
{
    public const string Name = "tensor-chain";

    public static IReadOnlyList<Peer> All { get; } =
    [
        Peer.OfRows(Operation.Softmax, Name, Softmax),
        Peer.OfRows(Operation.LogSoftmax, Name, LogSoftmax),
        Peer.OfRows(Operation.LogSumExp, Name, on => on.Scalar = LogSumExp(on)),
        Peer.OfRows(Operation.CrossEntropy, Name, on => on.Scalar = LogSumExp(on) - on.X[on.Label]),
        Peer.OfRows(Operation.CrossEntropyGradient, Name, CrossEntropyGradient),
        Peer.OfRows(Operation.LayerNorm, Name, LayerNorm),
        Peer.OfRows(Operation.RmsNorm, Name, RmsNorm),
    ];

    private static void Softmax(LogitRow on)
    {
        var (_, sum) = Exponentials(on);
        TensorPrimitives.Multiply(on.Y, 1 / sum, on.Y);
    }

    private static void LogSoftmax(LogitRow on) => TensorPrimitives.Subtract(on.X, LogSumExp(on), on.Y);

    private static float LogSumExp(LogitRow on)
    {
        var (max, sum) = Exponentials(on);
        return max + MathF.Log(sum);
    }

    private static void CrossEntropyGradient(LogitRow on)
    {
        var (max, sum) = Exponentials(on);
        TensorPrimitives.Multiply(on.Y, 1 / sum, on.Y);
        on.Y[on.Label] -= 1;
        on.Scalar = max + MathF.Log(sum) - on.X[on.Label];
    }

    private static void LayerNorm(LogitRow on)
    {
        var mean = TensorPrimitives.Sum(on.X) / on.X.Length;
        TensorPrimitives.Subtract(on.X, mean, on.Y);
        var variance = TensorPrimitives.SumOfSquares<float>(on.Y) / on.X.Length;
        TensorPrimitives.Multiply(on.Y, 1 / MathF.Sqrt(variance + Workload.Epsilon), on.Y);
        TensorPrimitives.MultiplyAdd(on.Y, on.Gain, on.Bias, on.Y);
    }

    private static void RmsNorm(LogitRow on)
    {
        var meanSquare = TensorPrimitives.SumOfSquares(on.X) / on.X.Length;
        TensorPrimitives.Multiply(on.X, 1 / MathF.Sqrt(meanSquare + Workload.Epsilon), on.Y);
        TensorPrimitives.Multiply(on.Y, on.Gain, on.Y);
    }

    // y = exp(x - max)
    private static (float Max, float Sum) Exponentials(LogitRow on)
    {
        var max = TensorPrimitives.Max(on.X);
        TensorPrimitives.Subtract(on.X, max, on.Y);
        TensorPrimitives.Exp<float>(on.Y, on.Y);
        return (max, TensorPrimitives.Sum<float>(on.Y));
    }
}
