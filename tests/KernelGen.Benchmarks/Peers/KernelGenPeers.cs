namespace KernelGen.Benchmarks.Peers;

/// <summary>The generated kernels. A kernel enters the race by its declaration in <see cref="Kernels"/> and a line of this list.</summary>
public static class KernelGenPeers
{
    public static IReadOnlyList<Peer> All { get; } =
    [
        new(Operation.Softmax, Peer.KernelGen, on => Kernels.Softmax(on.X, on.Y)),
        new(Operation.LogSoftmax, Peer.KernelGen, on => Kernels.LogSoftmax(on.X, on.Y)),
        new(Operation.LogSumExp, Peer.KernelGen, on => on.Scalar = Kernels.LogSumExp(on.X)),
        new(Operation.CrossEntropy, Peer.KernelGen, on => on.Scalar = Kernels.CrossEntropy(on.X, on.Label, on.Y)),
        new(Operation.LayerNorm, Peer.KernelGen, on => Kernels.LayerNorm(on.X, on.Gain, on.Bias, Workload.Epsilon, on.Y)),
        new(Operation.RmsNorm, Peer.KernelGen, on => Kernels.RmsNorm(on.X, on.Gain, Workload.Epsilon, on.Y)),
    ];
}
