using System.Collections.Immutable;
using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2003: the exponential of a row twice, by writing it twice or by running through a deferred query twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExponentialTwiceAnalyzer() : BodyAnalyzer(Rules.ExponentialTwice)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        var first = new Dictionary<Expr, SyntaxNode>();
        foreach (var f in body.Formulas)
        {
            if (f.Value is not { Op: Op.Exp, IsRow: true } || Reading.Reading.IsUnsure(f.Value) || !IsCall(f)) continue;
            if (!first.TryGetValue(f.Value, out var before)) first.Add(f.Value, f.Where.Syntax);
            else if (!before.Span.Contains(f.Where.Syntax.Span) && AreBothRun(before, f.Where.Syntax)) yield return new(f.Where.Syntax, () => Replacement.Around(body, f.Value), Exponential.Quote(f.Where.Syntax));
        }
        foreach (var query in Deferred(body)) yield return query;
    }

    private static bool IsCall(Formula f) => f.Where is IInvocationOperation { TargetMethod.Name: "Exp" };

    /// <summary>Every choice that the one stands in, the other stands in the same arm of.</summary>
    private static bool AreBothRun(SyntaxNode a, SyntaxNode b) => Arms(a).SequenceEqual(Arms(b));

    private static IEnumerable<SyntaxNode> Arms(SyntaxNode node) =>
        node.AncestorsAndSelf().Where(n => n.Parent is IfStatementSyntax or ElseClauseSyntax or ConditionalExpressionSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or CatchClauseSyntax);

    private static IEnumerable<BodyFinding> Deferred(Body body)
    {
        foreach (var variable in body.Member.DescendantNodes().OfType<VariableDeclaratorSyntax>())
        {
            if (variable.Initializer?.Value is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" or "Where" or "Zip" } } query) continue;
            if (!query.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == "Exp")) continue;
            if (body.Model.GetDeclaredSymbol(variable, body.Cancellation) is not ILocalSymbol { Type: { Name: "IEnumerable" } type } local || Types.Element(type) is null) continue;
            var uses = body.Member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(body.Model.GetSymbolInfo(n, body.Cancellation).Symbol, local)).ToList();
            if (uses.Count >= 2 && AreBothRun(uses[0], uses[1])) yield return new(uses[1], () => Kernel(body, query).With("Keep the elements in an array", [Edits.After(query, ".ToArray()")]), local.Name);
        }
    }

    private static ImmutableDictionary<string, string?> Kernel(Body body, SyntaxNode query) =>
        body.Formulas.FirstOrDefault(f => f.Where.Syntax == query) is { } made ? Replacement.Around(body, made.Value) : BodyFinding.NoFix;
}
