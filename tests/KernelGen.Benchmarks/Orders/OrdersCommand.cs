using System.CommandLine;
using System.Globalization;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;
using KernelGen.Benchmarks.Reporting;

namespace KernelGen.Benchmarks.Orders;

/// <summary><c>orders</c>: the k largest of the same numbers in several orders. Ascending is what hurts a scan that keeps what it has met.</summary>
internal static class OrdersCommand
{
    private const string Random = "random";

    private static readonly int[] Counts = [5, 40, 1024];

    private static readonly RaceSettings Settings = new(Seconds: 0.5, FewestRounds: 24, MostRounds: 400);

    public static Command Create()
    {
        var length = new Option<int>("--length") { Description = "The elements of the row.", DefaultValueFactory = _ => 128256 };
        var command = new Command("orders", "Measures the k largest of a row in random, ascending, descending and equal order.") { length };
        command.SetAction(parsed => Run(parsed.GetValue(length)));
        return command;
    }

    private static void Run(int length)
    {
        Console.WriteLine($"# {Report.Machine}");
        Console.WriteLine("#operation\tn\tk\torder\tns_per_element\tratio_to_random");
        using var workload = new Workload(new Shape(1, length));
        var race = new Race(new Probe(), Settings);
        var worst = 0.0;
        foreach (var count in Counts.Where(k => k <= length))
        {
            var (values, indices) = (new float[count], new int[count]);
            foreach (var (operation, choose) in new (string, Action<float[]>)[]
            {
                ("top-k", x => Peers.Kernels.TopKOf(x, values, indices)),
                ("softmax-top-k", x => Peers.Kernels.SoftmaxTopK(x, count, values, indices)),
            })
                worst = Math.Max(worst, Measure(race, workload, operation, count, choose));
        }
        Console.WriteLine($"# the worst order takes {Number(worst)} times as long as the random one");
    }

    private static double Measure(Race race, Workload workload, string operation, int count, Action<float[]> choose)
    {
        var peers = Rows(workload.Shape.Length).Select(row => Peer.OfRows(operation, row.Order, _ => choose(row.X))).ToList();
        var results = race.Run([.. peers.Select(peer => (peer, peer.Prepare(workload)))]);
        var random = results.Single(result => result.Peer.Name == Random).Seconds;
        foreach (var result in results)
            Console.WriteLine(string.Join('\t', operation, workload.Shape, count, result.Peer.Name,
                (result.Seconds * 1e9 / workload.Shape.Elements).ToString("F4", CultureInfo.InvariantCulture), Number(result.Seconds / random)) + (result.IsReliable ? "" : "\tdisturbed"));
        return results.Max(result => result.Seconds) / random;
    }

    private static IEnumerable<(string Order, float[] X)> Rows(int length)
    {
        var source = new Random(1);
        float[] x = [.. Enumerable.Range(0, length).Select(_ => (float)((16 * source.NextDouble()) - 8))];
        yield return (Random, x);
        yield return ("ascending", [.. x.Order()]);
        yield return ("descending", [.. x.OrderDescending()]);
        yield return ("equal", [.. x.Select(_ => 1f)]);
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
