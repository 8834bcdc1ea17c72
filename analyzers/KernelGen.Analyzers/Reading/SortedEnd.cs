using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

/// <summary>The k-th element from the end of a row that was sorted for it: <c>Array.Sort(sorted)</c>, and then <c>sorted[^k]</c> or <c>sorted[n - k]</c>.</summary>
/// <param name="At">The element, or the range of all from it on.</param>
/// <param name="Sorted">The variable.</param>
/// <param name="Counted">The row whose length is counted back from, which may be another's; null where a parameter says how long it is.</param>
internal sealed record SortedEnd(IOperation At, ISymbol Sorted, IInvocationOperation Sort, IOperation K, ISymbol? Counted)
{
    private static readonly HashSet<string> Lengths = new(StringComparer.OrdinalIgnoreCase) { "n", "length", "count", "size" };

    /// <summary>Of each row that is sorted, upwards and by itself, and of which nothing but its end is used afterwards.</summary>
    public static IEnumerable<SortedEnd> In(IOperation body)
    {
        foreach (var sort in body.Descendants().OfType<IInvocationOperation>())
        {
            if (sort.TargetMethod.Name != "Sort" || (sort.Instance is null ? sort.Arguments.Length != 1 : !sort.Arguments.IsEmpty) || Variable(sort.Instance ?? sort.Arguments[0].Value) is not { } sorted) continue;
            if (Types.Element(Types.Of(sorted)) is null) continue;
            var after = body.Descendants().Where(o => o.Syntax.SpanStart > sort.Syntax.Span.End && Same(Variable(o), sorted) && o is not IConversionOperation).ToList();
            var ends = after.Select(o => Taken(o) is { } at && FromEnd(at, sorted, body) is var (k, counted) ? new SortedEnd(at, sorted, sort, k, counted) : null).ToList();
            // Its length tells nothing about the order.
            if (Enumerable.Range(0, after.Count).All(i => ends[i] is not null || IsLength(after[i].Parent))) foreach (var end in ends.OfType<SortedEnd>()) yield return end;
        }
    }

    private static ISymbol? Variable(IOperation o) => o switch
    {
        IConversionOperation c => Variable(c.Operand),
        ILocalReferenceOperation l => l.Local,
        IParameterReferenceOperation p => p.Parameter,
        _ => null,
    };

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);

    // The element, or the part, of the row that an operation names.
    private static IOperation? Taken(IOperation row) => row.Parent switch
    {
        IArrayElementReferenceOperation a when a.ArrayReference == row && IsRead(a) => a,
        IPropertyReferenceOperation { Arguments.Length: 1 } p when p.Instance == row && IsRead(p) => p,
        IImplicitIndexerReferenceOperation i when i.Instance == row && IsRead(i) => i,
        _ => null,
    };

    private static bool IsRead(IOperation element) => !(element.Parent is IAssignmentOperation assignment && assignment.Target == element);

    private static (IOperation K, ISymbol? Counted)? FromEnd(IOperation element, ISymbol sorted, IOperation body)
    {
        var index = element switch
        {
            IArrayElementReferenceOperation { Indices: [var only] } => only,
            IPropertyReferenceOperation { Arguments: [var only] } => only.Value,
            IImplicitIndexerReferenceOperation i => i.Argument,
            _ => null,
        };
        if (index is IRangeOperation { LeftOperand: { } from, RightOperand: null }) index = from is IConversionOperation c ? c.Operand : from;
        var (k, counted) = index switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var operand } => (operand is IConversionOperation c ? c.Operand : operand, sorted),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: var n, RightOperand: var operand } when Length(n, body) is var (of, _) => (operand, of),
            _ => default,
        };
        // A place that is reckoned from the length is a quantile; one that moves with a loop is all of them in turn.
        return k is null || k.DescendantsAndSelf().Any(o => IsLength(o) || (Variable(o) is { } v && (Lengths.Contains(v.Name) || IsSteppedByLoop(o, v)))) ? null : (k, counted);
    }

    private static bool IsLength(IOperation? o) => o is IPropertyReferenceOperation { Property.Name: "Length" or "Count" };

    /// <summary>The row whose length an operation is; none of a parameter that goes by the name of one.</summary>
    private static (ISymbol? Of, bool)? Length(IOperation o, IOperation body) => o switch
    {
        IPropertyReferenceOperation { Instance: { } row } when IsLength(o) && Types.Element(row.Type) is not null && Variable(row) is { } symbol => (symbol, true),
        ILocalReferenceOperation local when body.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => Same(d.Symbol, local.Local))?.GetVariableInitializer()?.Value is IPropertyReferenceOperation value => Length(value, body),
        IParameterReferenceOperation { Parameter.Name: var name } when Lengths.Contains(name) => (null, false),
        _ => null,
    };

    private static bool IsSteppedByLoop(IOperation use, ISymbol variable)
    {
        for (var o = use.Parent; o is not null; o = o.Parent)
            if (o is ILoopOperation loop && loop.Descendants().Any(d => d is IIncrementOrDecrementOperation step && Same(Variable(step.Target), variable) || d is IAssignmentOperation a && Same(Variable(a.Target), variable) || d is IVariableDeclaratorOperation v && Same(v.Symbol, variable))) return true;
        return false;
    }
}
