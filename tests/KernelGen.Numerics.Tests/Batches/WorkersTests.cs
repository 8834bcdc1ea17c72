using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Batches;

/// <summary>Sets how many threads take parts. One test at a time: the number is that of the process.</summary>
static class Crews
{
    static readonly Lock s_turn = new();

    public static void On(int threads, Action call)
    {
        lock (s_turn)
        {
            int usual = Workers.Threads;
            Workers.Threads = threads;
            try
            {
                call();
            }
            finally
            {
                Workers.Threads = usual;
            }
        }
    }
}

/// <summary>Every part once, nobody waits for a thread that is not there, what is thrown arrives, and rows may move meanwhile.</summary>
public class WorkersTests
{
    ref struct Counting : IParts
    {
        public Span<int> Counts;
        public int Nested;

        public void Run(int part)
        {
            if (Nested > 0)
            {
                Span<int> inner = stackalloc int[20];
                var work = new Counting { Counts = inner, Nested = Nested - 1 };
                Workers.Run(ref work, inner.Length);
                Assert.Equal(-1, inner.IndexOfAnyExcept(1));
            }
            Interlocked.Increment(ref Counts[part]);
        }
    }

    ref struct Throwing : IParts
    {
        public Span<int> Counts;
        public int At;

        public void Run(int part)
        {
            if (part == At) throw new InvalidOperationException($"part {part}");
            Interlocked.Increment(ref Counts[part]);
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(1000)]
    public void Every_part_runs_once(int parts)
    {
        foreach (var threads in new[] { 1, 2, 8, 100 })
            Crews.On(threads, () =>
            {
                var counts = new int[parts];
                var work = new Counting { Counts = counts };
                Workers.Run(ref work, parts);
                Assert.DoesNotContain(counts, count => count != 1);
            });
    }

    [Fact]
    public void Calls_within_calls_end()
    {
        // Far more waiting callers than the pool has threads.
        Crews.On(16, () => Parallel.For(0, 64, _ =>
        {
            Span<int> counts = stackalloc int[10];
            var work = new Counting { Counts = counts, Nested = 2 };
            Workers.Run(ref work, counts.Length);
            Assert.Equal(-1, counts.IndexOfAnyExcept(1));
        }));
    }

    [Theory, InlineData(0), InlineData(57), InlineData(99)]
    public void What_a_part_throws_reaches_the_caller(int at)
    {
        foreach (var threads in new[] { 1, 4 })
            Crews.On(threads, () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    var counts = new int[100];
                    var thrown = Assert.Throws<InvalidOperationException>(() =>
                    {
                        var work = new Throwing { Counts = counts, At = at };
                        Workers.Run(ref work, 100);
                    });
                    Assert.Equal($"part {at}", thrown.Message);
                    // The next call knows nothing of it.
                    var after = new int[100];
                    var sound = new Counting { Counts = after };
                    Workers.Run(ref sound, 100);
                    Assert.DoesNotContain(after, count => count != 1);
                }
            });
    }

    [Fact]
    public void Rows_may_move_while_threads_are_at_them()
    {
        const int rows = 400, n = 500;
        float[] logits = [.. Enumerable.Range(0, rows * n).Select(i => (float)Math.Sin(i))], expected = new float[rows * n];
        BatchKernels.Softmax(logits, n, expected);
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                System.Runtime.GCSettings.LargeObjectHeapCompactionMode = System.Runtime.GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        });
        collector.Start();
        try
        {
            Crews.On(4, () =>
            {
                for (var i = 0; i < 60; i++)
                {
                    // Garbage before and between, so that the rows have somewhere to move to.
                    _ = new float[rows * n];
                    float[] x = [.. logits];
                    _ = new float[rows * n];
                    var y = new float[rows * n];
                    ParallelKernels.SoftmaxOfRows(x, n, y);
                    Assert.True(y.AsSpan().SequenceEqual(expected), $"call {i}");
                }
            });
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void Many_callers_at_once()
    {
        float[] logits = [.. Enumerable.Range(0, 1 << 18).Select(i => (float)Math.Cos(i))], expected = new float[logits.Length];
        ParallelKernels.Softmax(logits, expected);
        Crews.On(4, () => Parallel.For(0, 40, _ =>
        {
            var y = new float[logits.Length];
            ParallelKernels.Softmax(logits, y);
            Assert.True(y.AsSpan().SequenceEqual(expected));
        }));
    }

    [Fact]
    public void A_call_allocates_next_to_nothing()
    {
        float[] x = new float[1 << 18], y = new float[1 << 18];
        void Calls(int count)
        {
            for (var i = 0; i < count; i++)
            {
                ParallelKernels.Softmax(x, y);
                ParallelKernels.SoftmaxOfRows(x, 1 << 10, y);
            }
        }
        Crews.On(4, () =>
        {
            Calls(50);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Calls(200);
            // What is left is the pool's own, where its queue grows.
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            TestContext.Current.SendDiagnosticMessage($"{bytes} bytes in 400 calls");
            Assert.True(bytes < 4000, $"{bytes} bytes in 400 calls");
        });
    }
}
