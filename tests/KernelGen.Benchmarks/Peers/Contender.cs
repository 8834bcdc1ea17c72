namespace KernelGen.Benchmarks.Peers;

public delegate void RowComputation(LogitRow row);

/// <summary>A peer that is ready to run on a workload.</summary>
public abstract class Contender : IDisposable
{
    public abstract void Run(int repeats);

    public virtual Timing Time(int repeats)
    {
        var watch = new Watch();
        Run(repeats);
        return watch.Stop();
    }

    public virtual void Dispose()
    {
    }
}

/// <summary>A call for every row.</summary>
internal sealed class RowByRow(LogitRow[] rows, RowComputation compute) : Contender
{
    public override void Run(int repeats)
    {
        for (var i = 0; i < repeats; i++)
            foreach (var row in rows)
                compute(row);
    }
}

/// <summary>One call for all rows; what it needs is freed with it.</summary>
internal sealed class WholeBatch(Action compute, Action? free = null) : Contender
{
    public override void Run(int repeats)
    {
        for (var i = 0; i < repeats; i++)
            compute();
    }

    public override void Dispose() => free?.Invoke();
}
