namespace Catalogue.Losses;

/// <summary>The free energy of the logits tells known inputs from unknown ones; a hinge trains the gap.</summary>
/// <paper number="87">Energy-based Out-of-distribution Detection</paper>
public static partial class Energy
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Score(ReadOnlySpan<float> x, float temperature);
    static Scalar Score(Row x, Scalar temperature) => -temperature * Log(Sum(Exp(x / temperature)));

    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Hinge(ReadOnlySpan<float> x, float temperature, float limit);
    static Scalar Hinge(Row x, Scalar temperature, Scalar limit) => Square(Relu(Score(x, temperature) - limit));
}
