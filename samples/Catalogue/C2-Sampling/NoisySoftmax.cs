namespace Catalogue.Sampling;

/// <summary>Cross-entropy with the label's logit lowered by a random amount, so that it does not saturate early.</summary>
/// <paper number="54">Noisy Softmax: Improving the Generalization Ability of DCNN via Postponing the Early Softmax Saturation</paper>
public static partial class NoisySoftmax
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> x, int label, float amount, int seed);
    static Scalar Loss(Row x, Position label, Scalar amount, Position seed)
    {
        var lowered = x - Select(x.Positions == label, amount * Abs(Normal(seed)), 0);
        return Normalizers.LogSumExp(lowered) - lowered[label];
    }
}
