namespace Catalogue.Norms;

/// <summary>Polynomials of a ReLU, and of powers that are normalised each by its own root mean square.</summary>
/// <paper number="17">Polynomial Composition Activations: Unleashing the Dynamics of Large Language Models</paper>
public static partial class PolyCom
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial void PolyRelu(ReadOnlySpan<float> x, float a1, float a2, float a3, Span<float> y);
    static Row PolyRelu(Row x, Scalar a1, Scalar a2, Scalar a3) => a1 * Relu(x) + a2 * Pow(Relu(x), 2) + a3 * Pow(Relu(x), 3);

    /// <passes>2 / 7</passes>
    [Kernel] public static partial void PolyNorm(ReadOnlySpan<float> x, float w0, float w1, float w2, float bias, float epsilon, Span<float> y);
    static Row PolyNorm(Row x, Scalar w0, Scalar w1, Scalar w2, Scalar bias, Scalar epsilon) =>
        w0 * Scaled(Pow(x, 3), epsilon) + w1 * Scaled(Pow(x, 2), epsilon) + w2 * Scaled(x, epsilon) + bias;

    static Row Scaled(Row v, Scalar epsilon) => v * Rsqrt(Mean(Square(v)) + epsilon);
}
