using System.Diagnostics;
using KernelGen.Benchmarks.Peers;
using KernelGen.Benchmarks.Racing;
using KernelGen.Benchmarks.Reporting;

namespace KernelGen.Benchmarks;

/// <summary>A race for each operation at each shape.</summary>
/// <param name="names">Which peers run beside KernelGen; null for all.</param>
internal sealed class Comparison(
    RaceSettings settings, IReadOnlyList<string> operations, string[]? names, IReadOnlyList<Shape> shapes, DirectoryInfo? plots, Report report)
{
    private readonly Dictionary<Shape, Workload> _workloads = [];

    public void Run()
    {
        if (names?.Contains(Peer.Parallel) != true)
            StayOnOneCore();
        report.Begin();
        var peers = Present();
        var race = new Race(new Probe(), settings);
        foreach (var operation in operations)
            foreach (var shape in shapes)
                Run(race, [.. peers.Where(peer => peer.Operation == operation && Operation.Suits(operation, shape) && peer.Takes(shape))], operation, WorkloadOf(shape));
        report.End();
        if (plots is not null)
            Plot.WriteAll(report.Measurements, plots);
    }

    // PyTorch's process inherits it: the probe then sees the state of the core that it runs on, too.
    private static void StayOnOneCore()
    {
        if (OperatingSystem.IsLinux())
            Process.GetCurrentProcess().ProcessorAffinity = 1 << Thread.GetCurrentProcessorId();
    }

    private List<Peer> Present()
    {
        var present = new List<Peer>();
        foreach (var group in PeerGroup.All)
        {
            var wanted = group.Peers.Where(peer => names is null ? !group.IsOnRequest : peer.Name == Peer.KernelGen || names.Contains(peer.Name)).ToList();
            if (wanted.Count == 0)
                continue;
            if (group.Missing() is { } reason)
                report.Remark($"skipped {group.Name}: {reason}");
            else
                present.AddRange(wanted);
        }
        return present;
    }

    private void Run(Race race, IReadOnlyList<Peer> peers, string operation, Workload workload)
    {
        List<(Peer Peer, Contender Contender)> contenders = [.. peers.Select(peer => (peer, peer.Prepare(workload)))];
        var faults = AnswerCheck.Run(operation, contenders, workload);
        foreach (var ((peer, _), fault) in contenders.Zip(faults))
            if (fault is not null)
                report.Remark($"left out, wrong answer: {peer} at n = {workload.Shape}: {fault}");
        Record(race.Run([.. contenders.Where((_, i) => faults[i] is null)]), workload.Shape);
        foreach (var (_, contender) in contenders)
            contender.Dispose();
    }

    private void Record(IReadOnlyList<RaceResult> results, Shape shape)
    {
        var own = results.FirstOrDefault(result => result.Peer.Name == Peer.KernelGen);
        foreach (var result in results)
        {
            if (!result.IsReliable)
                report.Remark($"disturbed: only {result.Kept} of {result.Samples} samples of the next line were taken in the fast state and uninterrupted");
            report.Add(new Measurement(
                result.Peer.Operation, shape.ToString(), result.Peer.Name, result.Seconds * 1e9 / shape.Elements, result.Seconds / own?.Seconds, result.Kept, result.Samples));
        }
    }

    private Workload WorkloadOf(Shape shape) =>
        _workloads.TryGetValue(shape, out var known) ? known : _workloads[shape] = new Workload(shape);
}
