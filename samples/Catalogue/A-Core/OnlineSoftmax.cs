namespace Catalogue.Core;

/// <summary>Maximum and sum in one sweep; the likeliest element and its weight come from that sweep alone.</summary>
/// <paper number="44">Online normalizer calculation for softmax</paper>
public static partial class OnlineSoftmax
{
    /// <passes>2 / 3</passes>
    [Kernel(Algorithm = Algorithm.Online)] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
    static Row Weights(Row x) => Exp(x) / Sum(Exp(x));

    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Top(ReadOnlySpan<float> x, out int index);
    static (Scalar, Scalar index) Top(Row x) => (Max(Weights(x)), ArgMax(x));
}
