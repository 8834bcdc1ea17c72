// The stand-ins run in this process only and are never loaded by a compiler or released.
#pragma warning disable RS1036, RS1038, RS1041, RS2008

using System.Collections.Immutable;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests;

public class DescriptionSuppressorTests
{
    /// <summary>Which private methods are still called unused.</summary>
    private static async Task<string[]> Unused(string source)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var reported = await TestCompilation.Create(source).WithAnalyzers([new UnusedStandIn(), new DescriptionSuppressor()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reported, d => d.Id == "AD0001");
        return [.. reported.Where(d => !d.IsSuppressed).Select(d => $"{d.Id} {d.GetMessage(null)}").Order()];
    }

    [Fact]
    public async Task A_description_is_used() => Assert.Empty(await Unused(Source.Class("""
        [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
        private static Row F(Row x) => x;
        [Kernel(nameof(Other))] public static partial void G(ReadOnlySpan<float> x, Span<float> y);
        private static Row Other(Row x) => x;
        """)));

    [Fact]
    public async Task What_describes_nothing_is_not() => Assert.Equal(
        ["CA1811 F", "CA1811 H", "IDE0051 F", "IDE0051 H", "RCS1213 F", "RCS1213 H", "S1144 F", "S1144 H"],
        await Unused(Source.Class("""
            [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
            private static Row F(Row x) => x;
            private static float F(float x) => x;
            private static Row H(Row x) => x;
            """)));

    /// <summary>Reports every private method with a body, under the name of each rule that finds unused ones.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class UnusedStandIn : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [.. new[] { "IDE0051", "CA1811", "S1144", "RCS1213" }.Select(id => new DiagnosticDescriptor(id, "Unused", "{0}", "Test", DiagnosticSeverity.Warning, true))];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                c =>
                {
                    var method = (MethodDeclarationSyntax)c.Node;
                    if (!method.Modifiers.Any(SyntaxKind.PrivateKeyword)) return;
                    foreach (var rule in SupportedDiagnostics) c.ReportDiagnostic(Diagnostic.Create(rule, method.Identifier.GetLocation(), method.Identifier.ValueText));
                },
                SyntaxKind.MethodDeclaration);
        }
    }
}
