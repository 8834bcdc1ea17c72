using System.Collections.Immutable;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests.Bodies;

/// <summary>Ordinary code, as it is found where nobody has heard of kernels.</summary>
internal static class Code
{
    /// <summary>Every rule about ordinary code.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } =
        [.. typeof(BodyAnalyzer).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(BodyAnalyzer).IsAssignableFrom(t)).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    public static string Class(string members) => $$"""
        using System.Numerics.Tensors;
        using System.Threading.Tasks;

        public static unsafe partial class Code
        {
        {{members}}
        }
        """;

    public static Task Fires<TAnalyzer>(string members, params string[] messages) where TAnalyzer : DiagnosticAnalyzer, new() =>
        AnalyzerVerifier.Verify<TAnalyzer>(Class(members), messages);

    /// <summary>No rule warns.</summary>
    public static async Task Silent(string members)
    {
        var compilation = SourceOptions.Default.Complete(TestCompilation.Create(Class(members)), "The test's source");
        var reported = await compilation.WithAnalyzers(Rules).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(reported.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }
}
