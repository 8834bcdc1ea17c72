namespace Catalogue.Weights;

/// <summary>Linear growth above 0, a hyperbola below: no exponential, so the largest logit cannot absorb the others.</summary>
/// <paper number="27">Grokking at the Edge of Numerical Stability</paper>
public static partial class StableMax
{
    /// <passes>2 / 2</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
    static Row Weights(Row x) => Growth(x) / Sum(Growth(x));

    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> x, int label);
    static Scalar Loss(Row x, Position label) => -Log(Weights(x)[label]);

    static Row Growth(Row x) => Select(x >= 0, x + 1, 1 / (1 - x));
}
