using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KernelGen.Benchmarks.Bounds;

/// <summary>How long a cycle takes just now: a chain of multiplications, each of which takes three on every processor of the last ten years.</summary>
internal static class CoreClock
{
    private const int Steps = 20_000, Multiplications = 8, CyclesEach = 3, Repeats = 50;

    private static ulong s_chain = 3;

    /// <summary>In nanoseconds; the least of several tries.</summary>
    public static double Cycle() =>
        Enumerable.Range(0, Repeats).Min(_ => Time()) * 1e9 / ((double)Steps * Multiplications * CyclesEach);

    private static double Time()
    {
        var start = Stopwatch.GetTimestamp();
        s_chain = Chain(s_chain);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Chain(ulong x)
    {
        var factor = x | 1;
        for (var i = 0; i < Steps; i++)
        {
            x *= factor; x *= factor; x *= factor; x *= factor;
            x *= factor; x *= factor; x *= factor; x *= factor;
        }
        return x;
    }
}
