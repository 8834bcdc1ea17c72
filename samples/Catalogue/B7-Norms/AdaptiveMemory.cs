namespace Catalogue.Norms;

/// <summary>Momentum whose memory minimises a model of two planes, one by the gradient, one by the memory.</summary>
/// <paper number="165">Adaptive Memory Momentum via a Model-Based Framework for Deep Learning Optimization</paper>
/// <inferred>the closed form of β</inferred>
public static partial class AdaptiveMemory
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Step(ReadOnlySpan<float> x, ReadOnlySpan<float> d, ReadOnlySpan<float> g, float gap, float rate, float lambda, Span<float> nextX, Span<float> nextD);
    static (Row nextX, Row nextD) Step(Row x, Row d, Row g, Scalar gap, Scalar rate, Scalar lambda)
    {
        var beta = Clamp((gap / rate + Dot(g, g - d)) / Sum(Square(g - d)), 0, 1);
        var next = ((beta + lambda) * d + (1 - beta) * g) / (1 + lambda);
        return (x - rate * next, next);
    }
}
