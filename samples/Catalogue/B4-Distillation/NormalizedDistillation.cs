namespace Catalogue.Distillation;

/// <summary>The label's own term, and apart from it the distillation of what both think of the other classes. USKD, which ranks features, is left out.</summary>
/// <paper number="90">From Knowledge Distillation to Self-Knowledge Distillation: A Unified Approach with Normalized Loss and Customized Soft Labels</paper>
public static partial class NormalizedDistillation
{
    /// <passes>1 / 6</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, int label, float temperature, float gamma);
    static Scalar Loss(Row teacher, Row student, Position label, Scalar temperature, Scalar gamma)
    {
        var others = teacher.Positions != label;
        var target = Sum(Select(others, Normalizers.Softmax(Select(others, teacher / temperature, NegativeInfinity)) * Log(Normalizers.Softmax(Select(others, student / temperature, NegativeInfinity))), 0));
        return -Normalizers.Softmax(teacher)[label] * Log(Normalizers.Softmax(student)[label]) - gamma * Square(temperature) * target;
    }
}
