namespace Catalogue.Core;

/// <summary>No maximum at all: each lane keeps its sum as a mantissa and an exponent.</summary>
/// <paper number="5">The Two-Pass Softmax Algorithm</paper>
public static partial class TwoPassSoftmax
{
    /// <passes>2 / 3</passes>
    [Kernel(Algorithm = Algorithm.TwoPass)] public static partial void Weights(ReadOnlySpan<float> x, float scale, Span<float> y);
    static Row Weights(Row x, Scalar scale) => Exp(scale * x) / Sum(Exp(scale * x));
}
