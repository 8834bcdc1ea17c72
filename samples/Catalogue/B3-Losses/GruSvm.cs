namespace Catalogue.Losses;

/// <summary>The squared hinge with the class it predicts.</summary>
/// <paper number="107">A Neural Network Architecture Combining Gated Recurrent Unit (GRU) and Support Vector Machine (SVM) for Intrusion Detection in Network Traffic Data</paper>
public static partial class GruSvm
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> scores, ReadOnlySpan<float> signs, float c, out int predicted);
    static (Scalar, Scalar predicted) Loss(Row scores, Row signs, Scalar c) => (c * Sum(Square(Max(0, 1 - signs * scores))), ArgMax(scores));
}
