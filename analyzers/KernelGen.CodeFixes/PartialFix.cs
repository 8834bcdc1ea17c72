using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.CodeFixes;

/// <summary>KG0001 and KG0011: adds 'partial' to a kernel without a body, and to the types that hold a kernel.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG0001", "KG0011"];

    // Two kernels of one type want the same edit: all are collected before any is made.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root is null ? document : Apply(document, root, diagnostics);
    });

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!Targets(root, diagnostic).Any()) continue;
            context.RegisterCodeFix(CodeAction.Create("Declare it 'partial'", _ => Task.FromResult(Apply(context.Document, root, [diagnostic])), "partial"), diagnostic);
        }
    }

    private static Document Apply(Document document, SyntaxNode root, ImmutableArray<Diagnostic> diagnostics) =>
        document.WithSyntaxRoot(root.ReplaceNodes(diagnostics.SelectMany(d => Targets(root, d)).Distinct(), (_, node) => WithPartial(node)));

    /// <summary>The declarations that lack the word; none where adding it would not be enough.</summary>
    private static IEnumerable<MemberDeclarationSyntax> Targets(SyntaxNode root, Diagnostic diagnostic)
    {
        if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not MethodDeclarationSyntax method) return [];
        if (diagnostic.Id == "KG0001") return method is { Body: null, ExpressionBody: null } && !IsPartial(method) ? [method] : [];
        var types = method.Ancestors().OfType<TypeDeclarationSyntax>().ToList();
        return types.Exists(t => t.Modifiers.Any(SyntaxKind.FileKeyword)) ? [] : types.Where(t => !IsPartial(t));
    }

    private static bool IsPartial(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static MemberDeclarationSyntax WithPartial(MemberDeclarationSyntax member)
    {
        var word = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (member.Modifiers.Count > 0) return member.WithModifiers(member.Modifiers.Add(word));
        // Without modifiers the comments before the declaration hang on its first word.
        var first = member is TypeDeclarationSyntax type ? type.Keyword : ((MethodDeclarationSyntax)member).ReturnType.GetFirstToken();
        return member.ReplaceToken(first, first.WithLeadingTrivia()) is MemberDeclarationSyntax bare
            ? bare.WithModifiers(SyntaxFactory.TokenList(word.WithLeadingTrivia(first.LeadingTrivia)))
            : member;
    }
}
