using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Replacing;

/// <summary>What fixes a finding: what it says itself, else found again where a fix is asked for, so that a build does not pay for it.</summary>
internal static class Remedies
{
    private static readonly ImmutableDictionary<string, BodyAnalyzer> Analyzers = typeof(BodyAnalyzer).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && typeof(BodyAnalyzer).IsAssignableFrom(t)).Select(t => (BodyAnalyzer)Activator.CreateInstance(t)!)
        .ToImmutableDictionary(a => a.SupportedDiagnostics[0].Id);

    /// <summary>Of several formulas that owe it to one place, the one that can be fixed decides.</summary>
    public static ImmutableDictionary<string, string?> Of(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.Properties.ContainsKey(Edits.Changes)) return diagnostic.Properties;
        var span = diagnostic.Location.SourceSpan;
        if (!Analyzers.TryGetValue(diagnostic.Id, out var analyzer) || analyzer.Suspects(model.SyntaxTree, cancellation).FirstOrDefault(m => m.Span.Contains(span)) is not { } member) return BodyFinding.NoFix;
        if (Readings.Of(member, model, cancellation) is not { } reading) return BodyFinding.NoFix;
        return analyzer.Find(new(reading, member, model, cancellation)).Where(f => f.At.Span == span).Select(f => f.Fix()).FirstOrDefault(p => !p.IsEmpty) ?? BodyFinding.NoFix;
    }
}
