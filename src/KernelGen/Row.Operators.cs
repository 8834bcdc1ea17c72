namespace KernelGen;

// Row × Row, Row × Scalar and Scalar × Row; rows of different lengths throw ArgumentException.
public sealed partial class Row
{
    /// <summary>The negative of every element.</summary>
    public static Row operator -(Row x) => x.Map(item => -item);

    /// <summary>The elementwise sum.</summary>
    public static Row operator +(Row a, Row b) => Zip(a, b, (x, y) => x + y);

    /// <summary>The sum of every element and a scalar.</summary>
    public static Row operator +(Row a, Scalar b) => a + (Row)b;

    /// <summary>The sum of a scalar and every element.</summary>
    public static Row operator +(Scalar a, Row b) => (Row)a + b;

    /// <summary>The elementwise difference. An element that is −∞ in both is masked and stays −∞.</summary>
    public static Row operator -(Row a, Row b) => Zip(a, b, Extended.SubtractMasked);

    /// <summary>The difference of every element and a scalar. An element that is −∞ and meets −∞ is masked and stays −∞.</summary>
    public static Row operator -(Row a, Scalar b) => a - (Row)b;

    /// <summary>The difference of a scalar and every element.</summary>
    public static Row operator -(Scalar a, Row b) => Zip(a, b, (x, y) => x - y);

    /// <summary>The elementwise product.</summary>
    public static Row operator *(Row a, Row b) => Zip(a, b, (x, y) => x * y);

    /// <summary>The product of every element and a scalar.</summary>
    public static Row operator *(Row a, Scalar b) => a * (Row)b;

    /// <summary>The product of a scalar and every element.</summary>
    public static Row operator *(Scalar a, Row b) => (Row)a * b;

    /// <summary>The elementwise quotient.</summary>
    public static Row operator /(Row a, Row b) => Zip(a, b, (x, y) => x / y);

    /// <summary>The quotient of every element and a scalar.</summary>
    public static Row operator /(Row a, Scalar b) => a / (Row)b;

    /// <summary>The quotient of a scalar and every element.</summary>
    public static Row operator /(Scalar a, Row b) => (Row)a / b;

    /// <summary>Where an element of <paramref name="a"/> is below the one of <paramref name="b"/>; NaN never is.</summary>
    public static Mask operator <(Row a, Row b) => Compare(a, b, (x, y) => x < y);

    /// <summary>Where an element is below the scalar.</summary>
    public static Mask operator <(Row a, Scalar b) => a < (Row)b;

    /// <summary>Where the scalar is below the element.</summary>
    public static Mask operator <(Scalar a, Row b) => (Row)a < b;

    /// <summary>Where an element of <paramref name="a"/> is at or below the one of <paramref name="b"/>; NaN never is.</summary>
    public static Mask operator <=(Row a, Row b) => Compare(a, b, (x, y) => x <= y);

    /// <summary>Where an element is at or below the scalar.</summary>
    public static Mask operator <=(Row a, Scalar b) => a <= (Row)b;

    /// <summary>Where the scalar is at or below the element.</summary>
    public static Mask operator <=(Scalar a, Row b) => (Row)a <= b;

    /// <summary>Where an element of <paramref name="a"/> is above the one of <paramref name="b"/>; NaN never is.</summary>
    public static Mask operator >(Row a, Row b) => Compare(a, b, (x, y) => x > y);

    /// <summary>Where an element is above the scalar.</summary>
    public static Mask operator >(Row a, Scalar b) => a > (Row)b;

    /// <summary>Where the scalar is above the element.</summary>
    public static Mask operator >(Scalar a, Row b) => (Row)a > b;

    /// <summary>Where an element of <paramref name="a"/> is at or above the one of <paramref name="b"/>; NaN never is.</summary>
    public static Mask operator >=(Row a, Row b) => Compare(a, b, (x, y) => x >= y);

    /// <summary>Where an element is at or above the scalar.</summary>
    public static Mask operator >=(Row a, Scalar b) => a >= (Row)b;

    /// <summary>Where the scalar is at or above the element.</summary>
    public static Mask operator >=(Scalar a, Row b) => (Row)a >= b;

    /// <summary>Where an element of <paramref name="a"/> is equal to the one of <paramref name="b"/>; NaN never is.</summary>
    public static Mask operator ==(Row a, Row b) => Compare(a, b, (x, y) => x == y);

    /// <summary>Where an element is equal to the scalar.</summary>
    public static Mask operator ==(Row a, Scalar b) => a == (Row)b;

    /// <summary>Where the scalar is equal to the element.</summary>
    public static Mask operator ==(Scalar a, Row b) => (Row)a == b;

    /// <summary>Where an element of <paramref name="a"/> is unequal to the one of <paramref name="b"/>; NaN is unequal to everything.</summary>
    public static Mask operator !=(Row a, Row b) => Compare(a, b, (x, y) => x != y);

    /// <summary>Where an element is unequal to the scalar.</summary>
    public static Mask operator !=(Row a, Scalar b) => a != (Row)b;

    /// <summary>Where the scalar is unequal to the element.</summary>
    public static Mask operator !=(Scalar a, Row b) => (Row)a != b;
}
