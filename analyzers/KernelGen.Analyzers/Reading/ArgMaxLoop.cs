using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

/// <summary>A loop that looks for the index of the largest element: <c>if (p[i] > p[best]) best = i;</c>, or with the largest itself in a variable.</summary>
/// <param name="Row">What is looked through.</param>
/// <param name="IsByIndex">Whether elements are compared with the one at the index found so far, not with a variable.</param>
internal sealed record ArgMaxLoop(ILoopOperation Loop, IOperation Row, bool IsByIndex)
{
    /// <param name="element">The element that is compared, p[i].</param>
    public static ArgMaxLoop? Of(IOperation element)
    {
        if (Element(element) is not (var row, ILocalReferenceOperation { Local: var i }) || element.Parent is not IBinaryOperation { Parent: IConditionalOperation { WhenFalse: null } choice } comparison || Around(choice) is not { } loop) return null;
        bool isLeft = comparison.LeftOperand == element;
        if (comparison.OperatorKind is not (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual)
            || isLeft != comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual) return null;
        var steps = (choice.WhenTrue is IBlockOperation block ? block.Operations : [choice.WhenTrue])
            .Select(s => s is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var to }, Value: var value } } ? (To: to, Value: value) : default).ToList();
        bool Stores(ISymbol? to, IOperation value) => steps.Exists(s => (to is null || Same(s.To, to)) && s.Value?.Syntax.ToString() == value.Syntax.ToString());
        // The index is kept, and beside it at most the element.
        var best = steps.Find(s => s.Value is ILocalReferenceOperation from && Same(from.Local, i)).To;
        if (best is null) return null;
        var other = isLeft ? comparison.RightOperand : comparison.LeftOperand;
        return Element(other) is (var again, ILocalReferenceOperation { Local: var at }) ? Same(at, best) && steps.Count == 1 && again.Syntax.ToString() == row.Syntax.ToString() ? new(loop, row, true) : null
            : other is ILocalReferenceOperation { Local: var largest } && steps.Count == 2 && Stores(largest, element) ? new(loop, row, false) : null;
    }

    private static (IOperation Row, IOperation Index)? Element(IOperation o) => o switch
    {
        IArrayElementReferenceOperation { Indices: [var index] } a => (a.ArrayReference, index),
        IPropertyReferenceOperation { Arguments: [{ Value: var index }], Instance: { } row } => (row, index),
        _ => null,
    };

    private static bool Same(ISymbol? a, ISymbol? b) => SymbolEqualityComparer.Default.Equals(a, b);

    private static ILoopOperation? Around(IOperation o) => o.Parent switch { ILoopOperation loop => loop, IBlockOperation block => Around(block), _ => null };
}
