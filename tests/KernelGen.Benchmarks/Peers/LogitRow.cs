namespace KernelGen.Benchmarks.Peers;

/// <summary>One row of a workload and its results.</summary>
public sealed unsafe class LogitRow(Workload batch, int index)
{
    private readonly float* _x = batch.XAt + (nint)index * batch.Shape.Length, _y = batch.YAt + (nint)index * batch.Shape.Length;
    private readonly float* _gain = batch.GainAt, _bias = batch.BiasAt, _scalar = batch.ScalarsAt + index;
    private readonly int _length = batch.Shape.Length;

    public ReadOnlySpan<float> X => new(_x, _length);
    public Span<float> Y => new(_y, _length);
    public ReadOnlySpan<float> Gain => new(_gain, _length);
    public ReadOnlySpan<float> Bias => new(_bias, _length);

    /// <summary>The label of a cross entropy.</summary>
    public int Label => _length / 3;

    /// <summary>A scalar result. Being stored, it cannot be optimised away.</summary>
    public float Scalar { get => *_scalar; set => *_scalar = value; }
}
