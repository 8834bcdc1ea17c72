namespace Catalogue.Maps;

/// <summary>Signs of a sine, and the cosine that stands in for their derivative.</summary>
/// <paper number="121">BiPer: Binary Neural Networks using a Periodic Function</paper>
public static partial class BiPer
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Forward(ReadOnlySpan<float> x, float omega, Span<float> y);
    static Row Forward(Row x, Scalar omega) => Sign(Sin(omega * x));

    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> gradient, float omega, Span<float> y);
    static Row Backward(Row x, Row gradient, Scalar omega) => gradient * omega * Cos(omega * x);
}
