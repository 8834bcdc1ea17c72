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

/// <summary>KG0003 and KG0004: adds the parameter that the description has and the kernel lacks: an input before the results, a result at the end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MissingParameterFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["KG0003", "KG0004"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root) return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Finding.MissingParameter, out string? text) || text is null) continue;
            if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not MethodDeclarationSyntax method || Added(method.ParameterList, text) is not { } list) continue;
            string shown = text.Replace("global::System.", "");
            context.RegisterCodeFix(
                CodeAction.Create($"Add the parameter '{shown}'", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method.ParameterList, list))), "add-parameter"),
                diagnostic);
        }
    }

    /// <summary>Null where the parameter would come after an optional one.</summary>
    private static ParameterListSyntax? Added(ParameterListSyntax list, string text)
    {
        var parameters = list.Parameters;
        int at = text.StartsWith("global::System.Span<", StringComparison.Ordinal) ? parameters.Count : parameters.TakeWhile(p => !IsResult(p)).Count();
        if (parameters.Take(at).Any(p => p.Default is not null || p.Modifiers.Any(SyntaxKind.ParamsKeyword))) return null;
        var parameter = SyntaxFactory.ParseParameterList($"({text})").Parameters[0].WithAdditionalAnnotations(Simplifier.Annotation);
        if (at < parameters.Count) parameter = parameter.WithLeadingTrivia(parameters[at].GetLeadingTrivia());
        else if (at > 0) parameter = parameter.WithLeadingTrivia(SyntaxFactory.Space);
        // A comma brings no space of its own.
        var inserted = parameters.Insert(at, parameter);
        if (at < parameters.Count && at == 0) inserted = inserted.Replace(inserted[1], inserted[1].WithLeadingTrivia(SyntaxFactory.Space));
        return list.WithParameters(inserted);
    }

    private static bool IsResult(ParameterSyntax p) =>
        p.Modifiers.Any(SyntaxKind.OutKeyword) || (p.Type is { } type && type.ToString() is var name && (name.StartsWith("Span<", StringComparison.Ordinal) || name.Contains(".Span<")));
}
