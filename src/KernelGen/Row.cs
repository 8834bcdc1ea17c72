namespace KernelGen;

/// <summary>
/// A row of numbers: what a description's functions and operators work on, element by element.
/// Shape: one value per position. Every operator on rows takes rows of the same length, or a <see cref="Scalar"/> for every position.
/// </summary>
/// <remarks>
/// In a description a row stands for a span of the kernel. A row also computes, slowly and in extended range
/// (<c>Exp(5000)</c> is a number), so that a description can be called: it is the reference its kernel is tested against.
/// </remarks>
public sealed partial class Row
{
    internal Row(Lanes<Extended> lanes) => Lanes = lanes;

    internal Lanes<Extended> Lanes { get; }

    internal Extended[] Items => Lanes.Items;

    /// <summary>What takes the place of an element past the end, where more are chosen than there are: −∞, or what has become of it.</summary>
    internal Extended Beyond { get; init; } = double.NegativeInfinity;

    /// <summary>What is at a computed position outside.</summary>
    internal Extended Missing { private get; init; } = double.NaN;

    /// <summary>A row that holds <paramref name="values"/>.</summary>
    public static Row Of(ReadOnlySpan<float> values)
    {
        var items = new Extended[values.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = values[i];
        return new(new Lanes<Extended>(items));
    }

    /// <summary>A row that holds <paramref name="values"/>.</summary>
    public static Row Of(ReadOnlySpan<double> values)
    {
        var items = new Extended[values.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = values[i];
        return new(new Lanes<Extended>(items));
    }

    /// <summary>A row that holds <paramref name="values"/>.</summary>
    public static implicit operator Row(float[] values) => Of(values);

    /// <summary>A row that holds <paramref name="values"/>.</summary>
    public static implicit operator Row(double[] values) => Of(values);

    /// <summary>The number at every position; it takes its length from the row it is combined with.</summary>
    public static implicit operator Row(double value) => new(new Lanes<Extended>(value));

    /// <summary>The scalar at every position; it takes its length from the row it is combined with.</summary>
    public static implicit operator Row(Scalar value) => new(new Lanes<Extended>(value.Value));

    /// <summary>The number of elements. Shape: a scalar.</summary>
    /// <exception cref="InvalidOperationException">The row is a broadcast number.</exception>
    public Scalar Length => Items.Length;

    /// <summary>The row 0, 1, 2, … of the same length: the index of each element. Shape: a row.</summary>
    public Row Positions
    {
        get
        {
            var items = new Extended[Items.Length];
            for (var i = 0; i < items.Length; i++)
                items[i] = i;
            return new(new Lanes<Extended>(items));
        }
    }

    /// <summary>The element at a position. Shape: a scalar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is not inside the row.</exception>
    public Scalar this[Position position]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position.Index, nameof(position));
            if (Lanes.Length is { } length)
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position.Index, length, nameof(position));
            return new(Lanes.At(position.Index));
        }
    }

    /// <summary>The element at a position that is computed, such as ArgMax; NaN where there is none (−1 in the indices of a <see cref="TopK"/>). Shape: a scalar.</summary>
    public Scalar this[Scalar position]
    {
        get
        {
            var index = position.Value.ToDouble();
            return new(index >= 0 && index < Items.Length ? Items[(int)index] : !(index >= 0) && Missing.IsNegativeInfinity ? double.NaN : Missing);
        }
    }

    /// <summary>The elements, each rounded to a double (to infinity or zero where it lies outside the range).</summary>
    public double[] ToArray() => Array.ConvertAll(Items, item => item.ToDouble());

    /// <summary>The elements, each rounded to a float (to infinity or zero where it lies outside the range).</summary>
    public float[] ToFloatArray() => Array.ConvertAll(Items, item => (float)item.ToDouble());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The first elements, for a debugger.</summary>
    public override string ToString() => Lanes.ToString();

    internal Row Map(Func<Extended, Extended> f) => new(Lanes.Map(f));

    /// <summary>By a function that grows: what is chosen of its values is what it makes of those chosen.</summary>
    internal Row MapGrowing(Func<Extended, Extended> f) => new(Lanes.Map(f)) { Beyond = f(Beyond) };

    internal static Row Zip(Row a, Row b, Func<Extended, Extended, Extended> f) => new(Lanes<Extended>.Zip(a.Lanes, b.Lanes, f))
    {
        Beyond = a.Lanes.Length is not null && b.Lanes.IsBroadcast(out var scalar) && a.Beyond > double.NegativeInfinity ? f(a.Beyond, scalar) : double.NegativeInfinity,
    };

    static Mask Compare(Row a, Row b, Func<Extended, Extended, bool> f) => new(Lanes<Extended>.Zip(a.Lanes, b.Lanes, f));
}
