namespace Catalogue.Reinforcement;

/// <summary>The log-density of a normal sample squashed by tanh, and the soft target.</summary>
/// <paper number="111">Soft Actor-Critic Algorithms and Applications</paper>
public static partial class SoftActorCritic
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float LogDensity(ReadOnlySpan<float> u, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation);
    static Scalar LogDensity(Row u, Row mean, Row deviation) =>
        Sum(-Square((u - mean) / deviation) / 2 - Log(deviation * Sqrt(2 * Math.PI)) - Log(1 - Square(Tanh(u))));

    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Target(ReadOnlySpan<float> u, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation, float first, float second, float alpha);
    static Scalar Target(Row u, Row mean, Row deviation, Scalar first, Scalar second, Scalar alpha) => Min(first, second) - alpha * LogDensity(u, mean, deviation);
}
