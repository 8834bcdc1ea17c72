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

    /// <summary>
    /// The k largest elements and where they are, the lower index first among equals; k of 0 and more, above the row's length too.
    /// All values NaN and all indices −1 if any element is NaN. Up to 1024 elements are sought without allocating.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is negative.</exception>
    public static TopK TopK(Row x, Position k) => new(x, k.Index);

    /// <summary>The largest elements, as many as the kernel's destination holds; when it is evaluated, all of them. See <see cref="TopK(Row, Position)"/>.</summary>
    public static TopK TopK(Row x) => new(x, x.Items.Length);

    /// <summary>
    /// The τ at which Σ relu(x − τ)^power is <paramref name="sum"/>, for a power of 1 and more: powers and sums of 1 make the sparsemax (Martins and
    /// Astudillo 2016), a power of 2 and a sum of 4 the 1.5-entmax (Peters, Niculae, Martins 2019). +∞ for a row that is empty or masked everywhere, NaN for one with NaN or +∞.
    /// </summary>
    public static Scalar Threshold(Row x, Scalar power, Scalar sum)
    {
        var max = Max(x);
        if (x.Items.Length == 0 || max.Value.ToDouble() is double.NegativeInfinity)
            return double.PositiveInfinity;
        var distances = Array.ConvertAll(x.Items, item => (item - max.Value).ToDouble());
        if (Array.Exists(distances, double.IsNaN))
            return double.NaN;
        // Halving the interval in which it lies until nothing is left of it.
        double p = power.Value.ToDouble(), s = sum.Value.ToDouble(), low = -Math.Pow(s, 1 / p), high = 0;
        for (var middle = low / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            if (distances.Sum(d => Math.Pow(Math.Max(d - middle, 0), p)) > s)
                low = middle;
            else
                high = middle;
        }
        if (p != 1)
            return max + high;
        // What is above it is known now, and so is the threshold.
        var above = distances.Where(d => d > high).DefaultIfEmpty(0).ToList();
        return max + ((above.Sum() - s) / above.Count);
    }

    /// <summary>The τ at which Σ relu(x − τ) is 1: <c>Relu(x - Threshold(x))</c> is the sparsemax. See <see cref="Threshold(Row, Scalar, Scalar)"/>.</summary>
    public static Scalar Threshold(Row x) => Threshold(x, 1, 1);

    /// <summary>
    /// The smallest element of the nucleus: the largest v at which the elements from v on have a <paramref name="share"/> of Σ e^x and more
    /// (Holtzman et al. 2020, "The Curious Case of Neural Text Degeneration"; top-p). <c>Select(x &lt; Nucleus(x, p), NegativeInfinity, x)</c> keeps
    /// the nucleus, of equal elements all or none. −∞, so all, for a share of 1 and more; the maximum for 0 and less; +∞ for a row that is
    /// empty or masked everywhere; NaN for one with NaN or +∞.
    /// </summary>
    public static Scalar Nucleus(Row x, Scalar share)
    {
        double wanted = share.Value.ToDouble();
        if (wanted >= 1)
            return double.NegativeInfinity;
        var max = Max(x);
        if (x.Items.Length == 0 || max.Value.ToDouble() is double.NegativeInfinity)
            return double.PositiveInfinity;
        var distances = Array.ConvertAll(x.Items, item => (item - max.Value).ToDouble());
        if (double.IsNaN(wanted) || Array.Exists(distances, double.IsNaN))
            return double.NaN;
        double all = distances.Sum(Math.Exp), mass = 0;
        foreach (var i in Enumerable.Range(0, distances.Length).OrderByDescending(i => distances[i]))
        {
            mass += Math.Exp(distances[i]);
            if (mass >= wanted * all)
                return new Scalar(x.Items[i]);
        }
        return double.NegativeInfinity;
    }

    /// <summary>The sum of the elements up to each, that one included. In a kernel for rows of chosen elements (<see cref="KernelGen.TopK"/>).</summary>
    public static Row CumulativeSum(Row x)
    {
        var items = new Extended[x.Items.Length];
        Extended sum = 0;
        for (var i = 0; i < items.Length; i++)
            items[i] = sum += x.Items[i];
        return new(new Lanes<Extended>(items));
    }

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
