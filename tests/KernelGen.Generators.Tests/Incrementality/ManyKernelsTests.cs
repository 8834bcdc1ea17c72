using System.Diagnostics;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Tests.Incrementality;

/// <summary>A project with 200 kernels: an edit elsewhere computes nothing anew.</summary>
public class ManyKernelsTests(ITestOutputHelper output)
{
    private const int Kernels = 200;

    private static readonly string Source = $$"""
        using KernelGen;
        using static KernelGen.RowMath;
        public static partial class Kernels
        {
        {{string.Join("\n", Enumerable.Range(0, Kernels).Select(i => $"""
                [Kernel] public static partial void Weights{i}(ReadOnlySpan<float> x, Span<float> y);
                static Row Weights{i}(Row x) => Exp({i + 1} * x) / Sum(Exp({i + 1} * x));
            """))}}
        }
        """;

    [Fact]
    public void An_edit_elsewhere_recomputes_nothing()
    {
        var run = GeneratorHarness.Run<KernelGenerator>(Source);
        Assert.Equal(Kernels, run.Sources.Count);
        run.AssertCached();
        run.AssertNoRoslynObjects();
    }

    [Fact]
    public void An_edit_of_one_description_compiles_one_kernel()
    {
        var (driver, compilation) = Start();
        driver = driver.RunGenerators(Edited(compilation, text => text.Replace("Exp(7 * x) / Sum(Exp(7 * x))", "Exp(7 * x) / Sum(Exp(8 * x))")), TestContext.Current.CancellationToken);
        var steps = driver.GetRunResult().Results.Single().TrackedSteps[KernelGenerator.CompiledStep].SelectMany(s => s.Outputs).ToList();
        Assert.Equal(Kernels, steps.Count);
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(steps, s => s.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)).Reason);
    }

    [Fact]
    public void The_time_of_a_warm_edit()
    {
        var cold = Stopwatch.StartNew();
        var (driver, compilation) = Start();
        cold.Stop();
        var times = new List<double>();
        for (int edit = 0; edit < 5; edit++)
        {
            compilation = Edited(compilation, text => $"// edit {edit}\n{text}");
            var warm = Stopwatch.StartNew();
            driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
            times.Add(warm.Elapsed.TotalMilliseconds);
        }
        output.WriteLine($"{Kernels} kernels: {cold.ElapsedMilliseconds} ms cold; {string.Join(", ", times.Select(t => $"{t:F0}"))} ms for an edit of the same file that changes none");
    }

    private static (GeneratorDriver, CSharpCompilation) Start()
    {
        var compilation = TestCompilation.Create(Source);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new KernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions, driverOptions: new(IncrementalGeneratorOutputKind.None, true));
        return (driver.RunGenerators(compilation, TestContext.Current.CancellationToken), compilation);
    }

    private static CSharpCompilation Edited(CSharpCompilation compilation, Func<string, string> edit)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == "Test.cs");
        return compilation.ReplaceSyntaxTree(tree, TestCompilation.Parse(edit(tree.ToString()), tree.FilePath));
    }
}
