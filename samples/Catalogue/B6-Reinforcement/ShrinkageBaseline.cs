namespace Catalogue.Reinforcement;

/// <summary>Advantages over a baseline between a prior value and the mean of few rewards.</summary>
/// <paper number="167">V_{0.5}: Generalist Value Model as a Prior for Sparse RL Rollouts</paper>
/// <inferred>the weight; the sequential test is left out</inferred>
public static partial class ShrinkageBaseline
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Advantage(ReadOnlySpan<float> rewards, float prior, Span<float> y);
    static Row Advantage(Row rewards, Scalar prior)
    {
        var noise = Variance(rewards) / (rewards.Length - 1);
        var weight = noise / (noise + Square(Mean(rewards) - prior));
        return rewards - (weight * prior + (1 - weight) * Mean(rewards));
    }
}
