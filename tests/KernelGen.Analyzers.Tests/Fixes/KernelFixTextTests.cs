using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>What a fixed file looks like.</summary>
public class KernelFixTextTests
{
    [Fact]
    public Task A_kernel_is_declared_once_where_all_is_ready_for_it() => AnalyzerVerifier.VerifyFix<TensorSoftMaxAnalyzer, KernelFix>(
        """
        using System.Numerics.Tensors;

        namespace Models
        {
            public static class Outer
            {
                /// <summary>Weights.</summary>
                internal sealed class Attention
                {
                    public void Attend(float[] scores, float[] others)
                    {
                        // Twice.
                        {|KG1002:TensorPrimitives.SoftMax(scores, scores)|};
                        {|KG1002:TensorPrimitives.SoftMax(others.AsSpan(0, 2), others.AsSpan(0, 2))|};
                    }
                }
            }
        }
        """,
        """
        using System.Numerics.Tensors;
        using KernelGen;

        namespace Models
        {
            public static partial class Outer
            {
                /// <summary>Weights.</summary>
                internal sealed partial class Attention
                {
                    public void Attend(float[] scores, float[] others)
                    {
                        // Twice.
                        Softmax(scores, scores);
                        Softmax(others.AsSpan(0, 2), others.AsSpan(0, 2));
                    }

                    [Kernel] private static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
                }
            }
        }
        """, title: "Call the kernel Softmax");

    [Fact]
    public Task A_kernel_that_is_there_is_used() => AnalyzerVerifier.VerifyFix<TensorSoftMaxAnalyzer, KernelFix>(
        """
        using System.Numerics.Tensors;
        using KernelGen;
        static partial class Weights
        {
            [Kernel("Softmax")] public static partial void OfLogits(ReadOnlySpan<float> x, Span<float> y);
            public static void F(float[] x) { {|KG1002:TensorPrimitives.SoftMax(x, x)|}; }
        }
        """,
        """
        using System.Numerics.Tensors;
        using KernelGen;
        static partial class Weights
        {
            [Kernel("Softmax")] public static partial void OfLogits(ReadOnlySpan<float> x, Span<float> y);
            public static void F(float[] x) { OfLogits(x, x); }
        }
        """);

    [Fact]
    public Task A_name_that_is_taken_is_left_alone() => AnalyzerVerifier.VerifyFix<SoftmaxWithoutMaximumAnalyzer, KernelFix>(
        """
        namespace Models;

        class Model
        {
            public static float[] Softmax(float[] x)
            {
                var y = new float[x.Length];
                float sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = {|KG1003:MathF.Exp(x[i])|};
                    sum += y[i];
                }
                for (int i = 0; i < x.Length; i++)
                    y[i] /= sum;
                return y;
            }
        }
        """,
        """
        using KernelGen;

        namespace Models;

        partial class Model
        {
            public static float[] Softmax(float[] x)
            {
                var y = new float[x.Length];
                SoftmaxKernel(x, y);
                return y;
            }

            [Kernel(nameof(Normalizers.Softmax))] private static partial void SoftmaxKernel(ReadOnlySpan<float> x, Span<float> y);
        }
        """, title: "Call the kernel Softmax");

    [Theory]
    // The sum is used for something else; something else happens; a part of the row; a second row is written; doubles, in or out.
    [InlineData("static float F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; return sum; }")]
    [InlineData("static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; Console.WriteLine(i); } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, float[] y, int n) { float sum = 0; for (int i = 0; i < n; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < n; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, float[] y, float[] e) { float sum = 0; for (int i = 0; i < x.Length; i++) { e[i] = {|KG1003:MathF.Exp(x[i])|}; sum += e[i]; } for (int i = 0; i < x.Length; i++) y[i] = e[i] / sum; }")]
    [InlineData("static void F(double[] x, double[] y) { double sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:Math.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, double[] y) { double sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = {|KG1003:Math.Exp(x[i])|}; for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static double[] F(float[] x) { var e = x.Select(v => {|KG1003:Math.Exp(v)|}).ToArray(); var total = e.Sum(); return e.Select(v => v / total).ToArray(); }")]
    public Task What_does_more_than_a_kernel_keeps_its_code(string members)
    {
        string source = Bodies.Code.Class(members);
        return AnalyzerVerifier.VerifyFix<SoftmaxWithoutMaximumAnalyzer, KernelFix>(source, source);
    }

