namespace Catalogue.Losses;

/// <summary>The largest probability and its class, the first of equals.</summary>
/// <paper number="104">A Baseline for Detecting Misclassified and Out-of-Distribution Examples in Neural Networks</paper>
public static partial class MaximumProbability
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Confidence(ReadOnlySpan<float> x, out int top);
    static (Scalar, Scalar top) Confidence(Row x) => (Max(Exp(x) / Sum(Exp(x))), ArgMax(x));
}
