namespace Catalogue.Distillation;

/// <summary>The divergence and the cross-entropy of a student from its teacher, and the squared error of one label's log-probability.</summary>
/// <paper number="103">Towards the Fundamental Limits of Knowledge Transfer over Finite Domains</paper>
/// <inferred>the empirical variant of the squared error</inferred>
public static partial class KnowledgeTransfer
{
    /// <passes>1 / 5</passes>
    [Kernel] public static partial float Divergence(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, out float crossEntropy);
    static (Scalar, Scalar crossEntropy) Divergence(Row teacher, Row student)
    {
        var (p, q) = (Normalizers.Softmax(teacher), Normalizers.Softmax(student));
        return (Sum(p * Log(p / q)), -Sum(p * Log(q)));
    }

    /// <passes>1 / 5</passes>
    [Kernel] public static partial float SquaredError(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, int label);
    static Scalar SquaredError(Row teacher, Row student, Position label) =>
        Square(Log(Normalizers.Softmax(teacher)[label] / Normalizers.Softmax(student)[label])) / 2;
}
