using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>How long something took, and whether another process had the core in between.</summary>
public readonly record struct Timing(double Seconds, bool IsInterrupted);

/// <summary>Starts with its making; it watches the thread that made it.</summary>
internal readonly unsafe partial struct Watch()
{
    // struct rusage of Linux, in machine words; the last is how often the thread was made to wait for another.
    private const int ThisThread = 1, Words = 18, InvoluntarySwitches = 17;

    private readonly long _switches = Switches();
    private readonly long _start = Stopwatch.GetTimestamp();

    public Timing Stop()
    {
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        return new(seconds, Switches() != _switches);
    }

    private static long Switches()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var usage = stackalloc long[Words];
        return getrusage(ThisThread, usage) == 0 ? usage[InvoluntarySwitches] : 0;
    }

    [LibraryImport("libc")]
    private static partial int getrusage(int who, long* usage);
}
