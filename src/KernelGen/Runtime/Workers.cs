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
/// The threads at one work.
/// <list type="number">
/// <item>Spans do not leave the stack: the work lies in the caller's frame, and the others reach it by its address. It is there while a part
/// runs, for the caller waits so long, and its references are kept up to date by the garbage collector, as those of any frame.</item>
/// <item>Whoever is free takes the next part, the caller among them. So nobody waits for a thread that the pool may not have, only for parts that
/// are running: calls within calls end.</item>
/// <item>Who comes late finds no part left, and does not touch the frame. The crew is for another work when all have left it.</item>
/// </list>
/// </summary>
internal sealed unsafe class Crew : IThreadPoolWorkItem
{
    private static readonly Crew?[] s_idle = new Crew?[64];

    private readonly ManualResetEventSlim _done = new();
    private delegate*<void*, int, void> _run;
    private void* _work;
    private int _parts, _next, _left, _members;
    private Exception? _failure;

    public static void Run<TWork>(scoped ref TWork work, int parts, int helpers) where TWork : struct, IParts, allows ref struct
    {
        var crew = Idle();
        crew._run = &RunPart<TWork>;
        crew._work = Unsafe.AsPointer(ref work);
        (crew._parts, crew._next, crew._left, crew._members, crew._failure) = (parts, 0, parts, helpers + 1, null);
        crew._done.Reset();
        for (int i = 0; i < helpers; i++) ThreadPool.UnsafeQueueUserWorkItem(crew, preferLocal: false);
        crew.TakeParts();
        crew._done.Wait();
        var failure = crew._failure;
        crew.Leave();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    void IThreadPoolWorkItem.Execute()
    {
        TakeParts();
        Leave();
    }

    private static void RunPart<TWork>(void* work, int part) where TWork : struct, IParts, allows ref struct => Unsafe.AsRef<TWork>(work).Run(part);

    private void TakeParts()
    {
        int part;
        while ((part = Interlocked.Increment(ref _next) - 1) < _parts)
        {
            try
            {
                // After a failure the rest is only counted.
                if (Volatile.Read(ref _failure) is null) _run(_work, part);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
            }
            if (Interlocked.Decrement(ref _left) == 0) _done.Set();
        }
    }

    private static Crew Idle()
    {
        for (int i = 0; i < s_idle.Length; i++)
            if (s_idle[i] is not null && Interlocked.Exchange(ref s_idle[i], null) is { } crew) return crew;
        return new();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _members) > 0) return;
        _failure = null;
        for (int i = 0; i < s_idle.Length; i++)
            if (s_idle[i] is null && Interlocked.CompareExchange(ref s_idle[i], this, null) is null) return;
    }
}
