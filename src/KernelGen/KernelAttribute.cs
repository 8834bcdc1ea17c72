namespace KernelGen;

/// <summary>
/// Marks a partial method whose body is derived at compile time from its description: a method of the same name over
/// <see cref="Row"/>, <see cref="Scalar"/>, <see cref="Position"/> and <see cref="Mask"/> in the same class, or else the entry of that name in <see cref="Normalizers"/>.
/// </summary>
/// <example><code>
/// [Kernel] public static partial void Softmax(ReadOnlySpan&lt;float&gt; x, Span&lt;float&gt; y);
/// static Row Softmax(Row x) => Exp(x) / Sum(Exp(x));
/// </code></example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KernelAttribute : Attribute
{
    /// <summary>A kernel described by the method, or the catalogue entry, of its own name.</summary>
    public KernelAttribute()
    {
    }

    /// <summary>A kernel described by the method, or the catalogue entry, named <paramref name="description"/>.</summary>
    public KernelAttribute(string description) => Description = description;

    /// <summary>The name of the description; null means the kernel's own name.</summary>
    public string? Description { get; }

    /// <summary>How the kernel passes over memory. By default chosen at each call from the row's length.</summary>
    public Algorithm Algorithm { get; set; } = Algorithm.Auto;

    /// <summary>Fixes the vector width instead of the widest one the processor accelerates. A reproducible kernel has sixteen lanes whatever this says.</summary>
    public VectorWidth Width { get; set; } = VectorWidth.Widest;

    /// <summary>
    /// The same bits on every processor: sixteen lanes in a fixed order and fused multiply-add everywhere, in hardware or not. At full speed with AVX-512,
    /// slower with narrower vectors. (A logarithm or exponential of a scalar is the platform's own, <see cref="Math.Log(double)"/> in double; so is one of chosen elements where they are gathered,
    /// summed as they come or written as whole numbers.)
    /// </summary>
    public bool Reproducible { get; set; }

    /// <summary>
    /// Several threads of the thread pool at one call: at the rows of a batch, and at the parts of a long row, which are swept one by one and merged.
    /// A short call stays on its thread. The result does not depend on the number of threads: where a row is parted follows from its length alone.
    /// A sweep that chooses elements (<see cref="RowMath.TopK(Row)"/>, <see cref="RowMath.Threshold(Row)"/>) is not parted.
    /// </summary>
    public bool Parallel { get; set; }
}
