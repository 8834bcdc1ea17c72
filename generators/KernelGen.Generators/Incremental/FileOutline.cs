using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Generators.Incremental;

/// <summary>A file as kernels depend on it, read from its syntax alone, once: what it declares, and the bodies apart from that.</summary>
internal sealed class FileOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> Known = new();

    private readonly List<MethodBody> _bodies = [];
    private readonly List<PartialMethod> _partials = [];
    private readonly List<string> _aliases = [];
    private readonly List<TextSpan> _apart = [];

    private FileOutline(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        Read(root);
        Declarations = Digest.Of([tree.FilePath, Identity.Of(tree.Options), .. Pieces(tree.GetText())]);
    }

    /// <summary>Stands for all text but the bodies: whatever is declared, imported, constant, commented.</summary>
    public string Declarations { get; }

    public IReadOnlyList<MethodBody> Bodies => _bodies;

    /// <summary>Partial methods with attributes and without a body, some of which may be kernels.</summary>
    public IReadOnlyList<PartialMethod> Partials => _partials;

    /// <summary>Names that usings of this file give to something called Kernel.</summary>
    public IReadOnlyList<string> Aliases => _aliases;

    public static FileOutline Of(SyntaxTree tree) => Known.GetValue(tree, static t => new(t));

    private void Read(SyntaxNode parent)
    {
        foreach (var child in parent.ChildNodes())
        {
            switch (child)
            {
                case BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax:
                    Read(child);
                    break;
                case UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias, NamespaceOrType: NameSyntax name }:
                    if (AttributeNames.AreKernel(AttributeNames.Last(name))) _aliases.Add(alias);
                    break;
                case MethodDeclarationSyntax method:
                    if (Body(method) is { } body) _bodies.Add(new(method.Identifier.ValueText, body));
                    else if (method.AttributeLists.Count > 0 && method.Modifiers.Any(SyntaxKind.PartialKeyword)) _partials.Add(new(method));
                    Leave(Body(method));
                    break;
                case BaseMethodDeclarationSyntax method:
                    Leave(Body(method));
                    break;
                case BasePropertyDeclarationSyntax property:
                    Leave((property as PropertyDeclarationSyntax)?.ExpressionBody ?? (property as IndexerDeclarationSyntax)?.ExpressionBody);
                    foreach (var accessor in property.AccessorList?.Accessors ?? []) Leave((SyntaxNode?)accessor.Body ?? accessor.ExpressionBody);
                    break;
            }
        }
    }

    private static SyntaxNode? Body(BaseMethodDeclarationSyntax method) => (SyntaxNode?)method.Body ?? method.ExpressionBody;

    // A directive in a body may hold for what comes after it.
    private void Leave(SyntaxNode? body)
    {
        if (body is { ContainsDirectives: false })
            _apart.Add(body is BlockSyntax block ? TextSpan.FromBounds(block.OpenBraceToken.Span.End, block.CloseBraceToken.SpanStart) : TextSpan.FromBounds(((ArrowExpressionClauseSyntax)body).ArrowToken.Span.End, body.Span.End));
    }

    private IEnumerable<string> Pieces(SourceText text)
    {
        int start = 0;
        foreach (var span in _apart)
        {
            yield return text.ToString(TextSpan.FromBounds(start, span.Start));
            start = span.End;
        }
        yield return text.ToString(TextSpan.FromBounds(start, text.Length));
    }
}
