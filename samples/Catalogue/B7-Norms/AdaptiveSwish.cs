namespace Catalogue.Norms;

/// <summary>A swish that opens where x is above a percentile of the row, taken from its mean and deviation instead of a sort.</summary>
/// <paper number="112">Stochastic Adaptive Activation Function</paper>
public static partial class AdaptiveSwish
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Activation(ReadOnlySpan<float> x, float alpha, float quantile, Span<float> y);
    static Row Activation(Row x, Scalar alpha, Scalar quantile) => x * Sigmoid(2 * alpha * (x - Mean(x) - quantile * Sqrt(Variance(x))));
}
