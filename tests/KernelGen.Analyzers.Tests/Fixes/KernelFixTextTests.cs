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
    // The sum is used for something else; something else happens; a part of the row; a second row is written; doubles.
    [InlineData("static float F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; return sum; }")]
    [InlineData("static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; Console.WriteLine(i); } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, float[] y, int n) { float sum = 0; for (int i = 0; i < n; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < n; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, float[] y, float[] e) { float sum = 0; for (int i = 0; i < x.Length; i++) { e[i] = {|KG1003:MathF.Exp(x[i])|}; sum += e[i]; } for (int i = 0; i < x.Length; i++) y[i] = e[i] / sum; }")]
    [InlineData("static void F(double[] x, double[] y) { double sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:Math.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static void F(float[] x, float[] y) { float sum = 1; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
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
}
