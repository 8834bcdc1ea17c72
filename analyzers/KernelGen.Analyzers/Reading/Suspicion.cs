using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Analyzers.Reading;

/// <summary>The cheap test by spelling, before anything is asked of the compiler: which bodies of a file may concern a rule.</summary>
internal static class Suspicion
{
    private static readonly HashSet<string> Words = ["Exp", "Exp2", "Exp10", "ExpM1", "SoftMax", "Log", "Log2", "Log10", "LogP1", "Pow", "Average", "SumOfSquares"];

    private static readonly HashSet<string> Sorts = ["OrderBy", "OrderByDescending", "OrderDescending", "Sort"];

    // What a file's text has in it if any of the above, a sum in a loop or a mark is there: most have nothing of it.
    private static readonly string[] Traces = ["Exp", "SoftMax", "Log", "Pow", "Average", "Sum", "+=", "Kernel"];

    private static readonly string[] Reassuring = ["max", "min", "clamp", "clip", "shift", "stab", "center", "log", "norm", "prob", "offset", "softmax"];

    private static readonly ConditionalWeakTable<SyntaxTree, Suspects> Known = new();

    /// <summary>The members of a file with such a word in their bodies, and those that call one of these.</summary>
    public static IReadOnlyList<SyntaxNode> Members(SyntaxTree tree, CancellationToken cancellation) => In(tree, cancellation).Members;

    /// <summary>The methods, accessors and operators of a file that bear any attribute.</summary>
    public static IReadOnlyList<SyntaxNode> Marked(SyntaxTree tree, CancellationToken cancellation) => In(tree, cancellation).Marked;

    private sealed record Suspects(IReadOnlyList<SyntaxNode> Members, IReadOnlyList<SyntaxNode> Marked);

    /// <summary>The members of a file that sort.</summary>
    public static IReadOnlyList<SyntaxNode> Sorting(SyntaxTree tree, CancellationToken cancellation) =>
        [.. tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Where(n => Sorts.Contains(n.Identifier.ValueText)).Select(Member).OfType<SyntaxNode>().Distinct()];

    // One walk over a file, whichever rule comes first.
    private static Suspects In(SyntaxTree tree, CancellationToken cancellation) => Known.GetValue(tree, t =>
        t.GetText(cancellation).ToString() is var text && Array.Exists(Traces, trace => text.Contains(trace)) ? Find(t.GetRoot(cancellation)) : new([], []));

    private static Suspects Find(SyntaxNode root)
    {
        var found = new HashSet<SyntaxNode>();
        var helpers = new HashSet<string>();
        var calls = new List<SimpleNameSyntax>();
        var marked = new List<SyntaxNode>();
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case SimpleNameSyntax name when Words.Contains(name.Identifier.ValueText) && Member(name) is { } member:
                    found.Add(member);
                    if (member is MethodDeclarationSyntax method) helpers.Add(method.Identifier.ValueText);
                    break;
                case SimpleNameSyntax { Identifier.ValueText: "Sum" } name when Member(name) is { } member && !found.Contains(member) && member.DescendantTokens().Any(t => t.ValueText == "Sqrt"):
                    found.Add(member);
                    break;
                case SimpleNameSyntax { Parent: InvocationExpressionSyntax or MemberAccessExpressionSyntax } name:
                    calls.Add(name);
                    break;
                case AssignmentExpressionSyntax sum when sum.IsKind(SyntaxKind.AddAssignmentExpression) && Member(sum) is { } member && IsStatistic(sum, member):
                    found.Add(member);
                    break;
                case AttributeListSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax } list when marked.Count == 0 || marked[marked.Count - 1] != list.Parent:
                    marked.Add(list.Parent!);
                    break;
            }
        }
        if (helpers.Count > 0)
            foreach (var name in calls)
                if (helpers.Contains(name.Identifier.ValueText) && Member(name) is { } member) found.Add(member);
        return new([.. found], marked);
    }

    /// <summary>A sum of squares, or of floats, in a loop, in a member that divides or takes a root.</summary>
    private static bool IsStatistic(AssignmentExpressionSyntax sum, SyntaxNode member) =>
        sum.Ancestors().Any(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax) && member.DescendantTokens().Any(t => t.IsKind(SyntaxKind.SlashToken) || t.IsKind(SyntaxKind.SlashEqualsToken) || t.ValueText == "Sqrt")
        && (member.DescendantTokens().Any(t => t.IsKind(SyntaxKind.FloatKeyword)) || sum.Right is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } square && square.Left.ToString() == square.Right.ToString());

    // A property's expression has the operations that the property itself has none of.
    private static SyntaxNode? Member(SyntaxNode node) => node.Ancestors().FirstOrDefault(a =>
        a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax or TypeDeclarationSyntax or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax }) is { } member and not TypeDeclarationSyntax ? member : null;

    /// <summary>Whether a helper is worth reading: short, and not without arithmetic.</summary>
    public static bool MayBeMathematics(SyntaxNode helper) =>
        helper is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax && helper.Span.Length < 2000;

    /// <summary>Whether a method that cannot be read may give back something bounded, by its name.</summary>
    public static bool MayReassure(IMethodSymbol method, CancellationToken cancellation) =>
        IsReassuring(method.Name) || method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation).DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText is "Max" or "Clamp" or "Min"));

    /// <summary>Whether a name tells of a value that is bounded, or of an offset that bounds: a maximum, a logarithm, a distance.</summary>
    public static bool IsReassuring(string name)
    {
        string lower = name.ToLowerInvariant().Replace("logit", "");
        return Reassuring.Any(lower.Contains);
    }
}
