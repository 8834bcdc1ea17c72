using System.Diagnostics;
using System.Runtime.CompilerServices;
using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Racing;

/// <param name="Seconds">For all peers of one operation at one length.</param>
/// <param name="FewestRounds">Are run even when that takes longer.</param>
internal sealed record RaceSettings(double Seconds, int FewestRounds, int MostRounds, bool BestPlace = false);

/// <param name="Kept">How many of its samples were taken in the fast state of the clock, without another process in between.</param>
internal sealed record RaceResult(Peer Peer, double Seconds, int Kept, int Samples)
{
    /// <summary>Such samples that make a measurement.</summary>
    public const int Enough = 8;

    public bool IsReliable => Kept >= Enough;
}

/// <summary>
/// Compares peers within one process: each round takes one sample of each in turn, so that what disturbs one disturbs all, and the
/// order rotates, so that none is always the first.
/// <para>
/// The stack begins at another multiple of 16 in every process, and code that keeps wide vectors on it runs at less than half its
/// speed where they cross cache lines (TensorPrimitives.Exp does). So rounds go through the places it may begin at, and the time of
/// a peer is the mean, over these, of the median of its samples: what a user may expect.
/// </para>
/// </summary>
internal sealed class Race(Probe probe, RaceSettings settings)
{
    private const double SampleSeconds = 100e-6; // far above the clock's grain, far below the time between interrupts

    private const int StackAlignment = 16, StackPlaces = 4; // as far as the widest vector

    private readonly record struct Sample(double Seconds, bool IsInterrupted, double Slowest, int Place);

    private sealed class Lane(Peer peer, Contender contender, int repeats)
    {
        public Peer Peer => peer;
        public Contender Contender => contender;
        public int Repeats => repeats;
        public List<Sample> Samples { get; } = [];
    }

    public IReadOnlyList<RaceResult> Run(IReadOnlyList<(Peer Peer, Contender Contender)> contenders)
    {
        var lanes = contenders.Select(each => new Lane(each.Peer, each.Contender, Calibrate(each.Contender))).ToList();
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; !IsOver(round, Stopwatch.GetElapsedTime(start).TotalSeconds, lanes); round++)
            for (var turn = 0; turn < lanes.Count; turn++)
                Take(lanes[(round / StackPlaces + turn) % lanes.Count], place: round % StackPlaces);
        return [.. lanes.Select(Judge)];
    }

    // A race that met the slow state only is given three times its time to see the fast one.
    private bool IsOver(int round, double seconds, List<Lane> lanes) =>
        round >= settings.MostRounds
        || (round >= settings.FewestRounds && seconds >= settings.Seconds
            && (seconds >= 3 * settings.Seconds || lanes.TrueForAll(lane => lane.Samples.Count(IsGood) >= RaceResult.Enough)));

    private void Take(Lane lane, int place)
    {
        var before = probe.Measure();
        var timing = TimeAt(place, lane);
        var after = probe.Measure();
        lane.Samples.Add(new Sample(timing.Seconds / lane.Repeats, timing.IsInterrupted, Math.Max(before, after), place));
    }

    private bool IsGood(Sample sample) => !sample.IsInterrupted && probe.IsFast(sample.Slowest);

    private RaceResult Judge(Lane lane)
    {
        var good = lane.Samples.Where(IsGood).ToList();
        // Without enough of them, those nearest to it; the count kept tells.
        var kept = good.Count >= RaceResult.Enough ? good
            : [.. lane.Samples.OrderBy(sample => sample.IsInterrupted).ThenBy(sample => sample.Slowest).Take(RaceResult.Enough)];
        var times = kept.GroupBy(sample => sample.Place).Select(Median);
        var time = settings.BestPlace ? times.Min() : times.Average();
        return new RaceResult(lane.Peer, time, good.Count, lane.Samples.Count);
    }

    private static double Median(IEnumerable<Sample> samples)
    {
        var sorted = samples.Select(sample => sample.Seconds).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static int Calibrate(Contender contender)
    {
        contender.Time(1); // compiles it
        var repeats = 1;
        while (contender.Time(repeats).Seconds < SampleSeconds)
            repeats *= 2;
        return repeats;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Timing TimeAt(int place, Lane lane)
    {
        Span<byte> shift = stackalloc byte[StackAlignment * (place + 1)];
        shift[0] = 1; // or it would not be there
        return lane.Contender.Time(lane.Repeats);
    }
}
