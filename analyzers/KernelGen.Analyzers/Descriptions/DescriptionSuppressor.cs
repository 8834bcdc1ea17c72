using System.Collections.Immutable;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>Silences "private member is unused" on descriptions: nothing calls them by name, a kernel is made of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DescriptionSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
    [
        Unused("KGS001", "IDE0051"),
        Unused("KGS002", "CA1811"),
        Unused("KGS003", "S1144"),
        Unused("KGS004", "RCS1213"),
    ];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location is not { SourceTree: { } tree, SourceSpan: var span }) continue;
            var method = tree.GetRoot(context.CancellationToken).FindNode(span).FirstAncestorOrSelf<MethodDeclarationSyntax>();
            if (method is not { ParameterList.Parameters.Count: > 0 } || !method.Identifier.Span.IntersectsWith(span)) continue;
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(method, context.CancellationToken) is IMethodSymbol symbol && Kernels.IsDescribedBy(symbol))
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(s => s.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
        }
    }

    private static SuppressionDescriptor Unused(string id, string suppressed) => new(id, suppressed, "A kernel is compiled from this description");
}
