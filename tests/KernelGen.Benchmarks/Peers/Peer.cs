namespace KernelGen.Benchmarks.Peers;

public delegate void Computation(Workload on);

/// <summary>One way to compute an operation.</summary>
public sealed record Peer(string Operation, string Name, Computation Compute)
{
    /// <summary>The one the others are compared with.</summary>
    public const string KernelGen = "kernelgen";

    public static IReadOnlyList<Peer> All { get; } =
        [.. KernelGenPeers.All, .. TensorPrimitivesPeers.All, .. TensorChainPeers.All, .. LoopPeers.All];

    public static IReadOnlyList<string> Operations { get; } = [.. All.Select(peer => peer.Operation).Distinct()];

    public override string ToString() => $"{Operation}/{Name}";
}

public static class Operation
{
    public const string Softmax = "softmax";
    public const string LogSoftmax = "log-softmax";
    public const string LogSumExp = "log-sum-exp";
    public const string CrossEntropy = "cross-entropy";
    public const string LayerNorm = "layer-norm";
    public const string RmsNorm = "rms-norm";
}
