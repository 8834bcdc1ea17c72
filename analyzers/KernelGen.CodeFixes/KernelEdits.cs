using System.Collections.Immutable;
using System.Globalization;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.CodeFixes;

/// <summary>The edits of a file that replace formulas by calls of kernels: each call, each kernel once, 'partial' and the using.</summary>
internal sealed class KernelEdits(SyntaxNode root, SemanticModel model)
{
    private readonly List<TextChange> _calls = [];
    private readonly Dictionary<TypeDeclarationSyntax, List<KernelDeclaration>> _kernels = [];

    /// <summary>What a call takes the place of.</summary>
    public static TextSpan Span(ImmutableDictionary<string, string?> remedy) =>
        new(int.Parse(remedy[Replacement.Start]!, CultureInfo.InvariantCulture), int.Parse(remedy[Replacement.Length]!, CultureInfo.InvariantCulture));

    public void Add(Diagnostic diagnostic, ImmutableDictionary<string, string?> remedy)
    {
        if (KernelDeclaration.Place(root, diagnostic) is not { } type || model.GetDeclaredSymbol(type) is not INamedTypeSymbol symbol) return;
        var span = Span(remedy);
        if (!_kernels.TryGetValue(type, out var declared)) _kernels[type] = declared = [];
        var kernel = KernelDeclaration.Of(symbol, remedy, declared);
        if (kernel.Text is not null && !declared.Exists(k => k.Text == kernel.Text)) declared.Add(kernel);
        string callee = kernel.Name;
        if (remedy.TryGetValue(Choice.Helper, out string? helper))
        {
            var method = KernelDeclaration.Helper(symbol, helper!, remedy[Choice.HelperText]!.Replace("{0}", kernel.Name), declared);
            if (method.Text is not null && !declared.Contains(method)) declared.Add(method);
            callee = method.Name;
        }
        string indent = Indent(span.Start);
        string text = remedy[Replacement.Text]!.Replace("{0}", callee).Replace("\n", "\n" + indent);
        _calls.Add(new(span, text));
    }

    public IEnumerable<TextChange> Changes()
    {
        if (_calls.Count == 0) return [];
        // The using first: a class may begin where it goes.
        var changes = new List<TextChange>(_calls);
        if (_kernels.Values.Any(k => k.Count > 0) && Using() is { } directive) changes.Insert(0, directive);
        foreach (var pair in _kernels.Where(k => k.Value.Count > 0)) changes.Add(Declaration(pair.Key, pair.Value));
        var types = _kernels.Where(k => k.Value.Count > 0).SelectMany(k => k.Key.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()).Distinct();
        changes.AddRange(types.Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)).Select(t => new TextChange(new(t.Keyword.SpanStart, 0), "partial ")));
        return changes.OrderBy(c => c.Span.Start);
    }

    // At the end of the class, each after an empty line.
    private TextChange Declaration(TypeDeclarationSyntax type, List<KernelDeclaration> kernels)
    {
        string outer = Indent(type.CloseBraceToken.SpanStart), inner = type.Members.Count > 0 && Indent(type.Members[0].SpanStart) is { Length: > 0 } known ? known : outer + "    ";
        string lines = string.Join("\n", kernels.Select(k => $"{inner}{k.Text!.Replace("\n", "\n" + inner)}\n"));
        int line = root.SyntaxTree.GetText().Lines.GetLineFromPosition(type.CloseBraceToken.SpanStart).Start;
        bool isAlone = root.SyntaxTree.GetText().ToString(TextSpan.FromBounds(line, type.CloseBraceToken.SpanStart)).Trim().Length == 0;
        return isAlone ? new(new(line, 0), "\n" + lines) : new(new(type.CloseBraceToken.SpanStart, 0), $"\n\n{lines}{outer}");
    }

    private TextChange? Using()
    {
        var unit = (CompilationUnitSyntax)root;
        if (unit.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Any(u => u.Name?.ToString() == "KernelGen" && u.StaticKeyword == default && u.Alias is null)) return null;
        if (model.LookupNamespacesAndTypes(unit.EndOfFileToken.SpanStart, name: "KernelAttribute").Any(t => t.ContainingNamespace?.ToDisplayString() == "KernelGen")) return null;
        // Sorted in, after the System ones that come first.
        var plain = unit.Usings.Where(u => u.StaticKeyword == default && u.Alias is null && u.GlobalKeyword == default).ToList();
        var before = plain.LastOrDefault(u => u.Name!.ToString() is var n && (n == "System" || n.StartsWith("System.", StringComparison.Ordinal) || string.CompareOrdinal(n, "KernelGen") < 0));
        if (before is not null) return new(new(before.Span.End, 0), "\nusing KernelGen;");
        int at = unit.Usings.Count > 0 ? unit.Usings[0].SpanStart : unit.Members.Count > 0 ? unit.Members[0].FullSpan.Start : 0;
        return new(new(at, 0), unit.Usings.Count > 0 ? "using KernelGen;\n" : "using KernelGen;\n\n");
    }

    private string Indent(int position)
    {
        var text = root.SyntaxTree.GetText();
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
