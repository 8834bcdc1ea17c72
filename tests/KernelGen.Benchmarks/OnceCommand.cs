using System.CommandLine;
using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks;

/// <summary><c>once</c>: a single call, for whoever watches the process; <c>bounds</c> does, for the JIT's listing.</summary>
internal static class OnceCommand
{
    public static Command Create()
    {
        var operation = new Argument<string>("operation");
        var name = new Argument<string>("peer");
        var shape = new Argument<string>("length");
        var command = new Command("once", "Calls one peer once.") { operation, name, shape };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetValue(operation)!, parsed.GetValue(name)!, Shape.Parse(parsed.GetValue(shape)!)));
        return command;
    }

    private static void Run(string operation, string name, Shape shape)
    {
        using var workload = new Workload(shape);
        using var contender = PeerGroup.All.SelectMany(group => group.Peers)
            .Single(peer => peer.Operation == operation && peer.Name == name)
            .Prepare(workload);
        contender.Run(1);
    }
}
