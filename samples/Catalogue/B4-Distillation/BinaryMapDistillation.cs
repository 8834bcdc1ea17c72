namespace Catalogue.Distillation;

/// <summary>Binary cross-entropies of sigmoids, weighted by how far student and teacher are apart.</summary>
/// <paper number="79">Bridging Cross-task Protocol Inconsistency for Distillation in Dense Object Detection</paper>
public static partial class BinaryMapDistillation
{
    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, float beta);
    static Scalar Loss(Row teacher, Row student, Scalar beta)
    {
        var (p, q) = (Sigmoid(teacher), Sigmoid(student));
        return -Sum(Pow(Abs(p - q), beta) * (p * Log(q) + (1 - p) * Log(1 - q)));
    }
}
