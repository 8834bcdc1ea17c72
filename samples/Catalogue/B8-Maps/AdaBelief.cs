namespace Catalogue.Maps;

/// <summary>An Adam step as long as the gradient is near its own average.</summary>
/// <paper number="173">AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients</paper>
public static partial class AdaBelief
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Step(ReadOnlySpan<float> w, ReadOnlySpan<float> m, ReadOnlySpan<float> s, ReadOnlySpan<float> g, float rate, float beta1, float beta2, float epsilon, float warm1, float warm2, Span<float> nextW, Span<float> nextM, Span<float> nextS);
    static (Row nextW, Row nextM, Row nextS) Step(Row w, Row m, Row s, Row g, Scalar rate, Scalar beta1, Scalar beta2, Scalar epsilon, Scalar warm1, Scalar warm2)
    {
        var nextM = beta1 * m + (1 - beta1) * g;
        var nextS = beta2 * s + (1 - beta2) * Square(g - nextM) + epsilon;
        return (w - rate * nextM / warm1 / (Sqrt(nextS / warm2) + epsilon), nextM, nextS);
    }
}
