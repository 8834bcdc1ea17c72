using System.Collections.Immutable;
using System.Composition;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.CodeFixes;

/// <summary>Calls a kernel where its formula is written out, and declares it if the class has none, with its description where the catalogue has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class KernelFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG1002", "KG1003", "KG1004", "KG1005", "KG1007", "KG1008", "KG1009", "KG1010", "KG1011", "KG1012", "KG2001", "KG2002", "KG2003", "KG2004", "KG2005", "KG2006"];

    // Two places of one class want one kernel: all of a file are collected before any edit is made, and files are fixed in turn.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new FixAllInTurn(Apply);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (KernelDeclaration.Place(root, diagnostic) is null || Remedies.Of(diagnostic, model, context.CancellationToken) is not { IsEmpty: false } remedy || !remedy.TryGetValue(Replacement.Entry, out string? entry)) continue;
            string title = remedy.ContainsKey(Replacement.Description) ? "Describe it as a kernel, and call that" : $"Call the kernel {entry}";
            context.RegisterCodeFix(CodeAction.Create(title, c => Apply(context.Document, [diagnostic], c), "kernel"), diagnostic);
        }
    }

    private static async Task<Document> Apply(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return document;
        var edits = new KernelEdits(root, model);
        // Of two findings in the same statements one call is enough: the one that takes the place of more.
        var chosen = new List<(Diagnostic Diagnostic, ImmutableDictionary<string, string?> Remedy, TextSpan Span)>();
        foreach (var fix in diagnostics.Select(d => (Diagnostic: d, Remedy: Remedies.Of(d, model, cancellation))).Where(f => f.Remedy.ContainsKey(Replacement.Entry))
            .Select(f => (f.Diagnostic, f.Remedy, Span: KernelEdits.Span(f.Remedy))).OrderByDescending(f => f.Span.Length).ThenBy(f => f.Span.Start))
            if (!chosen.Exists(c => c.Span.IntersectsWith(fix.Span))) chosen.Add(fix);
        foreach (var (diagnostic, remedy, _) in chosen.OrderBy(f => f.Span.Start)) edits.Add(diagnostic, remedy);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(edits.Changes()));
    }
}
