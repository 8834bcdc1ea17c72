namespace Catalogue.Maps;

/// <summary>A ReLU with a small correction around 0.</summary>
/// <paper number="123">A Method on Searching Better Activation Functions</paper>
public static partial class CrRelu
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Activation(ReadOnlySpan<float> x, float epsilon, Span<float> y);
    static Row Activation(Row x, Scalar epsilon) => Max(0, x) + epsilon * x * Exp(-x * x / 2);
}
