namespace Catalogue.Maps;

/// <summary>A step by the sign of the momentum alone.</summary>
/// <paper number="176">Symbolic Discovery of Optimization Algorithms</paper>
public static partial class Lion
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Step(ReadOnlySpan<float> w, ReadOnlySpan<float> m, ReadOnlySpan<float> g, float rate, float beta1, float beta2, float decay, Span<float> nextW, Span<float> nextM);
    static (Row nextW, Row nextM) Step(Row w, Row m, Row g, Scalar rate, Scalar beta1, Scalar beta2, Scalar decay) =>
        (w - rate * (Sign(beta1 * m + (1 - beta1) * g) + decay * w), beta2 * m + (1 - beta2) * g);
}
