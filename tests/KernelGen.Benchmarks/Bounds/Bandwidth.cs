using System.Globalization;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;

namespace KernelGen.Benchmarks.Bounds;

/// <summary>What the memory lets through, at the first cache, the others, and past them all.</summary>
internal static class Bandwidth
{
    private static readonly int[] Lengths = [4096, 32768, 128256, 1 << 20, 1 << 24];

    private static readonly (Peer Peer, int Bytes)[] Sweeps =
    [
        (Peer.OfRows("bandwidth", "read", row => row.Scalar = MemoryPeers.Read(row.X)), 4),
        (Peer.OfRows("bandwidth", "read+write", row => MemoryPeers.Scale(row.X, row.Y, bypass: false)), 8),
        (Peer.OfRows("bandwidth", "read+write-nt", row => MemoryPeers.Scale(row.X, row.Y, bypass: true)), 8),
    ];

    public static void Print(RaceSettings settings)
    {
        Console.WriteLine("# bandwidth of one thread; nt: stores that bypass the caches");
        Console.WriteLine("#sweep\tn\tns_per_element\tgigabytes_per_second");
        var race = new Race(new Probe(), settings);
        foreach (var n in Lengths)
        {
            using var workload = new Workload(new Shape(1, n));
            var results = race.Run([.. Sweeps.Select(sweep => (sweep.Peer, sweep.Peer.Prepare(workload)))]);
            foreach (var ((_, bytes), result) in Sweeps.Zip(results))
            {
                var nanoseconds = result.Seconds * 1e9 / n;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Peer.Name}\t{n}\t{nanoseconds:F4}\t{bytes / nanoseconds:F1}"));
            }
        }
    }
}
