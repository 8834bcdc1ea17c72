namespace KernelGen.Benchmarks.Peers;

/// <summary>One way to compute an operation.</summary>
/// <param name="Prepare">Sets up what a user would set up once. Not timed.</param>
public sealed record Peer(string Operation, string Name, Func<Workload, Contender> Prepare)
{
    /// <summary>The one the others are compared with.</summary>
    public const string KernelGen = "kernelgen";

    /// <summary>The same kernels with <c>Reproducible = true</c>.</summary>
    public const string Reproducible = "kernelgen-reproducible";

    /// <summary>The same kernels with a call for each row of a batch.</summary>
    public const string RowByRow = "kernelgen-row-by-row";

    /// <summary>The kernel of a sweep that chooses nothing, beside one that does.</summary>
    public const string LogSumExp = "kernelgen-log-sum-exp";

    /// <summary>The same kernels with <c>Parallel = true</c>: on all cores.</summary>
    public const string Parallel = "kernelgen-parallel";

    /// <summary>Whether it computes the operation, or only moves as much memory.</summary>
    public bool HasAnswer { get; init; } = true;

    /// <summary>The shapes it takes part at.</summary>
    public Func<Shape, bool> Takes { get; init; } = _ => true;

    /// <summary>A peer that takes one row a call.</summary>
    public static Peer OfRows(string operation, string name, RowComputation compute) =>
        new(operation, name, on => new RowByRow(on.Rows, compute));

    /// <summary>A peer that takes a row, or a batch, in one call.</summary>
    public static Peer Of(string operation, string name, RowComputation row, Action<Workload> batch) =>
        new(operation, name, on => on.Shape.Rows == 1 ? new RowByRow(on.Rows, row) : new WholeBatch(() => batch(on)));

    public override string ToString() => $"{Operation}/{Name}";
}

/// <summary>Peers of one library, found at run time.</summary>
/// <param name="Missing">Why they cannot run here; null if they can.</param>
public sealed record PeerGroup(string Name, IReadOnlyList<Peer> Peers, Func<string?> Missing)
{
    /// <summary>They run only where they are asked for.</summary>
    public bool IsOnRequest { get; init; }

    public static IReadOnlyList<PeerGroup> All { get; } =
    [
        new(Peer.KernelGen, KernelGenPeers.All, () => null),
        new(TensorPrimitivesPeers.Name, TensorPrimitivesPeers.All, () => null),
        new(TensorChainPeers.Name, TensorChainPeers.All, () => null),
        new(LoopPeers.Name, LoopPeers.All, () => null),
        new(IntrinsicsPeers.Name, IntrinsicsPeers.All, () => IntrinsicsPeers.Missing),
        new(XnnpackPeers.Name, XnnpackPeers.All, () => XnnpackPeers.Missing),
        new(OneDnnPeers.Name, OneDnnPeers.All, () => OneDnnPeers.Missing),
        new(OnnxRuntimePeers.Name, OnnxRuntimePeers.All, () => OnnxRuntimePeers.Missing),
        new(TorchPeers.Name, TorchPeers.All, () => TorchPeers.Missing),
        new(MemoryPeers.Name, MemoryPeers.All, () => IntrinsicsPeers.Missing),
        new(Peer.Reproducible, KernelGenPeers.Reproducible, () => null),
        new(Peer.LogSumExp, KernelGenPeers.LogSumExp, () => null),
        new(Peer.RowByRow, KernelGenPeers.RowByRow, () => null) { IsOnRequest = true },
        new(Peer.Parallel, KernelGenPeers.Parallel, () => null) { IsOnRequest = true },
    ];
}
