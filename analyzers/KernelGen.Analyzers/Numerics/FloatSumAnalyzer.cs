using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1011: a float that sums a row of any length, where a statistic is taken of it: a mean, a variance, a norm.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FloatSumAnalyzer() : BodyAnalyzer(Rules.FloatSum)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var (loop, symbol, value) in body.Reading.Sums)
        {
            if (Types.Of(symbol)?.SpecialType != SpecialType.System_Single || !value.IsRow || Reading.Reading.IsUnsure(value) || value.Contains(n => n.Op is Op.Exp or Op.Mask or Op.Select)) continue;
            if (!HasAnyLength(loop) || !IsStatistic(body, Expr.Of(Op.Sum, value))) continue;
            if (loop.Descendants().FirstOrDefault(o => o is IAssignmentOperation { Target: ILocalReferenceOperation { Local: var l } } && SymbolEqualityComparer.Default.Equals(l, symbol)) is { } addition)
                yield return new(addition.Syntax, () => Widening.Of(body, symbol, Kernel(body, loop, (IAssignmentOperation)addition, Expr.Of(Op.Sum, value))), symbol.Name);
        }
    }

    /// <summary>For all that is made of the sum, or for the sum alone where that is more than one thing.</summary>
    private static ImmutableDictionary<string, string?> Kernel(Body body, IOperation loop, IAssignmentOperation addition, Expr sum) =>
        Replacement.Around(body, sum) is { IsEmpty: false } whole ? whole
        : body.Formulas.FirstOrDefault(f => f.Where == loop && f.Value.Equals(sum)) is { } formula ? Replacement.OfLoop(body, formula, addition)
        : BodyFinding.NoFix;

    private static bool HasAnyLength(IOperation loop) => loop switch
    {
        // The compiler converts an array to what it is enumerated as.
        IForEachLoopOperation each => Types.Element((each.Collection is IConversionOperation converted ? converted.Operand : each.Collection).Type) is not null,
        IForLoopOperation { Condition: IBinaryOperation { RightOperand.ConstantValue.HasValue: false } condition } =>
            condition.RightOperand is IParameterReferenceOperation || condition.RightOperand.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property.Name: "Length" or "Count" }),
        _ => false,
    };

    /// <summary>A mean, a norm or a logarithm is taken of it, not a product of it.</summary>
    private static bool IsStatistic(Body body, Expr sum) => body.Formulas.Any(f => f.Value.Op switch
    {
        Op.Sqrt or Op.Log => Parts.Factors(f.Value[0]).Exists(p => Parts.Terms(p.Expr).Exists(t => t.Expr.Equals(sum))),
        Op.Div => f.Value[0].Equals(sum) && f.Value[1].Op is Op.Length or Op.Scalar,
        _ => false,
    });
}
