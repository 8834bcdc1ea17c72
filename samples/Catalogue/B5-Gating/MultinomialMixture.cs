namespace Catalogue.Gating;

/// <summary>The log-likelihood of a label: of each expert's over its classes, then of their mixture over the gate.</summary>
/// <paper number="67">A General Theory for Softmax Gating Multinomial Logistic Mixture of Experts</paper>
public static partial class MultinomialMixture
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Expert(ReadOnlySpan<float> x, int label);
    static Scalar Expert(Row x, Position label) => Log(Normalizers.Softmax(x)[label]);

    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Mixture(ReadOnlySpan<float> gate, ReadOnlySpan<float> experts);
    static Scalar Mixture(Row gate, Row experts) => Log(Sum(Normalizers.Softmax(gate) * Exp(experts)));
}
