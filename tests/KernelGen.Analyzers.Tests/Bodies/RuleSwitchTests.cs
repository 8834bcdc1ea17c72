using System.Collections.Immutable;
using System.Reflection;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests.Bodies;

/// <summary>Every rule about ordinary code has cases that fire, and an .editorconfig that turns a rule off silences them: it is this rule that they show.</summary>
public class RuleSwitchTests
{
    private sealed record Case(string Rule, string File, string Source, IReadOnlyList<Mark> Marks);

    /// <summary>What the theories of this assembly are given, each in a file named after its rule.</summary>
    private static List<Case> Cases { get; } = [.. typeof(RuleSwitchTests).Assembly.GetTypes().Where(t => t.Namespace is "KernelGen.Analyzers.Tests.Numerics" or "KernelGen.Analyzers.Tests.Performance")
        .SelectMany(t => t.GetMethods()).SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>()).Select(d => d.Data[0]).OfType<string>().Where(text => text.Contains("{|KG", StringComparison.Ordinal))
        .Select((text, i) =>
        {
            var (source, marks) = Markup.Parse(Code.Class(text).Replace("class Code", $"class Code{i}"));
            return new Case(marks[0].Id, $"{marks[0].Id}_{i}.cs", source, marks);
        })];

    [Fact]
    public async Task Every_rule_fires_and_is_silent_when_it_is_off()
    {
        Assert.Equal(Code.Rules.Select(r => r.SupportedDiagnostics[0].Id).Order(), Cases.Select(c => c.Rule).Distinct().Order());
        Assert.True(Cases.Count >= 90);
        var on = await Reported("");
        var off = await Reported(string.Concat(Cases.Select(c => c.Rule).Distinct().Select(rule => $"[{rule}_*.cs]\ndotnet_diagnostic.{rule}.severity = none\n")));
        foreach (var c in Cases)
        {
            Assert.Equal(c.Marks, on[c.File].Where(m => m.Id == c.Rule));
            // The others go on.
            Assert.Equal(on[c.File].Where(m => m.Id != c.Rule), off[c.File]);
        }
    }

    [Fact]
    public async Task A_severity_is_raised()
    {
        var raised = await Diagnostics("[*.cs]\ndotnet_diagnostic.KG1011.severity = error\n");
        Assert.All(raised.Where(d => d.Id == "KG1011"), d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.Contains(raised, d => d.Id == "KG1011");
    }

    private static async Task<ILookup<string, Mark>> Reported(string config) =>
        (await Diagnostics(config)).ToLookup(d => d.Location.SourceTree!.FilePath.TrimStart('/'), AnalyzerVerifier.ToMark);

    private static async Task<List<Diagnostic>> Diagnostics(string config)
    {
        var compilation = TestCompilation.Create().AddSyntaxTrees(Cases.Select(c => TestCompilation.Parse(c.Source, "/" + c.File)));
        var configs = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(config, "/.editorconfig")));
        var options = compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(configs));
        var reported = await compilation.WithOptions(options).WithAnalyzers(Code.Rules).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. reported.OrderBy(AnalyzerVerifier.ToMark)];
    }

    private sealed class Severities(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
