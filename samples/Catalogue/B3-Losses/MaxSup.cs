namespace Catalogue.Losses;

/// <summary>Cross-entropy with the largest logit held down, right or wrong, where label smoothing holds down the label's.</summary>
/// <paper number="77">MaxSup: Overcoming Representation Collapse in Label Smoothing</paper>
public static partial class MaxSup
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> x, int label, float alpha);
    static Scalar Loss(Row x, Position label, Scalar alpha) => -Log(Normalizers.Softmax(x)[label]) + alpha * (Max(x) - Mean(x));
}
