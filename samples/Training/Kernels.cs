using KernelGen;
using static KernelGen.RowMath;

namespace Training;

/// <summary>The one kernel that training needs.</summary>
static partial class Kernels
{
    /// <summary>The loss, −log softmax(logits)[label], and its gradient by the logits.</summary>
    [Kernel] public static partial float CrossEntropy(ReadOnlySpan<float> logits, int label, Span<float> gradient);
    static (Scalar, Row gradient) CrossEntropy(Row logits, Position label)
    {
        var z = Normalizers.LogSumExp(logits);
        return (z - logits[label], Exp(logits - z) - Normalizers.OneHot(logits, label));
    }
}
