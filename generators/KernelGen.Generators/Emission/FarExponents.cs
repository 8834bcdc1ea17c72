using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Exponents that are computed, such as x / T, may overflow where the quotient of their exponentials does not. Far from 0 a loop takes
/// them in units of 2^64 (<see cref="Op.InUnits"/>): every term is made smaller where it comes in, so that nothing on the way overflows.
/// </summary>
internal static class FarExponents
{
    /// <summary>An anchor of exponents that come in units when they are far away.</summary>
    public static bool AreComputed(Expr anchor) => anchor.Op == Op.Anchor && anchor.Arguments.Any(IsComputed);

    /// <summary>A row with the exponents of every such anchor in units; scalars are what they were.</summary>
    public static Expr Apply(Expr e) => e.Substitute(n => !n.IsRow ? n : IsExponential(n) ? n.With([InUnits(n[0], [n[1]]), n[1]]) : null);

    /// <summary>The exponent of an anchor as its maximum is measured.</summary>
    public static Expr Measured(Expr exponent, Expr anchor) => AreComputed(anchor) ? InUnits(exponent, []) : exponent;

    private static bool IsExponential(Expr e) => e is { IsRow: true, Op: Op.ScaledExp or Op.ScaledExpm1 } && AreComputed(e[1]);

    private static bool IsComputed(Expr exponent) => exponent.Op switch
    {
        Op.Neg or Op.Abs or Op.Relu or Op.Min or Op.Max => exponent.Arguments.Any(IsComputed),
        Op.Select => IsComputed(exponent[1]) || IsComputed(exponent[2]),
        Op.Mul when exponent[1] is { Op: Op.Constant, Value: >= -1 and <= 1 } => IsComputed(exponent[0]),
        _ => !exponent.Arguments.IsEmpty && !Bounds.Of(exponent).Within(float.MaxValue),
    };

    // All of these are linear in what is left of them, or pass a positive factor.
    private static Expr InUnits(Expr e, Expr[] anchor)
    {
        Expr part(Expr p) => InUnits(p, anchor);
        return e.Op switch
        {
            // One number: the loop is handed it whole.
            _ when !e.IsRow => Expr.Of(Op.InUnits, [e, .. anchor]),
            Op.Neg or Op.Abs or Op.Relu or Op.Add or Op.Sub or Op.Min or Op.Max => e.Map(part),
            Op.Mul => e[0].IsRow ? e.With([part(e[0]), e[1]]) : e.With([e[0], part(e[1])]),
            Op.Div => e.With([part(e[0]), e[1]]),
            Op.Select => e.With([e[0], part(e[1]), part(e[2])]),
            _ => Expr.Of(Op.InUnits, [e, .. anchor]),
        };
    }
}
