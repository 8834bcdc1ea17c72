namespace KernelGen.Benchmarks.Peers;

/// <summary>The generated kernels. A kernel enters the race by its declaration in <see cref="Kernels"/> and a line of this list.</summary>
public static class KernelGenPeers
{
    public static IReadOnlyList<Peer> All { get; } =
    [
        Peer.OfRows(Operation.Softmax, Peer.KernelGen, on => Kernels.Softmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSoftmax, Peer.KernelGen, on => Kernels.LogSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSumExp, Peer.KernelGen, on => on.Scalar = Kernels.LogSumExp(on.X)),
        Peer.OfRows(Operation.CrossEntropy, Peer.KernelGen, on => on.Scalar = Kernels.CrossEntropy(on.X, on.Label)),
        Peer.OfRows(Operation.CrossEntropyGradient, Peer.KernelGen, on => on.Scalar = Kernels.CrossEntropyGradient(on.X, on.Label, on.Y)),
        Peer.OfRows(Operation.SoftmaxTop5, Peer.KernelGen, on => Kernels.SoftmaxTopK(on.X, Operation.Chosen, on.Y, stackalloc int[Operation.Chosen])),
        Peer.OfRows(Operation.Sample, Peer.KernelGen, on => on.Scalar = Kernels.SampleToken(on.X, Decoding.Temperature, Decoding.K, Decoding.TopP, 0, Decoding.Seed())) with { HasAnswer = false },
        Peer.OfRows(Operation.LayerNorm, Peer.KernelGen, on => Kernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Y)),
        Peer.OfRows(Operation.RmsNorm, Peer.KernelGen, on => Kernels.RmsNorm(on.X, on.Gain, Workload.Epsilon, on.Y)),
    ];

    /// <summary>What the same bits on every machine cost.</summary>
    public static IReadOnlyList<Peer> Reproducible { get; } =
    [
        Peer.OfRows(Operation.Softmax, Peer.Reproducible, on => Kernels.ReproducibleSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSumExp, Peer.Reproducible, on => on.Scalar = Kernels.ReproducibleLogSumExp(on.X)),
    ];
}
