using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KernelGen.CodeFixes;

/// <summary>
/// Fixes one file after the other, each in the solution that the last one left. Where a fix declares something, a class in two files gets
/// it once; fixed side by side, both would declare it.
/// </summary>
internal sealed class FixAllInTurn(Func<Document, ImmutableArray<Diagnostic>, CancellationToken, Task<Document>> fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
        Task.FromResult<CodeAction?>(CodeAction.Create(context.CodeActionEquivalenceKey ?? nameof(FixAllInTurn), c => Fixed(context.WithCancellationToken(c)), context.CodeActionEquivalenceKey));

    private async Task<Solution> Fixed(FixAllContext context)
    {
        var solution = context.Solution;
        foreach (var document in Documents(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty) solution = (await fix(solution.GetDocument(document.Id)!, diagnostics, context.CancellationToken).ConfigureAwait(false)).Project.Solution;
        }
        return solution;
    }

    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => [context.Document!],
        FixAllScope.Project => context.Project.Documents,
        _ => context.Solution.Projects.Where(p => p.Language == context.Project.Language).SelectMany(p => p.Documents),
    };
}
