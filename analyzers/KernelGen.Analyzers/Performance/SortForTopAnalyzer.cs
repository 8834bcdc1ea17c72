using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2005: all elements sorted for a few of them: a descending order and Take, or a sort in place and a part of it, or the element that has k above it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SortForTopAnalyzer() : BodyAnalyzer(Rules.SortForTop)
{
    internal override IReadOnlyList<SyntaxNode> Suspects(SyntaxTree tree, CancellationToken cancellation) => Suspicion.Sorting(tree, cancellation);

    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        if (body.Model.GetOperation(body.Member, body.Cancellation) is not { } root) yield break;
        var calls = root.Descendants().OfType<IInvocationOperation>().ToList();
        foreach (var take in calls.Where(c => c.TargetMethod.Name == "Take" && c.Arguments.Length == 2))
        {
            var k = take.Arguments[1].Value;
            var from = Source(take.Arguments[0].Value, root);
            if (from is IInvocationOperation order && IsDescending(order) && SortsReals(order)) yield return new(take.Syntax, () => Choice.Of(body, take.Syntax), Exponential.Quote(k.Syntax));
            else if (from is ILocalReferenceOperation or IParameterReferenceOperation && calls.Exists(c => IsSortOf(c, from))) yield return new(take.Syntax, Exponential.Quote(k.Syntax));
        }
        foreach (var end in SortedEnd.In(root)) yield return new(end.At.Syntax, () => Choice.OfSorted(body, end), Exponential.Quote(end.K.Syntax));
        // sorted[..k]
        foreach (var part in root.Descendants().OfType<IArrayElementReferenceOperation>())
            if (part.Indices is [IRangeOperation { LeftOperand: null, RightOperand: { } end }] && calls.Exists(c => IsSortOf(c, part.ArrayReference))) yield return new(part.Syntax, Exponential.Quote(end.Syntax));
    }

    // Through a variable that holds the query, and past what keeps its order.
    private static IOperation Source(IOperation o, IOperation root) => o switch
    {
        IConversionOperation c => Source(c.Operand, root),
        IInvocationOperation { TargetMethod.Name: "Select" or "AsEnumerable" or "ToList" or "ToArray" } call when Spellings.IsLinq(call.TargetMethod) => Source(call.Arguments[0].Value, root),
        ILocalReferenceOperation local when root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local.Local)) is { } declarator
            && declarator.GetVariableInitializer()?.Value is { } value && Source(value, root) is IInvocationOperation order && IsDescending(order) => order,
        _ => o,
    };

    // In an ascending order of what is negated as well.
    private static bool IsDescending(IInvocationOperation order) => order.TargetMethod.Name is "OrderByDescending" or "OrderDescending"
        || (order.TargetMethod.Name == "OrderBy" && order.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { ExpressionBody: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } } }, ..] });

    private static bool SortsReals(IInvocationOperation order) => Spellings.IsLinq(order.TargetMethod) && order.TargetMethod.TypeArguments.Any(Types.IsReal);

    private static bool IsSortOf(IInvocationOperation call, IOperation row) =>
        call.TargetMethod.Name == "Sort" && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } sorted
        // The row itself, or the indices that move with it.
        && (sorted.Syntax.ToString() == row.Syntax.ToString() || (call.Instance is null && call.Arguments.Length > 1 && call.Arguments[1].Value.Syntax.ToString() == row.Syntax.ToString()))
        && (Types.Element(sorted.Type) is not null || call.Arguments.Any(a => a.Value.Descendants().Any(o => o is IInvocationOperation { TargetMethod: { Name: "CompareTo", ContainingType: var t } } && Types.IsReal(t))));
}
