namespace Catalogue.Losses;

#pragma warning disable KG1001 // An element of −100 that ought to be 1 costs e^100: more than a float holds.

/// <summary>Binary cross-entropies of exp(−exp(−q)), an activation for rare classes. The loss itself grows like e^−q.</summary>
/// <paper number="97">Long-tailed Instance Segmentation using Gumbel Optimized Loss</paper>
public static partial class GumbelLoss
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> q, ReadOnlySpan<float> target);
    static Scalar Loss(Row q, Row target)
    {
        var p = Exp(-Exp(-q));
        return -Sum(target * Log(p) + (1 - target) * Log(1 - p));
    }
}
