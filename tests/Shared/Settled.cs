using System.Diagnostics;
using System.Runtime;

namespace KernelGen.Testing;

/// <summary>For what is timed as a program has it that has run for a while.</summary>
public static class Settled
{
    /// <summary>
    /// Calls what is to be timed until a second has gone by in which nothing was compiled. A method is compiled for speed only after sixty
    /// calls, in the background, behind every other that is called as often: here those of the C# compiler, which takes longer than any fixed time.
    /// </summary>
    public static void By(Action turn)
    {
        long compiled = -1;
        for (long since = 0; compiled < 0 || Stopwatch.GetElapsedTime(since).TotalSeconds < 1;)
        {
            turn();
            // Where processors are few the compiler in the background waits for this thread.
            Thread.Sleep(1);
            if (JitInfo.GetCompiledMethodCount() is var now && now == compiled) continue;
            (compiled, since) = (now, Stopwatch.GetTimestamp());
        }
    }
}
