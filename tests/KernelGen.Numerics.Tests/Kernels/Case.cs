namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>What a kernel takes besides its first row.</summary>
[Flags]
enum Takes
{
    Nothing = 0,
    Second = 1,
    Keep = 2,
    Label = 4,
}

/// <summary>Exact results: the row, if any, and the scalars.</summary>
readonly record struct Exact(double[]? Row, params double[] Scalars)
{
    public static implicit operator Exact(double[] row) => new(row);
    public static implicit operator Exact(double scalar) => new(null, scalar);
    public static implicit operator Exact(Row row) => new(row.ToArray());
    public static implicit operator Exact(Scalar scalar) => new(null, (double)scalar);
}

/// <summary>
/// How far a result may be from the exact value e: Relative·|e| + Absolute, and one unit of the smallest float where e is not 0.
/// What is exactly 0, as is the weight of a masked element, has only the absolute part.
/// </summary>
readonly record struct Tolerance(double Relative, double Absolute = 0)
{
    public bool Admits(float actual, double exact)
    {
        if (double.IsNaN(exact) || double.IsInfinity(exact) || float.IsNaN(actual)) return exact.Equals(actual);
        var bound = Relative * Math.Abs(exact) + Absolute + (exact == 0 ? 0 : float.Epsilon);
        // Past the largest float there is only ∞.
        return Math.Abs(actual - exact) <= bound || (float.IsInfinity(actual) && Math.Sign(actual) == Math.Sign(exact) && Math.Abs(exact) + bound >= float.MaxValue);
    }
}

/// <summary>A kernel with its two references and its error bounds.</summary>
/// <param name="Description">The kernel's own description, evaluated in extended range.</param>
/// <param name="Formula">The same by hand in double.</param>
/// <param name="Bound">The tolerance of row and scalars on a sample.</param>
sealed record Case(string Name, Takes Takes, bool HasRow, float Number, Func<Sample, Exact> Description, Func<Sample, Exact> Formula, Func<Sample, (Tolerance Row, Tolerance Scalars)> Bound)
{
    public int Scalars { get; } = Description(Sample.Of(1, 2)).Scalars.Length;

    /// <summary>Every result of a kernel on a sample: the row and behind it the scalars.</summary>
    public float[] Run(Variant variant, Sample sample)
    {
        var y = new float[HasRow ? sample.Length : 0];
        var arguments = new Arguments { X = sample.X, Second = sample.Second, Keep = sample.Keep, Number = Number, Label = Label(sample.Length), Y = y };
        variant.Kernels[Name](ref arguments);
        return [.. y, .. new[] { arguments.First, arguments.Other }.AsSpan(0, Scalars)];
    }

    public bool Accepts(Sample sample) => sample.Length > 0 || !Takes.HasFlag(Takes.Label);

    public static int Label(int length) => length / 2;

    /// <summary>The worst result that is out of bounds; null if all are right.</summary>
    public Fault? Fault(float[] actual, Exact exact, Sample sample)
    {
        var (row, scalars) = Bound(sample);
        var n = exact.Row?.Length ?? 0;
        Fault? worst = null;
        for (var i = 0; i < actual.Length; i++)
        {
            var (e, tolerance) = i < n ? (exact.Row![i], row) : (exact.Scalars[i - n], scalars);
            if (tolerance.Admits(actual[i], e)) continue;
            var error = Math.Abs(actual[i] - e);
            var excess = double.IsNaN(error) ? double.PositiveInfinity : error / (tolerance.Relative * Math.Abs(e) + tolerance.Absolute);
            if (worst is null || excess > worst.Excess)
                worst = new(excess, $"{(i < n ? $"[{i}]" : $"scalar {i - n}")} is {actual[i]:R}, exactly {e:R}, error {error:G3} ({error / Math.Abs(e):G3} relative), {excess:G3} times the bound");
        }
        return worst;
    }
}

/// <summary>A result out of bounds, and by how many times.</summary>
sealed record Fault(double Excess, string Text);
