using System.CommandLine;
using System.Globalization;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;
using KernelGen.Benchmarks.Reporting;
using KernelGen.Generators.Planning;

namespace KernelGen.Benchmarks.Calibration;

/// <summary><c>calibrate</c>: the algorithms against each other and against Auto, and where they cross beside where the cost table has it.</summary>
internal static class CalibrateCommand
{
    private const string Auto = "Auto", Reload = "Reload", Online = "Online", Through = "through", Past = "past";

    private static readonly int[] Lengths = [64, 1024, 4096, 32768, 128256, .. Enumerable.Range(18, 7).Select(power => 1 << power)];

    private static readonly RaceSettings Settings = new(Seconds: 0.5, FewestRounds: 24, MostRounds: 400);

    private static readonly Peer[] Softmaxes =
    [
        Peer.OfRows(Operation.Softmax, Auto, on => Peers.Kernels.Softmax(on.X, on.Y)),
        Peer.OfRows(Operation.Softmax, Reload, on => FixedKernels.ReloadSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.Softmax, Online, on => FixedKernels.OnlineSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.Softmax, "TwoPass", on => FixedKernels.TwoPassSoftmax(on.X, on.Y)),
        Peer.OfRows(Operation.Softmax, "ThreePass", on => FixedKernels.ThreePassSoftmax(on.X, on.Y)),
    ];

    private static readonly Peer[] LogSumExps =
    [
        Peer.OfRows(Operation.LogSumExp, Auto, on => on.Scalar = Peers.Kernels.LogSumExp(on.X)),
        Peer.OfRows(Operation.LogSumExp, Online, on => on.Scalar = FixedKernels.OnlineLogSumExp(on.X)),
        Peer.OfRows(Operation.LogSumExp, "TwoPass", on => on.Scalar = FixedKernels.TwoPassLogSumExp(on.X)),
        Peer.OfRows(Operation.LogSumExp, "ThreePass", on => on.Scalar = FixedKernels.ThreePassLogSumExp(on.X)),
    ];

    private static readonly Peer[] Stores =
    [
        Peer.OfRows("store", Through, on => MemoryPeers.Scale(on.X, on.Y, bypass: false)),
        Peer.OfRows("store", Past, on => MemoryPeers.Scale(on.X, on.Y, bypass: true)),
    ];

    public static Command Create()
    {
        var command = new Command("calibrate", "Measures where the algorithms cross, beside the cost table.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        Console.WriteLine($"# {Report.Machine}");
        Console.WriteLine("#operation\tn\tway\tns_per_element\tratio_to_the_best_fixed");
        var race = new Race(new Probe(), Settings);
        var softmax = new Curves();
        var stores = new Curves();
        foreach (var length in Lengths)
        {
            using var workload = new Workload(new Shape(1, length));
            softmax.Add(length, Measure(race, Softmaxes, workload));
            Measure(race, LogSumExps, workload);
            stores.Add(length, Measure(race, Stores, workload));
        }
        // A softmax has a row that is read and one that is written.
        Console.WriteLine("#crossing\tmeasured\tcost_table");
        Console.WriteLine($"{Reload} to {Online}\t{softmax.Crossing(Reload, Online)}\t{CostTable.Elements(CostTable.KeepUpTo, bytes: 8)}");
        Console.WriteLine($"{Through} to {Past} the caches\t{stores.Crossing(Through, Past)}\t{CostTable.Elements(CostTable.BypassFrom, bytes: 8)}");
        Console.WriteLine($"# Auto is at worst {Number(softmax.Worst(Auto))} times the best fixed algorithm");
    }

    private static IReadOnlyList<RaceResult> Measure(Race race, Peer[] peers, Workload workload)
    {
        var results = race.Run([.. peers.Select(peer => (peer, peer.Prepare(workload)))]);
        var best = results.Where(result => result.Peer.Name != Auto).Min(result => result.Seconds);
        foreach (var result in results)
            Console.WriteLine(string.Join('\t', result.Peer.Operation, workload.Shape, result.Peer.Name,
                (result.Seconds * 1e9 / workload.Shape.Elements).ToString("F4", CultureInfo.InvariantCulture), Number(result.Seconds / best)) + (result.IsReliable ? "" : "\tdisturbed"));
        return results;
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
