using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>Rows of logits and room for every kind of result; the peers of a race share them.</summary>
public sealed unsafe class Workload : IDisposable
{
    public const float Epsilon = 1e-5f;

    // Aligned alike in every run. The tensors begin at different offsets within a page: at equal ones a processor
    // takes the load of x[i] for a load of the y[i] just stored.
    private const nuint Page = 4096, Stagger = 17 * 64;

    private readonly List<nint> _blocks = [];

    public Workload(Shape shape)
    {
        Shape = shape;
        XAt = Allocate(shape.Elements);
        YAt = Allocate(shape.Elements);
        GainAt = Allocate(shape.Length);
        BiasAt = Allocate(shape.Length);
        ScalarsAt = Allocate(shape.Rows);
        LabelsAt = (long*)Allocate(2 * shape.Rows);

        var random = new Random(shape.Length);
        Fill(XAt, shape.Elements, () => 20 * random.NextSingle() - 10);
        Fill(GainAt, shape.Length, () => 0.5f + random.NextSingle());
        Fill(BiasAt, shape.Length, () => random.NextSingle() - 0.5f);
        new Span<long>(LabelsAt, shape.Rows).Fill(shape.Length / 3);
        Labels = [.. Enumerable.Repeat(shape.Length / 3, shape.Rows)];
        Clear(); // also makes the pages of the results exist before the clock starts
        Rows = [.. Enumerable.Range(0, shape.Rows).Select(row => new LogitRow(this, row))];
    }

    public Shape Shape { get; }

    public LogitRow[] Rows { get; }

    // The whole batch: as spans,
    public ReadOnlySpan<float> X => new(XAt, Shape.Elements);
    public Span<float> Y => new(YAt, Shape.Elements);
    public ReadOnlySpan<float> Gain => new(GainAt, Shape.Length);
    public ReadOnlySpan<float> Bias => new(BiasAt, Shape.Length);
    public Span<float> Scalars => new(ScalarsAt, Shape.Rows);
    public int[] Labels { get; }

    // and for those who take it by pointer.
    internal float* XAt { get; }
    internal float* YAt { get; }
    internal float* GainAt { get; }
    internal float* BiasAt { get; }
    internal float* ScalarsAt { get; }
    internal long* LabelsAt { get; }

    /// <summary>Forgets all results.</summary>
    public void Clear()
    {
        new Span<float>(YAt, Shape.Elements).Clear();
        new Span<float>(ScalarsAt, Shape.Rows).Clear();
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            NativeMemory.AlignedFree((void*)block);
    }

    private float* Allocate(int count)
    {
        var shift = (nuint)_blocks.Count * Stagger;
        var block = (nint)NativeMemory.AlignedAlloc((nuint)count * sizeof(float) + shift, Page);
        _blocks.Add(block);
        return (float*)(block + (nint)shift);
    }

    private static void Fill(float* at, int count, Func<float> next)
    {
        for (var i = 0; i < count; i++)
            at[i] = next();
    }
}
