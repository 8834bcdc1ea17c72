namespace Catalogue.Reinforcement;

/// <summary>The gradient of the expected advantage under a softmax policy, which is also the backward pass of softmax.</summary>
/// <paper number="143">Beyond Stationarity: Convergence Analysis of Stochastic Softmax Policy Gradient Methods</paper>
public static partial class PolicyGradient
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Gradient(ReadOnlySpan<float> x, ReadOnlySpan<float> advantage, Span<float> y);
    static Row Gradient(Row x, Row advantage)
    {
        var p = Normalizers.Softmax(x);
        return p * (advantage - Sum(p * advantage));
    }
}
