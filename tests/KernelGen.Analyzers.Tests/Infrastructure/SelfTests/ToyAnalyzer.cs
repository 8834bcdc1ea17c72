// The toy runs in this process only and is never loaded by a compiler or released.
#pragma warning disable RS1036, RS1038, RS1041, RS2008

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Tests.Infrastructure.SelfTests;

/// <summary>TOY01: the literal 1. TOY02: a method whose name starts with Bad, the whole of it. Throws at a method named Throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToyAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor One = new("TOY01", "One", "{0} should be two", "Toy", DiagnosticSeverity.Warning, true);
    private static readonly DiagnosticDescriptor Bad = new("TOY02", "Bad", "'{0}' is bad", "Toy", DiagnosticSeverity.Info, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [One, Bad];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSyntaxNodeAction(OnLiteral, SyntaxKind.NumericLiteralExpression);
        context.RegisterSyntaxNodeAction(OnMethod, SyntaxKind.MethodDeclaration);
    }

    private static void OnLiteral(SyntaxNodeAnalysisContext context)
    {
        if (((LiteralExpressionSyntax)context.Node).Token.ValueText == "1")
            context.ReportDiagnostic(Diagnostic.Create(One, context.Node.GetLocation(), "one"));
    }

    private static void OnMethod(SyntaxNodeAnalysisContext context)
    {
        var name = ((MethodDeclarationSyntax)context.Node).Identifier.ValueText;
        if (name == "Throw")
            throw new InvalidOperationException("the toy is broken");
        if (name.StartsWith("Bad", StringComparison.Ordinal))
            context.ReportDiagnostic(Diagnostic.Create(Bad, context.Node.GetLocation(), name));
    }
}

/// <summary>Replaces 1, which <see cref="ToyAnalyzer"/> reports, by what it is told.</summary>
public abstract class ToyFix(params (string Title, string Key, string Text)[] fixes) : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TOY01"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var literal = root.FindNode(context.Span, getInnermostNodeForTie: true);
        // Within Keep nothing is offered: a diagnostic may be without a fix.
        if (literal.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText == "Keep")
            return;
        foreach (var (title, key, text) in fixes)
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(
                root.ReplaceNode(literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal)))), key), context.Diagnostics);
    }
}

public sealed class GoodFix() : ToyFix(("Use two", "two", "2"), ("Use three", "three", "3"));

public sealed class EndlessFix() : ToyFix(("Use one", "one", "1"));

public sealed class UncompilableFix() : ToyFix(("Use a name", "name", "Undeclared"));

public sealed class KeylessFix() : ToyFix(("Use two", null!, "2"));

public sealed class OneAtATimeFix() : ToyFix(("Use two", "two", "2"))
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

/// <summary>One at a time to 3, all at once to 2.</summary>
public sealed class LopsidedFix() : ToyFix(("Use three", "three", "3"))
{
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(async (context, document, _) =>
        document.WithText(SourceText.From((await document.GetTextAsync(context.CancellationToken)).ToString().Replace('1', '2'))));
}
