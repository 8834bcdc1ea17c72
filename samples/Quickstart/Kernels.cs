using KernelGen;
using static KernelGen.RowMath;

namespace Quickstart;

/// <summary>Each kernel is a partial method. What it computes is said once, in mathematics; how, is derived when the project is built.</summary>
static partial class Kernels
{
    // In the catalogue: the name says which description.

    [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);

    [Kernel] public static partial float Entropy(ReadOnlySpan<float> x);

    [Kernel] public static partial float Energy(ReadOnlySpan<float> x, float temperature);

    // One's own: the method of the same name is the description.

    [Kernel] public static partial float Loss(ReadOnlySpan<float> logits, int label, float temperature);
    static Scalar Loss(Row logits, Position label, Scalar temperature)
    {
        var p = Normalizers.Softmax(logits / temperature);
        return -Log(p[label]);
    }

    // Two results: the probability of the likeliest class, and which it is.

    [Kernel] public static partial float Confidence(ReadOnlySpan<float> logits, float temperature, out int top);
    static (Scalar, Scalar top) Confidence(Row logits, Scalar temperature) =>
        (Max(Normalizers.Softmax(logits / temperature)), ArgMax(logits));
}
