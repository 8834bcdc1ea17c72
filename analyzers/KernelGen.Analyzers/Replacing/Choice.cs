using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Replacing;

/// <summary>
/// The few largest chosen by a kernel, not by a sort: <c>x.OrderByDescending(v => v).Take(k)</c>, or with their indices by a Select before,
/// where the query is run at once. The kernel's order is that of the sort, equal elements included.
/// </summary>
internal static class Choice
{
    /// <summary>A method that calls the kernel and hands on what it chose: its name, and its text with {0} for the kernel's and {1} for its own.</summary>
    public const string Helper = nameof(Helper), HelperText = nameof(HelperText);

    private const string Body = """
        private static T[] {1}<T>(ReadOnlySpan<float> x, int k, Func<float, int, T> select)
        {
            var values = new float[Math.Clamp(k, 0, x.Length)];
            var indices = new int[values.Length];
            CALL
            return [.. values.Zip(indices, select)];
        }
        """;

    private static readonly ImmutableHashSet<string> RunAtOnce = ["ToArray", "ToList", "ToHashSet", "ToDictionary", "Sum", "Average", "Min", "Max", "Count", "First", "Last", "Single", "FirstOrDefault", "Aggregate", "Any", "All", "Contains"];

    /// <summary>Take of a descending order of a row.</summary>
    public static ImmutableDictionary<string, string?> Of(Body body, SyntaxNode take) =>
        Query(body, take) is var (row, call, replaced)
            ? Kernel("TopKOf", "ReadOnlySpan<float> x, Span<float> values, Span<int> indices", "Largest", "{0}(x, values, indices);", replaced, call(Text(body, row)))
            : BodyFinding.NoFix;

    /// <summary>The same of a softmax that has no other use: it is not computed, and nor is its row.</summary>
    public static ImmutableDictionary<string, string?> OfSoftmax(Body body, SyntaxNode take)
    {
        if (Query(body, take) is not var (row, call, replaced) || Temporary.Of(body, row) is not { } softmax) return BodyFinding.NoFix;
        string before = softmax.User.SyntaxTree.GetText(body.Cancellation).ToString(TextSpan.FromBounds(softmax.User.SpanStart, replaced.Start));
        return Kernel("SoftmaxTopK", "ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices", "LargestOfSoftmax", "{0}(x, values.Length, values, indices);",
            TextSpan.FromBounds(softmax.First.SpanStart, replaced.End), before + call(Text(body, softmax.Input)));
    }

