using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>KG1014: a variable of a description that no result is made of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedPartAnalyzer() : DescribedKernelAnalyzer(Rules.UnusedPart)
{
    private protected override void Check(SemanticModelAnalysisContext context, DescribedKernel kernel)
    {
        if (kernel.Results.Count == 0) return;
        var used = new HashSet<Expr>(Expr.Nodes(kernel.Results));
        foreach (var variable in kernel.Variables)
            if (!used.Contains(variable.Value) && kernel.Place(variable.Value) is { SourceTree: { } tree } at && !IsNamed(tree.GetRoot(context.CancellationToken).FindNode(at.SourceSpan), variable.Name))
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnusedPart, at, variable.Name));
    }

    // One element of a variable is no part of the variable's own formula: the text has the last word.
    private static bool IsNamed(SyntaxNode value, string variable) =>
        value.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == variable) != false;
}
