using BenchmarkDotNet.Attributes;
using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks;

/// <summary>
/// The same peers under BenchmarkDotNet, for its statistics and reports. In this process, so that both ways of measuring run the
/// same machine code. For ratios use <c>compare</c>: here a peer runs minutes after the one it is compared with.
/// </summary>
[InProcess]
public class PeerBenchmarks
{
    private Workload _workload = null!;
    private Contender _contender = null!;

    [ParamsSource(nameof(Peers))]
    public Peer Peer { get; set; } = null!;

    [Params(8, 256, 4096, 128256)]
    public int N { get; set; }

    // PyTorch answers from another process: what is timed here would be the talk with it.
    public static IEnumerable<Peer> Peers => PeerGroup.All
        .Where(group => group.Name != TorchPeers.Name && !group.IsOnRequest && group.Missing() is null)
        .SelectMany(group => group.Peers);

    [GlobalSetup]
    public void Prepare()
    {
        _workload = new Workload(new Shape(1, N));
        _contender = Peer.Prepare(_workload);
    }

    [GlobalCleanup]
    public void Free()
    {
        _contender.Dispose();
        _workload.Dispose();
    }

    [Benchmark]
    public void Run() => _contender.Run(1);
}