    /// <summary>The k-th largest of a row that was copied and sorted for it, by the two statements before.</summary>
    public static ImmutableDictionary<string, string?> OfSorted(Body body, SortedEnd end)
    {
        if (end.At.Syntax is not ElementAccessExpressionSyntax element || element.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } user || block.Statements.IndexOf(user) is not (>= 2 and var at)) return BodyFinding.NoFix;
        if (!block.Statements[at - 1].Equals(end.Sort.Syntax.Parent) || block.Statements[at - 2] is not LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var copy } variable] } first || variable.Identifier.ValueText != end.Sorted.Name) return BodyFinding.NoFix;
        // One element of a row of floats, and k a number that is there without the row.
        if (Copied(copy) is not { } source || !IsCountedBack(body, end, source) || end.At.Type?.SpecialType != SpecialType.System_Single || end.K.Type?.SpecialType != SpecialType.System_Int32) return BodyFinding.NoFix;
        var uses = user.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == end.Sorted.Name);
        if (!uses.All(u => element.Span.Contains(u.Span)) || block.Statements.Skip(at + 1).Any(s => s.DescendantTokens().Any(t => t.ValueText == end.Sorted.Name))) return BodyFinding.NoFix;
        string before = user.SyntaxTree.GetText(body.Cancellation).ToString(TextSpan.FromBounds(user.SpanStart, element.SpanStart));
        return Kernel("TopKOf", "ReadOnlySpan<float> x, Span<float> values, Span<int> indices", "Largest", "{0}(x, values, indices);",
            TextSpan.FromBounds(first.SpanStart, element.Span.End), $"{before}{{0}}({Text(body, source)}, {end.K.Syntax}, (value, _) => value)[^1]");
    }

    /// <summary>From the length of the sorted row, or of the one that it is a copy of; which no other has taken the name of since.</summary>
    private static bool IsCountedBack(Body body, SortedEnd end, ExpressionSyntax source)
    {
        bool Counts(ISymbol? row) => end.Counted is not null && SymbolEqualityComparer.Default.Equals(end.Counted, row);
        return Counts(end.Sorted) || (Counts(body.Model.GetSymbolInfo(source, body.Cancellation).Symbol) && body.Model.GetTypeInfo(source, body.Cancellation).Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" }
            && !body.Member.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left.ToString() == source.ToString()));
    }

    private static ExpressionSyntax? Copied(ExpressionSyntax copy) => copy switch
    {
        CastExpressionSyntax cast => Copied(cast.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "Clone" or "ToList", Expression: IdentifierNameSyntax row }, ArgumentList.Arguments.Count: 0 } => row,
        _ => null,
    };

    private static ImmutableDictionary<string, string?> Kernel(string entry, string parameters, string helper, string kernelCall, TextSpan span, string text) =>
        BodyFinding.NoFix.Add(Replacement.Entry, entry).Add(Replacement.Returns, "void").Add(Replacement.Parameters, parameters)
            .Add(Replacement.Start, Replacement.Number(span.Start)).Add(Replacement.Length, Replacement.Number(span.Length)).Add(Replacement.Text, text)
            .Add(Helper, helper).Add(HelperText, Body.Replace("CALL", kernelCall));

    private static string Text(Body body, ExpressionSyntax row) => body.Model.GetTypeInfo(row, body.Cancellation).Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" } ? row.ToString() : $"{row}.ToArray()";

    /// <summary>The row that is sorted, the call that takes the query's place, and the query as far as that place goes.</summary>
    private static (ExpressionSyntax Row, Func<string, string> Call, TextSpan Replaced)? Query(Body body, SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax order }, ArgumentList.Arguments: [var k] } take || !IsRunAtOnce(take)) return null;
        if (body.Model.GetTypeInfo(k.Expression, body.Cancellation).Type?.SpecialType != SpecialType.System_Int32 || Ordered(order) is not var (row, select)) return null;
        if (Types.Element(body.Model.GetTypeInfo(row, body.Cancellation).Type)?.SpecialType != SpecialType.System_Single) return null;
        var replaced = take.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } array } ? array : take;
        return (row, x => $"{{0}}({x}, {k}, {select})", replaced.Span);
    }

    // A query that is kept would see what becomes of the row later.
    private static bool IsRunAtOnce(InvocationExpressionSyntax query) => query.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var next, Parent: InvocationExpressionSyntax call } => RunAtOnce.Contains(next) || (next is "Select" or "Where" or "Reverse" or "Zip" && IsRunAtOnce(call)),
        ForEachStatementSyntax or SpreadElementSyntax => true,
        _ => false,
    };

    /// <summary>The row of floats that is ordered by its elements, and what is made of each and its index.</summary>
    private static (ExpressionSyntax Row, string Select)? Ordered(InvocationExpressionSyntax order)
    {
        if (order.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "OrderByDescending" or "OrderDescending", Expression: var source }) return null;
        if (order.ArgumentList.Arguments.Count == 0) return (source, "(value, _) => value");
        if (order.ArgumentList.Arguments is not [{ Expression: SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var element, ExpressionBody: { } key } }]) return null;
        return key switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var same } when same == element => (source, "(value, _) => value"),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var of }, Name.Identifier.ValueText: var member } when of == element && Indexed(source) is var (row, select, value) && Member(select.ExpressionBody!, member) == value => (row, select.ToString()),
            ElementAccessExpressionSyntax { Expression: var row, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax { Identifier.ValueText: var index } }] } when index == element && source.ToString() is var all && all == $"Enumerable.Range(0, {row}.Length)" => (row, "(_, index) => index"),
            _ => null,
        };
    }

    /// <summary>x.Select((value, index) => …).</summary>
    private static (ExpressionSyntax Row, ParenthesizedLambdaExpressionSyntax Select, string Value)? Indexed(ExpressionSyntax source) =>
        source is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select", Expression: var row }, ArgumentList.Arguments: [{ Expression: ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var value, _], ExpressionBody: not null } select }] }
            ? (row, select, value.Identifier.ValueText) : null;

    /// <summary>The variable that a tuple, or an anonymous object, has as a member.</summary>
    private static string? Member(ExpressionSyntax made, string member) => made switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Where((a, i) => (a.NameColon?.Name.ToString() ?? a.Expression.ToString()) == member || member == $"Item{i + 1}").Select(a => a.Expression.ToString()).FirstOrDefault(),
        AnonymousObjectCreationExpressionSyntax o => o.Initializers.Where(i => (i.NameEquals?.Name.ToString() ?? i.Expression.ToString()) == member).Select(i => i.Expression.ToString()).FirstOrDefault(),
        _ => null,
    };
}
