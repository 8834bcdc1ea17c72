using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A float variable declared double: it is added to as before, and read as a float.</summary>
internal static class Widening
{
    public static ImmutableDictionary<string, string?> Of(Body body, ISymbol sum, ImmutableDictionary<string, string?> properties)
    {
        var declared = body.Member.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(body.Model.GetDeclaredSymbol(d, body.Cancellation), sum));
        if (declared is not { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax } declaration }) return properties;
        var changes = new List<TextChange> { Edits.Replace(declaration.Type, "double") };
        foreach (var use in body.Member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == sum.Name && SymbolEqualityComparer.Default.Equals(body.Model.GetSymbolInfo(n, body.Cancellation).Symbol, sum)))
        {
            if (IsAddedTo(use)) continue;
            if (!MayBeCast(use)) return properties;
            changes.Add(Edits.Replace(use, $"(float){use}"));
        }
        return properties.With("Sum in double", changes);
    }

    /// <summary>On the left of an assignment that is a statement of its own, or on the right of one to the same variable.</summary>
    private static bool IsAddedTo(IdentifierNameSyntax use) =>
        use.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Parent: ExpressionStatementSyntax or ForStatementSyntax, Left: IdentifierNameSyntax target } && target.Identifier.ValueText == use.Identifier.ValueText
        && use.Ancestors().TakeWhile(a => a is not AssignmentExpressionSyntax).All(a => a is BinaryExpressionSyntax or ParenthesizedExpressionSyntax);

    private static bool MayBeCast(IdentifierNameSyntax use) => use.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword == default && argument.Parent?.Parent is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
        AssignmentExpressionSyntax assignment => assignment.Right == use,
        BinaryExpressionSyntax or ParenthesizedExpressionSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or ExpressionElementSyntax or ArrowExpressionClauseSyntax or ConditionalExpressionSyntax or CastExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.UnaryMinusExpression),
        _ => false,
    };
}