    [Fact]
    public Task Statements_go_and_comments_of_others_stay() => AnalyzerVerifier.VerifyFix<KernelAnalyzer, KernelFix>(
        """
        class Model
        {
            // Before.
            public static void F(float[] x, float[] y)
            {
                if (x.Length == 0) return; // nothing to do
                float max = float.NegativeInfinity, sum = 0;
                for (int i = 0; i < x.Length; i++) max = Math.Max(max, x[i]);
                for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i] - max);
                for (int i = 0; i < x.Length; i++) {|KG2001:y[i] /= sum|};
                Console.WriteLine(y[0]); // after
            }
        }
        """,
        """
        using KernelGen;

        partial class Model
        {
            // Before.
            public static void F(float[] x, float[] y)
            {
                if (x.Length == 0) return; // nothing to do
                Softmax(x, y);
                Console.WriteLine(y[0]); // after
            }

            [Kernel] private static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
        }
        """);

    [Fact]
    public Task A_formula_of_its_own_is_described_once() => AnalyzerVerifier.VerifyFix<SoftplusAnalyzer, KernelFix>(
        """
        class Losses
        {
            private readonly float[] _margins = new float[8];

            public void Hinge(float[] y)
            {
                for (int i = 0; i < _margins.Length; i++) y[i] = 0.5f * {|KG1007:MathF.Log(1 + MathF.Exp(-_margins[i]))|};
            }

            public void Hinge(Span<float> x, float beta)
            {
                for (int i = 0; i < x.Length; i++) x[i] = {|KG1007:MathF.Log(1 + MathF.Exp(x[i]))|} / beta;
            }

            public static void Again(float[] margins, float[] y)
            {
                for (int i = 0; i < margins.Length; i++) y[i] = 0.5f * {|KG1007:MathF.Log(1 + MathF.Exp(-margins[i]))|};
            }

            // A number, not a row.
            public static float Of(float x) => {|KG1007:MathF.Log(1 + MathF.Exp(x))|};
        }
        """,
        """
        using KernelGen;

        partial class Losses
        {
            private readonly float[] _margins = new float[8];

            public void Hinge(float[] y)
            {
                HingeKernel(_margins, y);
            }

            public void Hinge(Span<float> x, float beta)
            {
                HingeKernel2(x, beta, x);
            }

            public static void Again(float[] margins, float[] y)
            {
                AgainKernel(margins, y);
            }

            // A number, not a row.
            public static float Of(float x) => {|KG1007:MathF.Log(1 + MathF.Exp(x))|};

            [Kernel] private static partial void HingeKernel(ReadOnlySpan<float> margins, Span<float> y);
            private static Row HingeKernel(Row margins) => 0.5 * RowMath.Log(1 + RowMath.Exp(-margins));

            [Kernel] private static partial void HingeKernel2(ReadOnlySpan<float> x, float beta, Span<float> y);
            private static Row HingeKernel2(Row x, Scalar beta) => RowMath.Log(1 + RowMath.Exp(x)) / beta;

            [Kernel] private static partial void AgainKernel(ReadOnlySpan<float> margins, Span<float> y);
            private static Row AgainKernel(Row margins) => 0.5 * RowMath.Log(1 + RowMath.Exp(-margins));
        }
        """);

