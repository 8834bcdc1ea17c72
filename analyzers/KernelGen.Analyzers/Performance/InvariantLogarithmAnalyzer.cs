using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2006: the logarithm of something that the loop around it does not change.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvariantLogarithmAnalyzer() : BodyAnalyzer(Rules.InvariantLogarithm)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
            if (f.Loop is not null && f.Value is { Op: Op.Log, IsRow: false } && f.Where is IInvocationOperation { Arguments: [var argument] } && argument.Value.ConstantValue is { HasValue: false } && IsInvariant(argument.Value, f.Loop))
                yield return new(f.Where.Syntax, () => Rewrites.Hoist(body, f, Replacement.Around(body, f.Value)), Exponential.Quote(f.Where.Syntax));
    }

    /// <summary>Made of variables that the loop neither declares nor assigns, and of nothing that runs code.</summary>
    private static bool IsInvariant(IOperation argument, IOperation loop) => argument.DescendantsAndSelf().All(o => o switch
    {
        ILocalReferenceOperation l => !l.Local.DeclaringSyntaxReferences.Any(r => loop.Syntax.Span.Contains(r.Span)) && !IsAssigned(l.Local, loop),
        IParameterReferenceOperation p => !p.Parameter.DeclaringSyntaxReferences.Any(r => loop.Syntax.Span.Contains(r.Span)) && !IsAssigned(p.Parameter, loop),
        ILiteralOperation or IBinaryOperation or IConversionOperation or IParenthesizedOperation or IUnaryOperation => true,
        _ => false,
    });

    private static bool IsAssigned(ISymbol symbol, IOperation loop) => loop.Descendants().Any(o => o switch
    {
        IAssignmentOperation a => Refers(a.Target, symbol),
        IIncrementOrDecrementOperation i => Refers(i.Target, symbol),
        IArgumentOperation { Parameter.RefKind: not RefKind.None } a => Refers(a.Value, symbol),
        _ => false,
    });

    private static bool Refers(IOperation target, ISymbol symbol) => target.DescendantsAndSelf().Any(o =>
        o is ILocalReferenceOperation l && SymbolEqualityComparer.Default.Equals(l.Local, symbol) || o is IParameterReferenceOperation p && SymbolEqualityComparer.Default.Equals(p.Parameter, symbol));
}
