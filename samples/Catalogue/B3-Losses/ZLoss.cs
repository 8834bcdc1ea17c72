namespace Catalogue.Losses;

/// <summary>A loss of the label's standardised logit: neither shift nor scale of the logits changes it.</summary>
/// <paper number="11">The Z-loss: a shift and scale invariant classification loss belonging to the Spherical Family</paper>
public static partial class ZLoss
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> x, int label, float a, float b);
    static Scalar Loss(Row x, Position label, Scalar a, Scalar b)
    {
        var z = (x[label] - Mean(x)) / Sqrt(Variance(x));
        return Log(1 + Exp(a * (b - z))) / a;
    }
}
