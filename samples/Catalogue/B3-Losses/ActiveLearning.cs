namespace Catalogue.Losses;

/// <summary>How unsure a model is of an input, several ways, and two other rows of weights.</summary>
/// <paper number="59">To Softmax, or not to Softmax: that is the question when applying Active Learning for Transformer Models</paper>
/// <inferred>the inhibited and the evidential weights</inferred>
public static partial class ActiveLearning
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float LeastConfidence(ReadOnlySpan<float> x, float temperature, out float entropy);
    static (Scalar, Scalar entropy) LeastConfidence(Row x, Scalar temperature) =>
        (1 - Max(Normalizers.Softmax(x / temperature)), Normalizers.Entropy(x / temperature));

    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Margin(ReadOnlySpan<float> x);
    static Scalar Margin(Row x)
    {
        var top = TopK(Normalizers.Softmax(x), 2);
        return top.Values[0] - top.Values[1];
    }

    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Inhibited(ReadOnlySpan<float> x, float alpha, Span<float> y);
    static Row Inhibited(Row x, Scalar alpha) => Exp(x) / (Sum(Exp(x)) + Exp(alpha));

    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Evidential(ReadOnlySpan<float> x, Span<float> y);
    static Row Evidential(Row x) => (Relu(x) + 1) / Sum(Relu(x) + 1);
}
