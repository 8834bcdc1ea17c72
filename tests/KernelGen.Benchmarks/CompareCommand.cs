using System.CommandLine;
using System.Globalization;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;

namespace KernelGen.Benchmarks;

/// <summary><c>compare</c>: one line a measurement, for people and for scripts.</summary>
internal static class CompareCommand
{
    private static readonly int[] Lengths = [8, 64, 256, 1024, 4096, 32768, 128256, 1 << 20, 1 << 24];

    private const string Header = "#operation\tn\tpeer\tns_per_element\tratio_to_kernelgen";

    // Enough rounds for a median even where a single call takes long.
    private static readonly RaceSettings Thorough = new(Seconds: 0.8, FewestRounds: 12, MostRounds: 400);
    private static readonly RaceSettings Quick = new(Seconds: 0.15, FewestRounds: 8, MostRounds: 100);

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer rounds: for a first look, not for a claim." };
        var operations = new Option<string[]>("--operation") { Description = "Only these.", AllowMultipleArgumentsPerToken = true };
        var peers = new Option<string[]>("--peer") { Description = "Only these, beside kernelgen.", AllowMultipleArgumentsPerToken = true };
        var lengths = new Option<int[]>("--length") { Description = "Only these.", AllowMultipleArgumentsPerToken = true };
        operations.AcceptOnlyFromAmong([.. Peer.Operations]);
        peers.AcceptOnlyFromAmong([.. Peer.All.Select(peer => peer.Name).Distinct()]);

        var command = new Command("compare", "Races the peers against each other within this process.") { quick, operations, peers, lengths };
        command.SetAction(parsed => Run(
            parsed.GetValue(quick) ? Quick : Thorough,
            parsed.GetValue(operations) is [_, ..] chosen ? chosen : Peer.Operations,
            parsed.GetValue(peers) is [_, ..] names ? names : null,
            parsed.GetValue(lengths) is [_, ..] some ? some : Lengths));
        return command;
    }

    private static void Run(RaceSettings settings, IReadOnlyList<string> operations, string[]? names, int[] lengths)
    {
        var race = new Race(new Probe(), settings);
        Console.WriteLine(Header);
        foreach (var operation in operations)
        {
            var peers = Peer.All
                .Where(peer => peer.Operation == operation && (names is null || peer.Name == Peer.KernelGen || names.Contains(peer.Name)))
                .ToList();
            foreach (var n in lengths)
            {
                using var workload = new Workload(n);
                AnswerCheck.Run(peers, workload);
                Print(n, race.Run(peers, workload));
            }
        }
    }

    private static void Print(int n, IReadOnlyList<RaceResult> results)
    {
        var own = results.FirstOrDefault(result => result.Peer.Name == Peer.KernelGen);
        foreach (var result in results)
        {
            if (!result.IsReliable)
                Console.WriteLine($"# slow clock: only {result.Kept} of {result.Samples} samples of the next line were taken in the fast state");
            var ratio = own is null ? "-" : Number(result.Seconds / own.Seconds, "F2");
            Console.WriteLine($"{result.Peer.Operation}\t{n}\t{result.Peer.Name}\t{Number(result.Seconds * 1e9 / n, "F4")}\t{ratio}");
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
