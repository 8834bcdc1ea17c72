namespace KernelGen.Benchmarks.Peers;

/// <summary>The generated kernels. A kernel enters the race by its declaration in <see cref="Kernels"/> and a line of this list.</summary>
public static class KernelGenPeers
{
    public static IReadOnlyList<Peer> All { get; } =
    [
        Peer.Of(Operation.Softmax, Peer.KernelGen, on => Kernels.Softmax(on.X, on.Y), on => BatchKernels.Softmax(on.X, on.Shape.Length, on.Y)),
        Peer.Of(Operation.LogSoftmax, Peer.KernelGen, on => Kernels.LogSoftmax(on.X, on.Y), on => BatchKernels.LogSoftmax(on.X, on.Shape.Length, on.Y)),
        Peer.Of(Operation.LogSumExp, Peer.KernelGen, on => on.Scalar = Kernels.LogSumExp(on.X), on => BatchKernels.LogSumExp(on.X, on.Shape.Length, on.Scalars)),
        Peer.Of(Operation.CrossEntropy, Peer.KernelGen, on => on.Scalar = Kernels.CrossEntropy(on.X, on.Label), on => BatchKernels.CrossEntropy(on.X, on.Labels, on.Shape.Length, on.Scalars)),
        Peer.Of(Operation.CrossEntropyGradient, Peer.KernelGen, on => on.Scalar = Kernels.CrossEntropyGradient(on.X, on.Label, on.Y), on => BatchKernels.CrossEntropyGradient(on.X, on.Labels, on.Shape.Length, on.Scalars, on.Y)),
        Peer.Of(Operation.SoftmaxTop5, Peer.KernelGen, on => Kernels.SoftmaxTopK(on.X, Operation.Chosen, on.Y, stackalloc int[Operation.Chosen]), BatchKernels.SoftmaxTop5),
        Peer.OfRows(Operation.Sample, Peer.KernelGen, on => on.Scalar = Kernels.SampleToken(on.X, Decoding.Temperature, Decoding.K, Decoding.TopP, 0, Decoding.Seed())) with { HasAnswer = false },
        Peer.Of(Operation.LayerNorm, Peer.KernelGen, on => Kernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Y), on => BatchKernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Shape.Length, on.Y)),
        Peer.Of(Operation.RmsNorm, Peer.KernelGen, on => Kernels.RmsNorm(on.X, on.Gain, Workload.Epsilon, on.Y), on => BatchKernels.RmsNorm(on.X, on.Gain, Workload.Epsilon, on.Shape.Length, on.Y)),
    ];

    /// <summary>What the sweep takes that chooses nothing.</summary>
    public static IReadOnlyList<Peer> LogSumExp { get; } =
    [
        Peer.OfRows(Operation.SoftmaxTop5, Peer.LogSumExp, on => on.Scalar = Kernels.LogSumExp(on.X)) with { HasAnswer = false },
    ];

    /// <summary>What the same bits on every machine cost.</summary>
    public static IReadOnlyList<Peer> Reproducible { get; } =
    [
        Peer.OfRows(Operation.Softmax, Peer.Reproducible, on => Kernels.ReproducibleSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.LogSumExp, Peer.Reproducible, on => on.Scalar = Kernels.ReproducibleLogSumExp(on.X)),
    ];

    /// <summary>What a call a row costs.</summary>
    public static IReadOnlyList<Peer> RowByRow { get; } =
    [
        .. new[]
        {
            Peer.OfRows(Operation.Softmax, Peer.RowByRow, on => Kernels.Softmax(on.X, on.Y)),
            Peer.OfRows(Operation.LogSumExp, Peer.RowByRow, on => on.Scalar = Kernels.LogSumExp(on.X)),
            Peer.OfRows(Operation.CrossEntropyGradient, Peer.RowByRow, on => on.Scalar = Kernels.CrossEntropyGradient(on.X, on.Label, on.Y)),
            Peer.OfRows(Operation.LayerNorm, Peer.RowByRow, on => Kernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Y)),
        }.Select(peer => peer with { Takes = shape => shape.Rows > 1 }),
    ];

    /// <summary>What more cores bring.</summary>
    public static IReadOnlyList<Peer> Parallel { get; } =
    [
        .. new[]
        {
            Peer.Of(Operation.Softmax, Peer.Parallel, on => ParallelKernels.SoftmaxOfRow(on.X, on.Y), on => ParallelKernels.Softmax(on.X, on.Shape.Length, on.Y)),
            Peer.Of(Operation.LogSumExp, Peer.Parallel, on => on.Scalar = ParallelKernels.LogSumExpOfRow(on.X), on => ParallelKernels.LogSumExp(on.X, on.Shape.Length, on.Scalars)),
            Peer.OfRows(Operation.SoftmaxTop5, Peer.Parallel, on => ParallelKernels.SoftmaxTopK(on.X, Operation.Chosen, on.Y, stackalloc int[Operation.Chosen])),
            Peer.Of(Operation.LayerNorm, Peer.Parallel, on => ParallelKernels.LayerNormOfRow(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Y), on => ParallelKernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Shape.Length, on.Y)),
        }.Select(peer => peer with { Takes = shape => shape.Elements >= 1 << 16 }),
    ];
}
