namespace Catalogue.Losses;

/// <summary>InfoNCE over cosines between students and teachers. A cosine is bounded, so no maximum is looked for.</summary>
/// <paper number="129">SoftCoT++: Test-Time Scaling with Soft Chain-of-Thought Reasoning</paper>
public static partial class SoftCoT
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> products, ReadOnlySpan<float> norms, float norm, int label);
    static Scalar Loss(Row products, Row norms, Scalar norm, Position label) => -Log(Normalizers.Softmax(20 * Clamp(products / (norms * norm), -1, 1))[label]);
}
