using System.Diagnostics;
using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Racing;

/// <param name="Seconds">For all peers of one operation at one length.</param>
/// <param name="FewestRounds">Are run even when that takes longer.</param>
internal sealed record RaceSettings(double Seconds, int FewestRounds, int MostRounds);

/// <param name="Kept">How many of its samples were taken in the fast state of the clock.</param>
internal sealed record RaceResult(Peer Peer, double Seconds, int Kept, int Samples)
{
    /// <summary>Samples of the fast state that make a median.</summary>
    public const int Enough = 3;

    public bool IsReliable => Kept >= Enough;
}

/// <summary>
/// Compares peers within one process: each round takes one sample of each in turn, so that what disturbs one disturbs all, and the
/// order rotates, so that none always follows the same other. The time of a peer is the median of its samples.
/// </summary>
internal sealed class Race(Probe probe, RaceSettings settings)
{
    private const double SampleSeconds = 100e-6; // far above the clock's grain, far below the time between interrupts

    private readonly record struct Sample(double Seconds, double Slowest);

    private sealed class Lane(Peer peer, int repeats)
    {
        public Peer Peer => peer;
        public int Repeats => repeats;
        public List<Sample> Samples { get; } = [];
    }

    public IReadOnlyList<RaceResult> Run(IReadOnlyList<Peer> peers, Workload workload)
    {
        var lanes = peers.Select(peer => new Lane(peer, Calibrate(peer, workload))).ToList();
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; !IsOver(round, Stopwatch.GetElapsedTime(start).TotalSeconds, lanes); round++)
            for (var turn = 0; turn < lanes.Count; turn++)
                Take(lanes[(round + turn) % lanes.Count], workload);
        return [.. lanes.Select(Judge)];
    }

    // A race that met the slow state only is given three times its time to see the fast one.
    private bool IsOver(int round, double seconds, List<Lane> lanes) =>
        round >= settings.MostRounds
        || (round >= settings.FewestRounds && seconds >= settings.Seconds
            && (seconds >= 3 * settings.Seconds || lanes.TrueForAll(lane => lane.Samples.Count(IsFast) >= RaceResult.Enough)));

    private void Take(Lane lane, Workload workload)
    {
        var before = probe.Measure();
        var seconds = Time(lane.Peer, workload, lane.Repeats);
        var after = probe.Measure();
        lane.Samples.Add(new Sample(seconds / lane.Repeats, Math.Max(before, after)));
    }

    private bool IsFast(Sample sample) => probe.IsFast(sample.Slowest);

    private RaceResult Judge(Lane lane)
    {
        var fast = lane.Samples.Where(IsFast).ToList();
        // Without enough of the fast state, those nearest to it; the count kept tells.
        var kept = fast.Count >= RaceResult.Enough ? fast : [.. lane.Samples.OrderBy(sample => sample.Slowest).Take(RaceResult.Enough)];
        return new RaceResult(lane.Peer, Median(kept), fast.Count, lane.Samples.Count);
    }

    private static double Median(List<Sample> samples)
    {
        var sorted = samples.Select(sample => sample.Seconds).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static int Calibrate(Peer peer, Workload workload)
    {
        var repeats = 1;
        while (Time(peer, workload, repeats) < SampleSeconds)
            repeats *= 2;
        return repeats;
    }

    /// <summary>
    /// Code of the framework's is compiled for this processor only after a number of calls and a pause without new ones,
    /// so each peer runs now and again for a while.
    /// </summary>
    public static void WarmUp(IReadOnlyList<Peer> peers, double seconds)
    {
        using var workload = new Workload(256);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            foreach (var peer in peers)
                Time(peer, workload, 100);
            Thread.Sleep(1);
        }
    }

    private static double Time(Peer peer, Workload workload, int repeats)
    {
        var compute = peer.Compute;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            compute(workload);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
