using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1012: a maximum for a softmax that begins at 0, or at the most negative number or another that is negative enough.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MaximumSeedAnalyzer() : BodyAnalyzer(Rules.MaximumSeed)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var (maximum, value, loop) in body.Reading.Seeds)
        {
            bool isZero = value[0].Value == 0;
            if (!isZero && value[0].Value > -1000) continue;
            if (!body.Formulas.Any(f => f.Value.Op == Op.Exp && Parts.Terms(f.Value[0]).Exists(t => t.Inverse && t.Expr.Equals(value) && !Bounds.Of(value[1]).IsNonNegative))) continue;
            if (Written(body, maximum, loop) is { } at)
                yield return new(at, () => Replacement.Around(body, value, value[1]).With("Begin at −∞", [Edits.Replace(at, $"{Types.Of(maximum)!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.NegativeInfinity")]), at.FirstAncestorOrSelf<VariableDeclaratorSyntax>()?.Identifier.ValueText ?? maximum.Name, Exponential.Quote(at),
                    isZero ? "where all are below −104 every exponential is 0 and the quotient NaN" : "where all are −∞, as in a masked row, it stays there");
        }
    }

    private static SyntaxNode? Written(Body body, ISymbol symbol, IOperation loop) =>
        loop is IInvocationOperation { TargetMethod.Name: "Aggregate" } aggregate ? aggregate.Arguments.First(a => a.Parameter!.Ordinal == 1).Value.Syntax
        : body.Member.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(d => symbol.Locations.Any(l => l.SourceSpan == d.Identifier.Span))?.Initializer?.Value;
}
