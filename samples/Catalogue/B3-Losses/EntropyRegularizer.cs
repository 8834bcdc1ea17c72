namespace Catalogue.Losses;

/// <summary>The entropy of an attention row is held near a share of its maximum, log n.</summary>
/// <paper number="137">AERO: Softmax-Only LLMs for Efficient Private Inference</paper>
/// <inferred>the tolerance</inferred>
public static partial class EntropyRegularizer
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Penalty(ReadOnlySpan<float> x, float share, float tolerance);
    static Scalar Penalty(Row x, Scalar share, Scalar tolerance)
    {
        var off = Normalizers.Entropy(x) - share * Log(x.Length);
        return Select(Abs(off) > tolerance * Log(x.Length), off * off, 0);
    }
}
