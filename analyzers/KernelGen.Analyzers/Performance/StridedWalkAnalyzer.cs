using KernelGen.Analyzers.Numerics;
using KernelGen.Generators.Algebra;
using KernelGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2007: a normaliser along data[i * stride + j], j the variable of the loop around.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StridedWalkAnalyzer() : BodyAnalyzer(Rules.StridedWalk)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        if (body.Formulas.FirstOrDefault(f => f.Value.Op == Op.Sum && Growth.Exponentials(f.Value[0]).Any()) is null || body.Model.GetOperation(body.Member, body.Cancellation) is not { } root) yield break;
        foreach (var element in root.Descendants())
        {
            var (array, index) = element switch
            {
                IArrayElementReferenceOperation { Indices: [var only] } a => (a.ArrayReference, only),
                IPropertyReferenceOperation { Instance: { } instance, Arguments: [var only] } p => (instance, only.Value),
                _ => default,
            };
            if (element is IArrayElementReferenceOperation { Indices: [var row, var column] } table && Types.Element(table.ArrayReference.Type) is not null && Loops(element) is [var down, var across, ..] && Is(row, down) && Is(column, across))
            {
                yield return new(element.Syntax, Exponential.Quote(element.Syntax));
                yield break;
            }
            if (array is null || index is null || Types.Element(array.Type) is null || Loops(element) is not [var inner, var outer, ..] || !IsStrided(index, inner, outer)) continue;
            yield return new(element.Syntax, Exponential.Quote(element.Syntax));
            yield break;
        }
    }

    private static List<ILocalSymbol> Loops(IOperation o)
    {
        var variables = new List<ILocalSymbol>();
        for (var parent = o.Parent; parent is not null; parent = parent.Parent)
            if (parent is IForLoopOperation { Locals: [var variable, ..] } loop && !loop.Before.Any(b => b.Descendants().Contains(o))) variables.Add(variable);
        return variables;
    }

    /// <summary>The inner variable times something, and the outer one by itself.</summary>
    private static bool IsStrided(IOperation index, ILocalSymbol inner, ILocalSymbol outer)
    {
        var terms = Terms(index).ToList();
        return terms.Exists(t => t is IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product && (Is(product.LeftOperand, inner) || Is(product.RightOperand, inner))) && terms.Exists(t => Is(t, outer) || BeginsAt(t, outer));
    }

    // A variable that holds where the walk begins.
    private static bool BeginsAt(IOperation term, ILocalSymbol outer) =>
        term is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var reference] } } && term.SemanticModel?.GetOperation(reference.GetSyntax()) is IVariableDeclaratorOperation { Initializer.Value: { } value } && Terms(value).Any(t => Is(t, outer));

    private static IEnumerable<IOperation> Terms(IOperation o) => o switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Terms(sum.LeftOperand).Concat(Terms(sum.RightOperand)),
        IParenthesizedOperation p => Terms(p.Operand),
        IConversionOperation c => Terms(c.Operand),
        _ => [o],
    };

    private static bool Is(IOperation o, ILocalSymbol variable) => o is ILocalReferenceOperation l && SymbolEqualityComparer.Default.Equals(l.Local, variable);
}
