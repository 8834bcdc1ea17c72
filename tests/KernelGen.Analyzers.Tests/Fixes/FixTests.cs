using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;

namespace KernelGen.Analyzers.Tests;

public class FixTests
{
    private static readonly SourceOptions Unfinished = SourceOptions.Default with { AllowedErrors = ["CS8795", "CS0501", "CS0106", "CS1503", "CS0019", "CS0751", "CS7036"] };

    [Fact]
    public Task A_kernel_becomes_partial() => AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, PartialFix>(
        Source.Class("""
                // Weights.
                [Kernel] public static void {|KG0001:F|}(ReadOnlySpan<float> x, Span<float> y);
                static Row F(Row x) => x;
                /// <summary>One.</summary>
                [Kernel]
                void {|KG0001:Softmax|}(ReadOnlySpan<float> x, Span<float> y);
            """).Replace("static partial class", "partial class"),
        Source.Class("""
                // Weights.
                [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
                static Row F(Row x) => x;
                /// <summary>One.</summary>
                [Kernel]
                partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
            """).Replace("static partial class", "partial class"),
        Unfinished);

    [Fact]
    public Task A_body_is_not_thrown_away()
    {
        string source = Source.Class("[Kernel] public static void {|KG0001:F|}(ReadOnlySpan<float> x, Span<float> y) { y[0] = 1; }\nstatic Row F(Row x) => x;");
        return AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, PartialFix>(source, source);
    }

    [Fact]
    public Task The_types_around_a_kernel_become_partial() => AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, PartialFix>(
        Source.Header + """
        // Outer.
        class Outer
        {
            public struct Inner
            {
                [Kernel] public static partial void {|KG0011:Softmax|}(ReadOnlySpan<float> x, Span<float> y);
                [Kernel] public static partial float {|KG0011:LogSumExp|}(ReadOnlySpan<float> x);
            }
        }
        """,
        Source.Header + """
        // Outer.
        partial class Outer
        {
            public partial struct Inner
            {
                [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
                [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);
            }
        }
        """,
        Unfinished);

    [Fact]
    public Task Missing_parameters_are_added() => AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, MissingParameterFix>(
        Source.Class("""
            [Kernel] public static partial void {|KG0003:SoftmaxWithTemperature|}(ReadOnlySpan<float> x, Span<float> y);
            [Kernel] public static partial void {|KG0003:F|}(Span<float> y);
            static Row F(Row @in, Mask keep, Position label) => Select(keep, @in, @in[label]);
            [Kernel] public static partial void {|KG0004:Softmax|}(ReadOnlySpan<float> x);
            """),
        Source.Class("""
            [Kernel] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, float temperature, Span<float> y);
            [Kernel] public static partial void F(ReadOnlySpan<float> @in, ReadOnlySpan<bool> keep, int label, Span<float> y);
            static Row F(Row @in, Mask keep, Position label) => Select(keep, @in, @in[label]);
            [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
            """));

    [Fact]
    public Task A_parameter_that_goes_by_another_name_is_not_doubled()
    {
        string source = Source.Class("[Kernel] public static partial void F({|KG0003:ReadOnlySpan<float> logits|}, Span<float> y);\nstatic Row F(Row x) => x;");
        return AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, MissingParameterFix>(source, source);
    }

    [Fact]
    public Task A_hidden_word_is_qualified() => AnalyzerVerifier.VerifyFix<DescriptionAnalyzer, QualifiedNameFix>(
        Source.Class("""
            [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);
            [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
            [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
            static Row F(Row x) => x - /* z */ {|KG0006:LogSumExp|}(x);
            [Kernel] public static partial void G(ReadOnlySpan<float> x, Span<float> y);
            static Row G(Row x) => 1 - {|KG0006:Softmax|}(x);
            """),
        Source.Class("""
            [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);
            [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
            [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
            static Row F(Row x) => x - /* z */ RowMath.LogSumExp(x);
            [Kernel] public static partial void G(ReadOnlySpan<float> x, Span<float> y);
            static Row G(Row x) => 1 - Normalizers.Softmax(x);
            """),
        Unfinished);
}
