namespace KernelGen;

/// <summary>
/// One number: a parameter of a kernel, a constant, or what a reduction makes of a row. Shape: a single value; with a <see cref="Row"/> it stands at every position.
/// </summary>
/// <remarks>Like a row it computes in extended range. Its arithmetic is IEEE arithmetic, so −∞ − (−∞) is NaN.</remarks>
public readonly struct Scalar
{
    internal Scalar(Extended value) => Value = value;

    internal Extended Value { get; }

    /// <summary>A number; float and int convert through it.</summary>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>A position, as a number.</summary>
    public static implicit operator Scalar(Position position) => new(position.Index);

    /// <summary>The nearest double; infinity or zero outside its range.</summary>
    public static explicit operator double(Scalar value) => value.Value.ToDouble();

    /// <summary>The nearest float; infinity or zero outside its range.</summary>
    public static explicit operator float(Scalar value) => (float)value.Value.ToDouble();

    /// <summary>The negative.</summary>
    public static Scalar operator -(Scalar x) => new(-x.Value);

    /// <summary>The sum.</summary>
    public static Scalar operator +(Scalar a, Scalar b) => new(a.Value + b.Value);

    /// <summary>The difference.</summary>
    public static Scalar operator -(Scalar a, Scalar b) => new(a.Value - b.Value);

    /// <summary>The product.</summary>
    public static Scalar operator *(Scalar a, Scalar b) => new(a.Value * b.Value);

    /// <summary>The quotient.</summary>
    public static Scalar operator /(Scalar a, Scalar b) => new(a.Value / b.Value);

    /// <summary>Whether <paramref name="a"/> is below <paramref name="b"/>.</summary>
    public static bool operator <(Scalar a, Scalar b) => a.Value < b.Value;

    /// <summary>Whether <paramref name="a"/> is at or below <paramref name="b"/>.</summary>
    public static bool operator <=(Scalar a, Scalar b) => a.Value <= b.Value;

    /// <summary>Whether <paramref name="a"/> is above <paramref name="b"/>.</summary>
    public static bool operator >(Scalar a, Scalar b) => a.Value > b.Value;

    /// <summary>Whether <paramref name="a"/> is at or above <paramref name="b"/>.</summary>
    public static bool operator >=(Scalar a, Scalar b) => a.Value >= b.Value;

    /// <summary>Whether <paramref name="a"/> is equal to <paramref name="b"/>.</summary>
    public static bool operator ==(Scalar a, Scalar b) => a.Value == b.Value;

    /// <summary>Whether <paramref name="a"/> is unequal to <paramref name="b"/>.</summary>
    public static bool operator !=(Scalar a, Scalar b) => a.Value != b.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The value; where no double holds it, with its exponent.</summary>
    public override string ToString() => Value.ToString();
}
