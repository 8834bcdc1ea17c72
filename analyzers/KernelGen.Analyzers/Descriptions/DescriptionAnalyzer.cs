using System.Collections.Immutable;
using KernelGen.Generators;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>KG0001 to KG0012: says of every kernel that is not generated, why not. The same binding as the generator's decides.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DescriptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotPartial, Descriptors.NoDescription, Descriptors.ParameterMismatch, Descriptors.ResultMismatch,
        Descriptors.UnsupportedStatement, Descriptors.UnsupportedExpression, Descriptors.Recursion, Descriptors.OtherAssembly,
        Descriptors.TooLarge, Descriptors.NoRow, Descriptors.ContainingType, Descriptors.NotCompiled,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(OnMethod, SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(OnLocalFunction, SyntaxKind.LocalFunctionStatement);
        context.RegisterSyntaxNodeAction(
            OnOther, SyntaxKind.GetAccessorDeclaration, SyntaxKind.SetAccessorDeclaration, SyntaxKind.InitAccessorDeclaration,
            SyntaxKind.AddAccessorDeclaration, SyntaxKind.RemoveAccessorDeclaration, SyntaxKind.OperatorDeclaration,
            SyntaxKind.ConversionOperatorDeclaration, SyntaxKind.DestructorDeclaration);
    }

    private static void OnMethod(SyntaxNodeAnalysisContext context)
    {
        if (DescribedKernel.Of(context) is not { } kernel) return;
        if (kernel.Finding is { } finding) context.ReportDiagnostic(finding.ToDiagnostic());
    }

    private static void OnLocalFunction(SyntaxNodeAnalysisContext context)
    {
        var function = (LocalFunctionStatementSyntax)context.Node;
        if (function.AttributeLists.Count > 0) Misplaced(context, function.AttributeLists, function.Identifier, "is a local function: make it a partial method of the class");
    }

    private static void OnOther(SyntaxNodeAnalysisContext context)
    {
        var (lists, token) = context.Node switch
        {
            AccessorDeclarationSyntax a => (a.AttributeLists, a.Keyword),
            OperatorDeclarationSyntax o => (o.AttributeLists, o.OperatorToken),
            ConversionOperatorDeclarationSyntax c => (c.AttributeLists, c.OperatorKeyword),
            DestructorDeclarationSyntax d => (d.AttributeLists, d.Identifier),
            _ => default,
        };
        if (lists.Count > 0) Misplaced(context, lists, token, "is not a method: a kernel is a partial method over spans");
    }

    private static void Misplaced(SyntaxNodeAnalysisContext context, SyntaxList<AttributeListSyntax> lists, SyntaxToken token, string why)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is IMethodSymbol method && KernelMethods.Mark(method, lists, context) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotPartial, token.GetLocation(), token.ValueText, why));
    }
}
