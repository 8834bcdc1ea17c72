namespace Catalogue.Choices;

/// <summary>The divergence of a student from a teacher over the teacher's k likeliest tokens.</summary>
/// <paper number="65">OstQuant: Refining Large Language Model Quantization with Orthogonal and Scaling Transformations for Better Distribution Fitting</paper>
/// <inferred>that both are normalised over the k tokens</inferred>
public static partial class TeacherTop
{
    /// <passes>1 / 5</passes>
    [Kernel] public static partial float Divergence(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, int k);
    static Scalar Divergence(Row teacher, Row student, Position k)
    {
        var top = TopK(teacher, k);
        return Normalizers.KullbackLeibler(top.Values, top.Of(student));
    }
}
