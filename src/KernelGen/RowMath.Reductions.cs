namespace KernelGen;

// From a row to a scalar. Each is a fold from its identity, which is also its value on the empty row.
public static partial class RowMath
{
    /// <summary>The sum of the elements; 0 for an empty row. Carried in twice the precision of a double, so its error does not grow with the length.</summary>
    public static Scalar Sum(Row x) => x.Items.Length == 0 ? 0 : Fold(x, Extended.Vanished, (sum, item) => sum + item);

    /// <summary>The product of the elements; 1 for an empty row.</summary>
    public static Scalar Product(Row x) => Fold(x, 1, (product, item) => product * item);

    /// <summary>The largest element; −∞ for an empty row, NaN if any element is.</summary>
    public static Scalar Max(Row x) => Fold(x, double.NegativeInfinity, Extended.Max);

    /// <summary>The smallest element; +∞ for an empty row, NaN if any element is.</summary>
    public static Scalar Min(Row x) => Fold(x, double.PositiveInfinity, Extended.Min);

    /// <summary>The index of the largest element, the first of equals; −1 for an empty row or if any element is NaN.</summary>
    public static Scalar ArgMax(Row x) => FirstWhere(x, Max(x));

    /// <summary>The index of the smallest element, the first of equals; −1 for an empty row or if any element is NaN.</summary>
    public static Scalar ArgMin(Row x) => FirstWhere(x, Min(x));

    /// <summary>How many elements of the mask are true.</summary>
    public static Scalar Count(Mask mask) => mask.Items.Count(item => item);

    /// <summary>Whether any element of the mask is true; false for an empty one.</summary>
    public static bool Any(Mask mask) => mask.Items.Contains(true);

    /// <summary>Whether every element of the mask is true; true for an empty one.</summary>
    public static bool All(Mask mask) => !mask.Items.Contains(false);

    static Scalar Fold(Row x, Extended identity, Func<Extended, Extended, Extended> combine)
    {
        foreach (var item in x.Items)
            identity = combine(identity, item);
        return new(identity);
    }

    /// <summary>NaN equals nothing, so a row with one has no such index.</summary>
    static Scalar FirstWhere(Row x, Scalar extreme) => Array.FindIndex(x.Items, item => item == extreme.Value);
}
