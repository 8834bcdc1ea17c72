using System.Runtime.InteropServices;

namespace KernelGen.Benchmarks.Peers;

/// <summary>One row of logits and room for every kind of result; the peers of a race share it.</summary>
public sealed unsafe class Workload : IDisposable
{
    public const float Epsilon = 1e-5f;

    // Aligned alike in every run. The rows begin at different offsets within a page: at equal ones a processor
    // takes the load of x[i] for a load of the y[i] just stored.
    private const nuint Page = 4096, Stagger = 17 * 64;

    private readonly float*[] _rows = new float*[4];

    public Workload(int n)
    {
        N = n;
        for (var row = 0; row < _rows.Length; row++)
            _rows[row] = (float*)NativeMemory.AlignedAlloc((nuint)n * sizeof(float) + (nuint)_rows.Length * Stagger, Page);

        var random = new Random(n);
        for (var i = 0; i < n; i++)
        {
            Row(0)[i] = 20 * random.NextSingle() - 10;
            Gain[i] = 0.5f + random.NextSingle();
            Bias[i] = random.NextSingle() - 0.5f;
        }
        Y.Clear(); // also makes its pages exist before the clock starts
    }

    public int N { get; }

    public ReadOnlySpan<float> X => Row(0);
    public Span<float> Y => Row(1);
    public Span<float> Gain => Row(2);
    public Span<float> Bias => Row(3);

    /// <summary>The label of a cross entropy.</summary>
    public int Label => N / 3;

    /// <summary>A scalar result. Being stored, it cannot be optimised away.</summary>
    public float Scalar { get; set; }

    private Span<float> Row(int row) => new((byte*)_rows[row] + (nuint)row * Stagger, N);

    public void Dispose()
    {
        foreach (var row in _rows)
            NativeMemory.AlignedFree(row);
    }
}
