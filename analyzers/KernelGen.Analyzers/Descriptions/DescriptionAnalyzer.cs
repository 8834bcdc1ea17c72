using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
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
        Descriptors.TooLarge, Descriptors.NoRow, Descriptors.ContainingType, Descriptors.NotCompiled, Descriptors.Batch,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(OnFile);
    }

    private static void OnFile(SemanticModelAnalysisContext context)
    {
        foreach (var kernel in DescribedKernel.In(context))
            if (kernel.Finding is { } finding) context.ReportDiagnostic(finding.ToDiagnostic());
        foreach (var node in Suspicion.Marked(context.SemanticModel.SyntaxTree, context.CancellationToken))
            if (node is not MethodDeclarationSyntax) Misplaced(context, node);
    }

    /// <summary>A mark on what is no method of a class.</summary>
    private static void Misplaced(SemanticModelAnalysisContext context, SyntaxNode node)
    {
        const string NotAMethod = "is not a method: a kernel is a partial method over spans";
        var (lists, token, why) = node switch
        {
            LocalFunctionStatementSyntax f => (f.AttributeLists, f.Identifier, "is a local function: make it a partial method of the class"),
            AccessorDeclarationSyntax a => (a.AttributeLists, a.Keyword, NotAMethod),
            OperatorDeclarationSyntax o => (o.AttributeLists, o.OperatorToken, NotAMethod),
            ConversionOperatorDeclarationSyntax c => (c.AttributeLists, c.OperatorKeyword, NotAMethod),
            DestructorDeclarationSyntax d => (d.AttributeLists, d.Identifier, NotAMethod),
            _ => default,
        };
        if (lists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(node, context.CancellationToken) is IMethodSymbol method && KernelMethods.Mark(method, lists) is not null)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotPartial, token.GetLocation(), token.ValueText, why));
    }
}
