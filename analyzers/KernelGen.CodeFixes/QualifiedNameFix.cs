using System.Collections.Immutable;
using System.Composition;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace KernelGen.CodeFixes;

/// <summary>KG0006: names the class of a word that a kernel of the same name hides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class QualifiedNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG0006"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Finding.QualifiedName, out string? text) || text is null) continue;
            if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not IdentifierNameSyntax word) continue;
            var qualified = SyntaxFactory.ParseExpression(text).WithTriviaFrom(word).WithAdditionalAnnotations(Simplifier.Annotation);
            context.RegisterCodeFix(
                CodeAction.Create($"Write '{text.Replace("global::KernelGen.", "")}'", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(word, qualified))), "qualify"),
                diagnostic);
        }
    }
}