    /// <summary>Not once for every element, and not over all rows at once.</summary>
    [Theory]
    [InlineData("static void F(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) { var e = {|KG1007:MathF.Log(1 + MathF.Exp(x[i]))|}; y[i] = 2 * e; } }", "static void F(float[] x, float[] y) { FKernel(x, y); }\n\n    [Kernel] private static partial void FKernel(ReadOnlySpan<float> x, Span<float> y);\n    private static Row FKernel(Row x) => 2 * RowMath.Log(1 + RowMath.Exp(x));")]
    [InlineData("static void F(float[] x, float[] y, int rows) { for (int r = 0; r < rows; r++) { for (int i = 0; i < x.Length; i++) { y[i] = {|KG1007:MathF.Log(1 + MathF.Exp(x[i]))|}; } Console.WriteLine(y[0]); } }", "static void F(float[] x, float[] y, int rows) { for (int r = 0; r < rows; r++) { FKernel(x, y); Console.WriteLine(y[0]); } }\n\n    [Kernel] private static partial void FKernel(ReadOnlySpan<float> x, Span<float> y);\n    private static Row FKernel(Row x) => RowMath.Log(1 + RowMath.Exp(x));")]
    public Task A_loop_goes_with_its_body(string before, string after) =>
        AnalyzerVerifier.VerifyFix<SoftplusAnalyzer, KernelFix>(Bodies.Code.Class(before), Bodies.Code.Class(after).Replace("Tasks;\n", "Tasks;\nusing KernelGen;\n"));

    [Fact]
    public Task A_description_that_is_there_is_used() => AnalyzerVerifier.VerifyFix<SoftplusAnalyzer, KernelFix>(
        """
        class Losses
        {
            public static void Hinge(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) y[i] = {|KG1007:MathF.Log(1 + MathF.Exp(-x[i]))|}; }
            public static void Hinge(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1007:MathF.Log(1 + MathF.Exp(-x[i]))|}; }
        }
        """,
        """
        using KernelGen;

        partial class Losses
        {
            public static void Hinge(float[] x, float[] y) { HingeKernel(x, y); }
            public static void Hinge(float[] x) { HingeKernel(x, x); }

            [Kernel] private static partial void HingeKernel(ReadOnlySpan<float> x, Span<float> y);
            private static Row HingeKernel(Row x) => RowMath.Log(1 + RowMath.Exp(-x));
        }
        """);

    /// <summary>The words, their grouping, and the quotients that have a name.</summary>
    [Theory]
    [InlineData("x[i] - (x[i] + MathF.Log(1 + MathF.Exp(x[i])))", "x - (x + RowMath.Log(1 + RowMath.Exp(x)))")]
    [InlineData("-(x[i] + 1) * MathF.Log(1 + MathF.Exp(x[i] * x[i] / (2 * x[i])))", "-((x + 1) * RowMath.Log(1 + RowMath.Exp(x * x / (2 * x))))")]
    [InlineData("MathF.Pow(MathF.Log(1 + MathF.Exp(x[i])), 3) / (Math.Max(x[i], 0.5f) / (1e-3f + MathF.Abs(x[i])))", "RowMath.Pow(RowMath.Log(1 + RowMath.Exp(x)), 3) / (RowMath.Max(x, 0.5) / (0.0010000000474974513 + RowMath.Abs(x)))")]
    [InlineData("MathF.Log(1 + MathF.Exp(x[i])) * x.Sum() / x.Length", "RowMath.Log(1 + RowMath.Exp(x)) * RowMath.Sum(x) / x.Length")]
    [InlineData("MathF.Log(1 + MathF.Exp(x[i])) - x.Average()", "RowMath.Log(1 + RowMath.Exp(x)) - RowMath.Mean(x)")]
    [InlineData("(x[i] - 1) * (x[i] - 1) * MathF.Log(1 + MathF.Exp(x[i]))", "RowMath.Square(x - 1) * RowMath.Log(1 + RowMath.Exp(x))")]
    public async Task A_description_says_what_the_code_says(string formula, string description)
    {
        string changed = await Programs.Fix<KernelFix>(Bodies.Code.Class($"static void F(float[] x, float[] y) {{ for (int i = 0; i < x.Length; i++) y[i] = {formula}; }}"));
        Assert.Contains($"private static Row FKernel(Row x) => {description};", changed);
        await Programs.Compile(changed, isSilent: true);
    }
}
