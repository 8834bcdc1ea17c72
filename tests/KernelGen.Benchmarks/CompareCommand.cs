using System.CommandLine;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;
using KernelGen.Benchmarks.Reporting;

namespace KernelGen.Benchmarks;

/// <summary><c>compare</c>: one line a measurement, for people and for scripts.</summary>
internal static class CompareCommand
{
    // Enough rounds for a median even where a single call takes long.
    private static readonly RaceSettings Thorough = new(Seconds: 0.5, FewestRounds: 12, MostRounds: 400);
    private static readonly RaceSettings Quick = new(Seconds: 0.1, FewestRounds: 8, MostRounds: 100);

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer rounds: for a first look, not for a claim." };
        var operations = Several("--operation", "Only these.", Operation.All);
        var peers = Several("--peer", "Only these, beside kernelgen. With kernelgen-parallel all may use every core.", PeerGroup.All.SelectMany(group => group.Peers).Select(peer => peer.Name).Distinct());
        var lengths = Several("--length", "Only these: 4096 for a row, 512x64 for a batch.", null);
        var plot = new Option<DirectoryInfo?>("--plot") { Description = "Draws each operation to an SVG in this folder.", HelpName = "DIR" };
        var best = new Option<bool>("--best-place") { Description = "Each peer where the stack begins best for it, instead of the mean over the places where it may begin." };
        var json = new Option<bool>("--json") { Description = "One JSON document instead of lines." };

        var command = new Command("compare", "Races the peers against each other, one thread each.") { quick, operations, peers, lengths, plot, best, json };
        command.SetAction(parsed => new Comparison(
            (parsed.GetValue(quick) ? Quick : Thorough) with { BestPlace = parsed.GetValue(best) },
            parsed.GetValue(operations) is [_, ..] chosen ? chosen : Operation.All,
            parsed.GetValue(peers) is [_, ..] names ? names : null,
            parsed.GetValue(lengths) is [_, ..] some ? [.. some.Select(Shape.Parse)] : Shape.All,
            parsed.GetValue(plot),
            new Report(parsed.GetValue(json))).Run());
        return command;
    }

    private static Option<string[]> Several(string name, string description, IEnumerable<string>? among)
    {
        var option = new Option<string[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        if (among is not null)
            option.AcceptOnlyFromAmong([.. among]);
        return option;
    }
}
