namespace KernelGen;

/// <summary>The words of a description: element functions, selection and reductions. Meant for <c>using static KernelGen.RowMath;</c>.</summary>
public static partial class RowMath
{
    /// <summary>−∞: the logit of a masked element.</summary>
    public const double NegativeInfinity = double.NegativeInfinity;

    /// <summary>e to the power of x; of −∞ the weight of a masked element, exactly 0, and of +∞ an infinity that nothing can be divided by, for every element.</summary>
    public static Row Exp(Row x) => x.MapGrowing(Extended.Exp);

    /// <summary>2 to the power of x, for every element.</summary>
    public static Row Exp2(Row x) => x.Map(Extended.Exp2);

    /// <summary>e^x − 1, exact near 0, for every element.</summary>
    public static Row Expm1(Row x) => x.MapGrowing(Extended.Expm1);

    /// <summary>The natural logarithm, for every element.</summary>
    public static Row Log(Row x) => x.Map(Extended.Log);

    /// <summary>The logarithm to base 2, for every element.</summary>
    public static Row Log2(Row x) => x.Map(Extended.Log2);

    /// <summary>log(1 + x), exact near 0, for every element.</summary>
    public static Row Log1p(Row x) => x.Map(Extended.Log1p);

    /// <summary>The square root, for every element.</summary>
    public static Row Sqrt(Row x) => x.Map(Extended.Sqrt);

    /// <summary>The absolute value, for every element.</summary>
    public static Row Abs(Row x) => x.Map(Extended.Abs);

    /// <summary>−1, 0 or 1, for every element.</summary>
    public static Row Sign(Row x) => x.Map(Extended.Sign);

    /// <summary>1 / (1 + e^−x), for every element.</summary>
    public static Row Sigmoid(Row x) => x.MapGrowing(Extended.Sigmoid);

    /// <summary>The hyperbolic tangent, for every element.</summary>
    public static Row Tanh(Row x) => x.MapGrowing(Extended.Tanh);

    /// <summary>log(1 + e^x), for every element.</summary>
    public static Row Softplus(Row x) => x.MapGrowing(Extended.Softplus);

    /// <summary>The nearest integer, of two the even one, for every element.</summary>
    public static Row Round(Row x) => x.Map(Extended.Round);

    /// <summary>The largest integer not above x, for every element.</summary>
    public static Row Floor(Row x) => x.Map(Extended.Floor);

    /// <summary>The sine, for every element.</summary>
    public static Row Sin(Row x) => x.Map(Extended.Sin);

    /// <summary>The cosine, for every element.</summary>
    public static Row Cos(Row x) => x.Map(Extended.Cos);

    /// <summary>max(x, 0), for every element.</summary>
    public static Row Relu(Row x) => Max(x, 0);

    /// <summary>x limited to the range from lo to hi, for every element.</summary>
    public static Row Clamp(Row x, Row lo, Row hi) => Min(Max(x, lo), hi);

    /// <summary>x to the power of a, element by element.</summary>
    public static Row Pow(Row x, Row a) => Row.Zip(x, a, Extended.Pow);

    /// <summary>The smaller of two; NaN if either is, element by element.</summary>
    public static Row Min(Row a, Row b) => Row.Zip(a, b, Extended.Min);

    /// <summary>The larger of two; NaN if either is, element by element.</summary>
    public static Row Max(Row a, Row b) => Row.Zip(a, b, Extended.Max);

    /// <summary>log(e^a + e^b), element by element.</summary>
    public static Row LogAddExp(Row a, Row b) => Row.Zip(a, b, Extended.LogAddExp);

    /// <summary>Where the mask is true the element of <paramref name="then"/>, elsewhere that of <paramref name="otherwise"/>.</summary>
    public static Row Select(Mask mask, Row then, Row otherwise)
    {
        var chosen = Lanes<bool>.Zip(mask.Lanes, then.Lanes, (keep, item) => (Keep: keep, Item: item));
        return new(Lanes<(bool Keep, Extended Item)>.Zip(chosen, otherwise.Lanes, (left, right) => left.Keep ? left.Item : right));
    }
}
