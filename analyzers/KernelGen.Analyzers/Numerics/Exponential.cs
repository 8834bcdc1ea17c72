using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Numerics;

/// <summary>Exponentials of a body: which are unbounded, in which sums they stand, where they overflow.</summary>
internal static class Exponential
{
    /// <summary>The unbounded exponentials in the sums among the factors above (or below) the line.</summary>
    public static IEnumerable<Expr> Summed(Expr e, bool below, State known) =>
        Parts.Factors(e).Where(f => f.Inverse == below).SelectMany(f => Parts.Terms(f.Expr)).Select(t => t.Expr).Where(t => t.Op == Op.Sum)
            .SelectMany(s => Growth.Exponentials(s[0])).Where(x => x[0].IsRow && Growth.IsUnbounded(x[0], known));

    /// <summary>Whether an expression is an exponential over a sum of exponentials, perhaps times something.</summary>
    public static bool IsShare(Expr e)
    {
        var factors = Parts.Factors(e);
        return factors.Exists(f => !f.Inverse && f.Expr.Op is Op.Exp) && factors.Exists(f => f.Inverse && Parts.Terms(f.Expr).Exists(t => t.Expr.Op == Op.Sum && Growth.Exponentials(t.Expr[0]).Any()));
    }

    /// <summary>The logarithm that a formula is, whatever its base: a call of Log10 is a logarithm over that of 10.</summary>
    public static Expr? Logarithm(Formula formula) => formula.Value switch
    {
        { Op: Op.Log } log => log,
        { Op: Op.Div } quotient when quotient[0].Op == Op.Log && formula.Where is IInvocationOperation { TargetMethod.Name: "Log" or "Log2" or "Log10" } => quotient[0],
        _ => null,
    };

    /// <summary>The exponential of 1 + e^x; null for any other sum.</summary>
    public static Expr? OnePlus(Expr e) =>
        e.Op == Op.Add && Parts.Terms(e) is [{ Inverse: false } a, { Inverse: false } b] ? a.Expr.IsConstant(1) && b.Expr.Op == Op.Exp ? b.Expr : b.Expr.IsConstant(1) && a.Expr.Op == Op.Exp ? a.Expr : null : null;

    /// <summary>Beyond which argument an exponential is +∞: by the narrowest type that holds it on its way.</summary>
    public static string Threshold(this Body body, Expr exponential, Formula formula)
    {
        var operation = body.Reading.Origin(exponential) ?? formula.Where;
        var type = operation.Type;
        for (var o = operation.Parent; o is IConversionOperation or IParenthesizedOperation or IReturnOperation; o = o.Parent)
            if (o is IConversionOperation { Type: { } to } && Types.IsReal(to) && Width(to) < Width(type)) type = to;
        return Types.Threshold(type is not null && Types.IsReal(type) ? type : Types.Element(type) ?? Row(operation));
    }

    // A method that writes a row returns nothing: its arguments say of which type.
    private static ITypeSymbol? Row(IOperation operation) => operation is IInvocationOperation call ? call.Arguments.Select(a => Types.Element(a.Value.Type)).FirstOrDefault(t => t is not null) : null;

    private static int Width(ITypeSymbol? type) => type switch { { SpecialType: SpecialType.System_Single } => 4, { Name: "Half" } => 2, _ => 8 };

    public static string Quote(SyntaxNode node) => Generators.Description.Unsupported.Quote(node);
}
