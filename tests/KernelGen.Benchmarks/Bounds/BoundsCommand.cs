using System.CommandLine;
using System.Globalization;
using System.Runtime.Intrinsics;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;
using KernelGen.Benchmarks.Reporting;

namespace KernelGen.Benchmarks.Bounds;

/// <summary><c>bounds</c>: how fast the loops could be, by LLVM's model of processors and by what memory lets through.</summary>
internal static class BoundsCommand
{
    // A row in the first-level cache, where only instructions count.
    private static readonly Shape InCache = new(1, 4096);

    private static readonly string[] ProcessorsOfAvx2 = ["native", "skylake", "znver3"];
    private static readonly string[] ProcessorsOfAvx512 = ["native", "skylake-avx512", "icelake-server", "znver4"];

    private static readonly RaceSettings Settings = new(Seconds: 0.5, FewestRounds: 12, MostRounds: 400);

    public static Command Create()
    {
        var operations = new Option<string[]>("--operation") { Description = "Only these.", AllowMultipleArgumentsPerToken = true };
        operations.AcceptOnlyFromAmong([.. Operation.All]);
        var listing = new Option<bool>("--listing") { Description = "Prints the machine code of each loop, too." };
        var command = new Command("bounds", "What the processor and the memory allow: llvm-mca on the JIT's inner loops, and measured bandwidth.") { operations, listing };
        command.SetAction(parsed => Run(parsed.GetValue(operations) is [_, ..] chosen ? chosen : Operation.All, parsed.GetValue(listing)));
        return command;
    }

    private static void Run(IReadOnlyList<string> operations, bool listing)
    {
        Console.WriteLine($"# {Report.Machine}");
        PrintLoops(operations, listing);
        PrintAgainstMeasured(operations);
        Bandwidth.Print(Settings);
    }

    private static void PrintLoops(IReadOnlyList<string> operations, bool listing)
    {
        if (LlvmMca.Find() is not { } mca)
        {
            Console.WriteLine("# skipped the loops: no llvm-mca (Debian package llvm)");
            return;
        }
        Console.WriteLine($"# loops by {mca}, n = {InCache}; a vector is as wide as the loop's widest; constants: loads of constants within the loop");
        Console.WriteLine("#operation\tpeer\tbits\tloop\tvectors\tinstructions_per_vector\tconstants_per_vector\tcopies_per_vector\tprocessor\tbound_per_vector\tcycles_per_vector\tcycles_per_element\tbound_by");
        foreach (var peer in Peers(operations))
            foreach (var avx512 in Widths())
                foreach (var loop in Listing.Of(peer, InCache, avx512))
                {
                    if (listing)
                        Console.WriteLine("# " + string.Join("\n# ", loop.Body));
                    foreach (var processor in (avx512 ? ProcessorsOfAvx512 : ProcessorsOfAvx2).Where(mca.Knows))
                        if (mca.Predict(loop, processor) is { } prediction)
                            Console.WriteLine(Line(peer, loop, processor, prediction));
                }
    }

    // What this processor's model says of all loops of a call together, beside what the call took.
    private static void PrintAgainstMeasured(IReadOnlyList<string> operations)
    {
        if (LlvmMca.Find() is not { } mca)
            return;
        Console.WriteLine("# this machine, cycles an element of a row of 4096: the busiest unit in all loops of a call, their model, and the call measured");
        Console.WriteLine("#operation\tpeer\tbits\tbound\tmodel\tmeasured\tmeasured/bound");
        using var workload = new Workload(InCache);
        var race = new Race(new Probe(), Settings);
        foreach (var operation in operations)
        {
            var results = race.Run([.. Peers([operation]).Select(peer => (peer, peer.Prepare(workload)))]);
            var cycle = CoreClock.Cycle();
            foreach (var result in results)
            {
                var loops = Listing.Of(result.Peer, InCache, Vector512.IsHardwareAccelerated).Select(loop => (loop.Elements, Model: mca.Predict(loop, "native"))).ToList();
                var bound = loops.Sum(loop => loop.Model?.Throughput / loop.Elements) ?? 0;
                var measured = result.Seconds * 1e9 / InCache.Elements / cycle;
                Console.WriteLine(string.Join('\t', operation, result.Peer.Name, Vector512.IsHardwareAccelerated ? 512 : 256,
                    Number(bound), Number(loops.Sum(loop => loop.Model?.Cycles / loop.Elements) ?? 0), Number(measured), Number(measured / bound)));
            }
        }
    }

    private static IEnumerable<Peer> Peers(IReadOnlyList<string> operations) =>
        KernelGenPeers.All.Concat(IntrinsicsPeers.All).Where(peer => operations.Contains(peer.Operation));

    private static bool[] Widths() => Vector512.IsHardwareAccelerated ? [false, true] : [false];

    private static string Line(Peer peer, InnerLoop loop, string processor, Prediction prediction) => string.Join('\t',
        peer.Operation, peer.Name, 32 * loop.Lanes, loop.Method, Number(loop.Vectors), Number(loop.Body.Count / loop.Vectors),
        Number(loop.Body.Count(line => line.Contains("[reloc")) / loop.Vectors), Number(loop.Count("vmovaps") / loop.Vectors),
        processor, Number(prediction.Throughput / loop.Vectors), Number(prediction.Cycles / loop.Vectors), Number(prediction.Cycles / loop.Elements), prediction.BoundBy);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
