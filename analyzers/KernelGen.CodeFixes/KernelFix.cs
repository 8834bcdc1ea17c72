using System.Collections.Immutable;
using System.Composition;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KernelGen.CodeFixes;

/// <summary>KG1002 to KG1005, KG2001, KG2002: calls a kernel where its formula is written out, and declares it if the class has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class KernelFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG1002", "KG1003", "KG1004", "KG1005", "KG2001", "KG2002"];

    // Two places of one class want one kernel: all of a file are collected before any edit is made, and files are fixed in turn.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixAllInTurn(Apply);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (KernelDeclaration.Place(root, diagnostic) is null || !Remedies.Of(diagnostic, model, context.CancellationToken).TryGetValue(Replacement.Entry, out string? entry)) continue;
            context.RegisterCodeFix(CodeAction.Create($"Call the kernel {entry}", c => Apply(context.Document, [diagnostic], c), "kernel"), diagnostic);
        }
    }

    private static async Task<Document> Apply(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return document;
        var edits = new KernelEdits(root, model, cancellation);
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Start)) edits.Add(diagnostic);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(edits.Changes()));
    }
}
