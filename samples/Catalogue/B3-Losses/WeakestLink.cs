namespace Catalogue.Losses;

/// <summary>The tier that the weakest of all scores reaches.</summary>
/// <paper number="114">The Comprehension-Gated Agent Economy: A Robustness-First Architecture for AI Economic Agency</paper>
/// <inferred>the step function</inferred>
public static partial class WeakestLink
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial int Tier(ReadOnlySpan<float> scores, float first, float second, float third);
    static Scalar Tier(Row scores, Scalar first, Scalar second, Scalar third)
    {
        var weakest = Min(scores);
        return Select(weakest >= first, 1, 0) + Select(weakest >= second, 1, 0) + Select(weakest >= third, 1, 0);
    }
}
