namespace Catalogue.Distillation;

/// <summary>The divergence between two adversarial views of an input, where the first is still classified right.</summary>
/// <paper number="40">RAMP: Boosting Adversarial Robustness Against Multiple l_p Perturbations for Universal Robustness</paper>
public static partial class LogitPairing
{
    /// <passes>1 / 6</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int label);
    static Scalar Loss(Row a, Row b, Position label)
    {
        var (p, q) = (Normalizers.Softmax(a), Normalizers.Softmax(b));
        return Select(ArgMax(a) == label, Sum(p * (Log(p) - Log(q))), 0);
    }
}
