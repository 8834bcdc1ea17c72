namespace KernelGen.Generators.Planning;

/// <summary>
/// Which way over memory is the quickest, by the length of the row. All of it is here, in bytes of the rows that a kernel reads and writes;
/// <c>tests/KernelGen.Benchmarks -- calibrate</c> prints what it measures beside it.
/// <list type="bullet">
/// <item>Reload reads and writes most and computes least: for rows in cache</item>
/// <item>Online reads twice and writes once, and takes each exponential twice: for rows in memory</item>
/// <item>TwoPass reads as often, and what it saves of the maximum it pays for its pairs; ThreePass reads once more: neither is ever the quickest</item>
/// </list>
/// </summary>
internal static class CostTable
{
    /// <summary>While the rows together are no larger, exponentials are kept in the destination: up to here the caches are quicker than the arithmetic.</summary>
    public const long KeepUpTo = 24L << 20;

    /// <summary>From here on what is written goes past the caches: it would only drive out what is still to be read.</summary>
    public const long BypassFrom = 16L << 20;

    /// <summary>From so many elements on a call is worth several threads: below, waking one takes longer than what it does.</summary>
    public const int ParallelFrom = 1 << 17;

    /// <summary>A limit as the length of rows that take so many <paramref name="bytes"/> an element together.</summary>
    public static int Elements(long limit, int bytes) => (int)(limit / bytes);
}
