namespace KernelGen;

// The functions of single numbers: each the twin of one on rows.
public static partial class RowMath
{
    /// <summary>e to the power of x; of −∞ the weight of a masked element, exactly 0, and of +∞ an infinity that nothing can be divided by.</summary>
    public static Scalar Exp(Scalar x) => new(Extended.Exp(x.Value));

    /// <summary>2 to the power of x.</summary>
    public static Scalar Exp2(Scalar x) => new(Extended.Exp2(x.Value));

    /// <summary>e^x − 1, exact near 0.</summary>
    public static Scalar Expm1(Scalar x) => new(Extended.Expm1(x.Value));

    /// <summary>The natural logarithm.</summary>
    public static Scalar Log(Scalar x) => new(Extended.Log(x.Value));

    /// <summary>The logarithm to base 2.</summary>
    public static Scalar Log2(Scalar x) => new(Extended.Log2(x.Value));

    /// <summary>log(1 + x), exact near 0.</summary>
    public static Scalar Log1p(Scalar x) => new(Extended.Log1p(x.Value));

    /// <summary>The square root.</summary>
    public static Scalar Sqrt(Scalar x) => new(Extended.Sqrt(x.Value));

    /// <summary>The absolute value.</summary>
    public static Scalar Abs(Scalar x) => new(Extended.Abs(x.Value));

    /// <summary>−1, 0 or 1.</summary>
    public static Scalar Sign(Scalar x) => new(Extended.Sign(x.Value));

    /// <summary>1 / (1 + e^−x).</summary>
    public static Scalar Sigmoid(Scalar x) => new(Extended.Sigmoid(x.Value));

    /// <summary>The hyperbolic tangent.</summary>
    public static Scalar Tanh(Scalar x) => new(Extended.Tanh(x.Value));

    /// <summary>log(1 + e^x).</summary>
    public static Scalar Softplus(Scalar x) => new(Extended.Softplus(x.Value));

    /// <summary>The nearest integer, of two the even one.</summary>
    public static Scalar Round(Scalar x) => new(Extended.Round(x.Value));

    /// <summary>The largest integer not above x.</summary>
    public static Scalar Floor(Scalar x) => new(Extended.Floor(x.Value));

    /// <summary>The sine.</summary>
    public static Scalar Sin(Scalar x) => new(Extended.Sin(x.Value));

    /// <summary>The cosine.</summary>
    public static Scalar Cos(Scalar x) => new(Extended.Cos(x.Value));

    /// <summary>max(x, 0).</summary>
    public static Scalar Relu(Scalar x) => Max(x, 0);

    /// <summary>x limited to the range from lo to hi.</summary>
    public static Scalar Clamp(Scalar x, Scalar lo, Scalar hi) => Min(Max(x, lo), hi);

    /// <summary>x to the power of a.</summary>
    public static Scalar Pow(Scalar x, Scalar a) => new(Extended.Pow(x.Value, a.Value));

    /// <summary>The smaller of two; NaN if either is.</summary>
    public static Scalar Min(Scalar a, Scalar b) => new(Extended.Min(a.Value, b.Value));

    /// <summary>The larger of two; NaN if either is.</summary>
    public static Scalar Max(Scalar a, Scalar b) => new(Extended.Max(a.Value, b.Value));

    /// <summary>log(e^a + e^b).</summary>
    public static Scalar LogAddExp(Scalar a, Scalar b) => new(Extended.LogAddExp(a.Value, b.Value));

    /// <summary><paramref name="then"/> if the condition holds, else <paramref name="otherwise"/>.</summary>
    public static Scalar Select(bool condition, Scalar then, Scalar otherwise) => condition ? then : otherwise;

    /// <summary>1 / √x.</summary>
    public static Scalar Rsqrt(Scalar x) => 1 / Sqrt(x);

    /// <summary>x·x.</summary>
    public static Scalar Square(Scalar x) => x * x;
}
