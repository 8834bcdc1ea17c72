using System.Collections.Immutable;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Xunit.Sdk;

namespace KernelGen.Analyzers.Tests.Infrastructure;

/// <summary>Applies a code fix to a document the way an editor does, until it offers nothing more.</summary>
internal sealed class FixRunner(CodeFixProvider provider, string? title, Func<Compilation, Task<ImmutableArray<Diagnostic>>> analyze)
{
    // A fix may uncover what another one fixes, but one that goes on for ever is broken.
    private const int MostRounds = 50;

    public Task<string> FixOneByOne(string source) => Repeat(source, (_, offered) => Task.FromResult(offered));

    public Task<string> FixAll(string source) => Repeat(source, (document, offered) => All(document, offered, FixAllScope.Document));

    /// <summary>Fixes all of the first fix that the first file is offered, once: what the files, by their names, are afterwards.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FixEverywhere(FixAllScope scope, params (string Project, string File, string Text)[] files)
    {
        using var workspace = new AdhocWorkspace();
        var solution = workspace.CurrentSolution;
        foreach (var project in files.GroupBy(f => f.Project))
        {
            var id = ProjectId.CreateNewId();
            solution = project.Aggregate(solution.AddProject(Described(id, project.Key)), (s, f) => s.AddDocument(DocumentId.CreateNewId(id), f.File, SourceText.From(f.Text), filePath: f.File))
                .AddDocument(DocumentId.CreateNewId(id), "ImplicitUsings.cs", SourceText.From(TestCompilation.ImplicitUsings));
        }
        var first = solution.Projects.SelectMany(p => p.Documents).Single(d => d.Name == files[0].File);
        var offered = await FirstOffer(first) ?? throw new XunitException($"No fix is offered in {first.Name}");
        var operations = await (await All(first, offered, scope)).GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var texts = new Dictionary<string, string>();
        foreach (var document in changed.Projects.SelectMany(p => p.Documents)) texts[document.Name] = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        return texts;
    }

    private async Task<CodeAction> All(Document document, CodeAction offered, FixAllScope scope)
    {
        var all = provider.GetFixAllProvider()
            ?? throw new XunitException($"{provider.GetType().Name} has no FixAllProvider (WellKnownFixAllProviders.BatchFixer).");
        if (offered.EquivalenceKey is null)
            throw new XunitException($"'{offered.Title}' has no equivalence key, so an editor cannot fix all of its kind.");
        var context = new FixAllContext(document, provider, scope, offered.EquivalenceKey,
            provider.FixableDiagnosticIds, new Reported(Fixable), TestContext.Current.CancellationToken);
        return await all.GetFixAsync(context)
            ?? throw new XunitException($"FixAll found nothing to do for '{offered.Title}'.");
    }

    private async Task<string> Repeat(string source, Func<Document, CodeAction, Task<CodeAction>> choose)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        for (var round = 0; round < MostRounds; round++)
        {
            if (await FirstOffer(document) is not { } offered)
                return (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            var operations = await (await choose(document, offered)).GetOperationsAsync(TestContext.Current.CancellationToken);
            document = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        }
        throw new XunitException($"After {MostRounds} rounds the fix is still offered. The source is now:\n{await document.GetTextAsync(TestContext.Current.CancellationToken)}");
    }

    private async Task<CodeAction?> FirstOffer(Document document)
    {
        foreach (var diagnostic in await Fixable(document))
        {
            var offers = new List<CodeAction>();
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));
            if (offers.Count > 0)
                return offers.Find(offer => title is null || offer.Title.Contains(title, StringComparison.Ordinal))
                    ?? throw new XunitException($"No fix is titled '{title}', only: {string.Join(", ", offers.Select(offer => offer.Title))}");
        }
        return null;
    }

    private async Task<ImmutableArray<Diagnostic>> Fixable(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        var reported = await analyze(compilation!);
        return [.. reported.Where(found => found.Location.SourceTree == tree && provider.FixableDiagnosticIds.Contains(found.Id))];
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        var project = workspace.AddProject(Described(ProjectId.CreateNewId(), "Test"));
        project = project.AddDocument("ImplicitUsings.cs", SourceText.From(TestCompilation.ImplicitUsings)).Project;
        var name = TestCompilation.FileName(0);
        return project.AddDocument(name, SourceText.From(source), filePath: name);
    }

    private static ProjectInfo Described(ProjectId id, string name) => ProjectInfo.Create(id, VersionStamp.Create(), name, name, LanguageNames.CSharp,
        compilationOptions: TestCompilation.Options, parseOptions: TestCompilation.ParseOptions, metadataReferences: TestCompilation.References);

    private sealed class Reported(Func<Document, Task<ImmutableArray<Diagnostic>>> fixable) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await fixable(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await Task.WhenAll(project.Documents.Select(fixable))).SelectMany(found => found);
    }
}
