namespace KernelGen;

/// <summary>
/// An index into a row, counted from 0: the label of a loss, the query's place in a sequence. Shape: a single integer.
/// It picks an element, <c>x[label]</c>, compares with <see cref="Row.Positions"/>, and is a <see cref="Scalar"/> wherever a number is wanted.
/// </summary>
public readonly struct Position
{
    Position(int index) => Index = index;

    internal int Index { get; }

    /// <summary>The position at <paramref name="index"/>.</summary>
    public static implicit operator Position(int index) => new(index);

    /// <summary>The sum, a number.</summary>
    public static Scalar operator +(Position a, Position b) => (Scalar)a + (Scalar)b;

    /// <summary>The sum, a number.</summary>
    public static Scalar operator +(Position a, Scalar b) => (Scalar)a + b;

    /// <summary>The sum, a number.</summary>
    public static Scalar operator +(Scalar a, Position b) => a + (Scalar)b;

    /// <summary>The difference, a number.</summary>
    public static Scalar operator -(Position a, Position b) => (Scalar)a - (Scalar)b;

    /// <summary>The difference, a number.</summary>
    public static Scalar operator -(Position a, Scalar b) => (Scalar)a - b;

    /// <summary>The difference, a number.</summary>
    public static Scalar operator -(Scalar a, Position b) => a - (Scalar)b;

    /// <summary>The product, a number.</summary>
    public static Scalar operator *(Position a, Position b) => (Scalar)a * (Scalar)b;

    /// <summary>The product, a number.</summary>
    public static Scalar operator *(Position a, Scalar b) => (Scalar)a * b;

    /// <summary>The product, a number.</summary>
    public static Scalar operator *(Scalar a, Position b) => a * (Scalar)b;

    /// <summary>The quotient, a number.</summary>
    public static Scalar operator /(Position a, Position b) => (Scalar)a / (Scalar)b;

    /// <summary>The quotient, a number.</summary>
    public static Scalar operator /(Position a, Scalar b) => (Scalar)a / b;

    /// <summary>The quotient, a number.</summary>
    public static Scalar operator /(Scalar a, Position b) => a / (Scalar)b;

    /// <summary>Whether <paramref name="a"/> is below <paramref name="b"/>.</summary>
    public static bool operator <(Position a, Position b) => a.Index < b.Index;

    /// <summary>Whether <paramref name="a"/> is at or below <paramref name="b"/>.</summary>
    public static bool operator <=(Position a, Position b) => a.Index <= b.Index;

    /// <summary>Whether <paramref name="a"/> is above <paramref name="b"/>.</summary>
    public static bool operator >(Position a, Position b) => a.Index > b.Index;

    /// <summary>Whether <paramref name="a"/> is at or above <paramref name="b"/>.</summary>
    public static bool operator >=(Position a, Position b) => a.Index >= b.Index;

    /// <summary>Whether <paramref name="a"/> is equal to <paramref name="b"/>.</summary>
    public static bool operator ==(Position a, Position b) => a.Index == b.Index;

    /// <summary>Whether <paramref name="a"/> is unequal to <paramref name="b"/>.</summary>
    public static bool operator !=(Position a, Position b) => a.Index != b.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Position other && Index == other.Index;

    /// <inheritdoc/>
    public override int GetHashCode() => Index;

    /// <summary>The index.</summary>
    public override string ToString() => Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
