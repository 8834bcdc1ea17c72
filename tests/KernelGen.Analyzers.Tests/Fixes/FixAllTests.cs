using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>Fix all: in the document, in its project, in the solution, and nowhere else.</summary>
public class FixAllTests
{
    private static readonly FixAllScope[] Scopes = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    [Fact]
    public Task Rewrites() => FixesAll<RewriteFix>(
        "class NAME { static double F(double x) => Math.Log(1 + Math.Exp(x)); static double G(double x) => 1 - Math.Exp(-Math.Exp(x)); }",
        "class NAME { static double F(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))); static double G(double x) => 2 / (1 + 1 / Math.Tanh(Math.Exp(x) / 2)); }");

    [Fact]
    public Task Kernels() => FixesAll<KernelFix>(
        "using System.Numerics.Tensors;\nclass NAME\n{\n    static void F(float[] x, float[] y)\n    {\n        TensorPrimitives.SoftMax(x, x);\n        TensorPrimitives.SoftMax(y, y);\n    }\n}\n",
        "using System.Numerics.Tensors;\nusing KernelGen;\npartial class NAME\n{\n    static void F(float[] x, float[] y)\n    {\n        Softmax(x, x);\n        Softmax(y, y);\n    }\n\n    [Kernel] private static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);\n}\n");

    /// <summary>A class in two files gets a kernel once.</summary>
    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task A_kernel_of_a_class_in_two_files(FixAllScope scope)
    {
        const string Declaration = "[Kernel] private static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);";
        static string Part(string method) => $"using System.Numerics.Tensors;\npartial class C\n{{\n    static void {method}(float[] x) => TensorPrimitives.SoftMax(x, x);\n}}\n";
        var runner = new FixRunner(new KernelFix(), null, Programs.Reported);
        var fixedFiles = await runner.FixEverywhere(scope, ("One", "A.cs", Part("F")), ("One", "B.cs", Part("G")));
        Assert.Contains(Declaration, fixedFiles["A.cs"]);
        Assert.DoesNotContain(Declaration, fixedFiles["B.cs"]);
        Assert.All(["A.cs", "B.cs"], file => Assert.Contains("=> Softmax(x, x);", fixedFiles[file]));
    }

    private static async Task FixesAll<TFix>(string before, string after) where TFix : CodeFixProvider, new()
    {
        (string Project, string File)[] places = [("One", "A.cs"), ("One", "B.cs"), ("Two", "C.cs")];
        foreach (var scope in Scopes)
        {
            var runner = new FixRunner(new TFix(), null, Programs.Reported);
            var fixedFiles = await runner.FixEverywhere(scope, [.. places.Select(p => (p.Project, p.File, before.Replace("NAME", p.File[..1])))]);
            // The fix is asked for in the first file.
            int reached = scope switch { FixAllScope.Document => 1, FixAllScope.Project => 2, _ => 3 };
            for (int i = 0; i < places.Length; i++)
                Assert.Equal((i < reached ? after : before).Replace("NAME", places[i].File[..1]), fixedFiles[places[i].File]);
        }
    }
}
