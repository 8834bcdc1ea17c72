using System.Collections.Immutable;
using System.Reflection;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>A program before and after a fix, both compiled and run.</summary>
internal static class Programs
{
    /// <summary>Fixed all at once, and one at a time, which must be the same text.</summary>
    public static async Task<string> Fix<TFix>(string source, string? title = null) where TFix : CodeFixProvider, new()
    {
        var runner = new FixRunner(new TFix(), title, Reported);
        string one = await runner.FixOneByOne(source), all = await runner.FixAll(source);
        Assert.Equal(one, all);
        Assert.NotEqual(source, all);
        return all;
    }

    /// <summary>What the rules about ordinary code report.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Reported(Compilation compilation) =>
        await compilation.WithAnalyzers(Code.Rules).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>With its kernels generated, and without an error; no rule warns of it.</summary>
    public static async Task<Compilation> Compile(string source, bool isSilent)
    {
        CSharpGeneratorDriver.Create([new Generators.KernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(TestCompilation.Create(source), out var compilation, out _, TestContext.Current.CancellationToken);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        if (isSilent) Assert.Empty((await Reported(compilation)).Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
        return compilation;
    }

    /// <summary>The program's <c>Run</c>.</summary>
    public static Func<float[], float[]> Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Assembly.Load(stream.ToArray()).GetType("Code")!.GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Func<float[], float[]>>();
    }
}
