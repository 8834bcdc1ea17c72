namespace KernelGen;

// Words that are only short for others. Written with rows and scalars alone: this file is both what runs and what the compiler reads.
public static partial class RowMath
{
    /// <summary>x·x, for every element.</summary>
    public static Row Square(Row x) => x * x;

    /// <summary>1 / √x, for every element.</summary>
    public static Row Rsqrt(Row x) => 1 / Sqrt(x);

    /// <summary>Random numbers of the standard Gumbel distribution, −log(−log u): added to logits, they make the largest a sample of the softmax (Gumbel 1954; Maddison, Tarlow, Minka 2014). See <see cref="Uniform"/>.</summary>
    public static Row Gumbel(Scalar seed) => -Log(-Log1p(-Uniform(seed)));

    /// <summary>Random numbers of the standard normal distribution (Box and Muller 1958). See <see cref="Uniform"/>.</summary>
    public static Row Normal(Scalar seed) => Sqrt(-2 * Log(Uniform(seed))) * Cos(6.283185307179586 * SecondUniform(seed));

    /// <summary>The arithmetic mean, Σx / n; NaN for an empty row.</summary>
    public static Scalar Mean(Row x) => Sum(x) / x.Length;

    /// <summary>The population variance, Σ(x − mean)² / n; NaN for an empty row.</summary>
    public static Scalar Variance(Row x) => Sum(Square(x - Mean(x))) / x.Length;

    /// <summary>The inner product, Σ a·b.</summary>
    public static Scalar Dot(Row a, Row b) => Sum(a * b);

    /// <summary>The Euclidean norm, √Σx².</summary>
    public static Scalar Norm(Row x) => Sqrt(Sum(x * x));

    /// <summary>log Σ e^x; −∞ for an empty row and for one masked everywhere, +∞ if any element is.</summary>
    public static Scalar LogSumExp(Row x) => Log(Sum(Exp(x)));

    // Above the last of the chosen, or equal to it and no further along: the lower index comes first. A row shorter than k is chosen whole.
    internal static Mask MaskOf(Row row, TopK top)
    {
        Scalar last = top.Values[top.Values.Length - 1], at = top.Indices[top.Indices.Length - 1];
        return row > last | (row == last & row.Positions <= Select(at < 0, row.Length, at));
    }
}
