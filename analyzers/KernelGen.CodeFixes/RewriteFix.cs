using System.Collections.Immutable;
using System.Composition;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.CodeFixes;

/// <summary>The remedies that stay in place: the maximum subtracted (or, in a description, left out), a function or a variance written as it should be, a sum in double, a query or a logarithm taken once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RewriteFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG1002", "KG1003", "KG1004", "KG1007", "KG1008", "KG1009", "KG1010", "KG1011", "KG1012", "KG2003", "KG2004", "KG2006", "KG2008"];

    // All edits of a file at once, so that none moves under another.
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await Apply(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model) return;
        foreach (var diagnostic in context.Diagnostics)
            if (Remedies.Of(diagnostic, model, context.CancellationToken).TryGetValue(Edits.Title, out string? title) && title is not null)
                // Below a kernel, which is as right and faster.
                context.RegisterCodeFix(CodeAction.Create(title, c => Apply(context.Document, [diagnostic], c), "rewrite", CodeActionPriority.Low), diagnostic);
    }

    private static async Task<Document> Apply(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return document;
        var changes = new List<TextChange>();
        // What takes the place of most comes first: the rest may be gone with it.
        var remedies = diagnostics.Select(d => (d.Location.SourceSpan.Start, Edits: Edits.Of(Remedies.Of(d, model, cancellation)).ToList())).Where(r => r.Edits.Count > 0);
        foreach (var (_, edits) in remedies.OrderByDescending(r => r.Edits.Max(e => e.Span.Length)).ThenBy(r => r.Start))
        {
            // What another finding has changed already is left for the next round.
            if (!edits.Exists(e => changes.Exists(c => c.Span.OverlapsWith(e.Span) || c.Span == e.Span))) changes.AddRange(edits);
        }
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(c => c.Span.Start)));
    }
}
