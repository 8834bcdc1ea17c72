namespace KernelGen.Benchmarks.Peers;

/// <summary>The generated kernels. A kernel enters the race by its declaration and a line of this list.</summary>
public static class KernelGenPeers
{
    public static IReadOnlyList<Peer> All { get; } = [];
}
