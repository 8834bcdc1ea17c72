using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace KernelGen.Runtime;

/// <summary>Work in parts, any of which may run at the same time as any other.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParts
{
    /// <summary>Runs one part.</summary>
    void Run(int part);
}

/// <summary>Runs the parts of a work on the thread pool.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Workers
{
    private const int FewestElements = 1 << 15, MostParts = 64, Block = 4096;

    /// <summary>How many threads take parts, the caller's among them.</summary>
    internal static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>How many elements of a row a part has: by the row's length alone, so that its result has the same bits on any number of threads.</summary>
    public static nint ElementsEach(nint length) => nint.Max(FewestElements, (((length + MostParts - 1) / MostParts) + Block - 1) / Block * Block);

    /// <summary>How many rows of a batch a part has.</summary>
    public static int RowsEach(int length) => Math.Max(1, FewestElements / length);

    /// <summary>Runs all parts and comes back when each is done. What a part throws is thrown here, once no part runs any more.</summary>
    public static void Run<TWork>(scoped ref TWork work, int parts) where TWork : struct, IParts, allows ref struct
    {
        int helpers = Math.Min(parts, Threads) - 1;
        if (helpers > 0) Crew.Run(ref work, parts, helpers);
        else
            for (int part = 0; part < parts; part++) work.Run(part);
    }
}

/// <summary>
/// The threads at one caller's work.
/// <list type="number">
/// <item>Spans do not leave the stack: the work lies in the caller's frame, and the others reach it by its address. It is there while a part
/// runs, for the caller waits so long, and its references are kept up to date by the garbage collector, as those of any frame.</item>
/// <item>Whoever is free takes the next part, the caller among them. So nobody waits for a thread that the pool may not have, only for parts that
/// are running: calls within calls end.</item>
/// <item>A part is taken by one exchange of the number of those that are open; who has one reads what the work is after it, and the work stays
/// until the part is done. So who comes late finds nothing, or helps with the caller's next work: a crew is never too old, and what waits in
/// the queue of the pool is not queued again.</item>
/// </list>
/// </summary>
internal sealed unsafe class Crew : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Crew? t_idle;

    private readonly ManualResetEventSlim _done = new();
    private delegate*<void*, int, void> _run;
    private void* _work;
    private int _parts, _open, _left, _queued;
    private Exception? _failure;
    private Crew? _next;

    public static void Run<TWork>(scoped ref TWork work, int parts, int helpers) where TWork : struct, IParts, allows ref struct
    {
        var crew = t_idle ?? new();
        t_idle = crew._next;
        crew._run = &RunPart<TWork>;
        crew.Run(Unsafe.AsPointer(ref work), parts, helpers);
        (crew._next, t_idle) = (t_idle, crew);
        if (Interlocked.Exchange(ref crew._failure, null) is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _queued);
        TakeParts();
    }

    private static void RunPart<TWork>(void* work, int part) where TWork : struct, IParts, allows ref struct => Unsafe.AsRef<TWork>(work).Run(part);

    private void Run(void* work, int parts, int helpers)
    {
        _work = work;
        _parts = _left = parts;
        _done.Reset();
        Volatile.Write(ref _open, parts);
        try
        {
            for (int missing = helpers - Volatile.Read(ref _queued); missing > 0; missing--)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                Interlocked.Increment(ref _queued);
            }
        }
        finally
        {
            // Whatever happens, the frame stays while a part runs.
            TakeParts();
            _done.Wait();
        }
    }

    private void TakeParts()
    {
        for (int open; (open = Volatile.Read(ref _open)) > 0;)
        {
            if (Interlocked.CompareExchange(ref _open, open - 1, open) != open) continue;
            try
            {
                // After a failure the rest is only counted.
                if (Volatile.Read(ref _failure) is null) _run(_work, _parts - open);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }
            if (Interlocked.Decrement(ref _left) == 0) _done.Set();
        }
    }
}
