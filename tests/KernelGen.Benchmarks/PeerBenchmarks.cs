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

    [ParamsSource(nameof(Peers))]
    public Peer Peer { get; set; } = null!;

    [Params(8, 256, 4096, 128256)]
    public int N { get; set; }

    public static IEnumerable<Peer> Peers => Peer.All;

    [GlobalSetup]
    public void Allocate() => _workload = new Workload(N);

    [GlobalCleanup]
    public void Free() => _workload.Dispose();

    [Benchmark]
    public void Run() => Peer.Compute(_workload);
}
