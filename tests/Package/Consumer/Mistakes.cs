using KernelGen;
using static KernelGen.RowMath;

internal static partial class Mistakes
{
    [Kernel] public static partial void Unknown(ReadOnlySpan<float> x, Span<float> y);
    private static Row Unknown(Row x) => x * Math.Exp(System.Environment.TickCount);

    [Kernel] public static partial void Unpaired(ReadOnlySpan<float> logits, Span<float> y);
    private static Row Unpaired(Row x) => Exp(x) / Sum(Exp(x));

    [Kernel] public static partial float Overflowing(ReadOnlySpan<float> x);
    private static Scalar Overflowing(Row x) => Sum(Exp(x));
}
