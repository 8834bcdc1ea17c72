namespace Catalogue.Losses;

/// <summary>The squared hinge of an L2 support vector machine on the scores of a network, and the norm of its weights.</summary>
/// <paper number="22">An Architecture Combining Convolutional Neural Network (CNN) and Support Vector Machine (SVM) for Image Classification</paper>
public static partial class CnnSvm
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> scores, ReadOnlySpan<float> signs, float c);
    static Scalar Loss(Row scores, Row signs, Scalar c) => c * Sum(Square(Relu(1 - signs * scores)));

    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Penalty(ReadOnlySpan<float> w);
    static Scalar Penalty(Row w) => Dot(w, w) / 2;
}
