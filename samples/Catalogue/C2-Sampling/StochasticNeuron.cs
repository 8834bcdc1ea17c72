namespace Catalogue.Sampling;

/// <summary>Neurons that are 1 with the probability of a sigmoid, and what a reward says of their inputs.</summary>
/// <paper number="122">Estimating or Propagating Gradients Through Stochastic Neurons for Conditional Computation</paper>
public static partial class StochasticNeuron
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Fire(ReadOnlySpan<float> x, int seed, Span<float> y);
    static Row Fire(Row x, Position seed) => Select(Uniform(seed) < Sigmoid(x), 1, 0);

    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Reinforce(ReadOnlySpan<float> x, int seed, float value, float prior, Span<float> y);
    static Row Reinforce(Row x, Position seed, Scalar value, Scalar prior) => (Fire(x, seed) - Sigmoid(x)) * (value - prior);
}
