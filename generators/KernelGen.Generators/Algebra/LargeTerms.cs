namespace KernelGen.Generators.Algebra;

/// <summary>
/// Scalars beside a row that is over an anchor, <c>Exp(x) - Sum(Exp(x)) / a</c>: over the same anchor such a quotient may be no float, though its
/// value is one. Where it is larger than 2^64, row and scalar are taken over its own magnitude as well, which goes into the scale.
/// </summary>
internal static class LargeTerms
{
    // 2^64 over an anchor leaves room beside exponentials of up to 2^32; what is larger than the other bound is infinite all the same.
    private const double Room = 44.3614195558365, Largest = 1e300;

    /// <summary>The row and its scale, with room for the scalars in it.</summary>
    public static (Expr Value, Scale Scale) Apart((Expr Value, Scale Scale) row)
    {
        if (row.Scale.IsOne || !row.Value.IsRow) return row;
        var large = Terms(row.Value).Where(t => !t.IsRow && MayBeLarge(t)).Distinct().ToList();
        if (large.Count == 0) return row;
        var room = Scale.Of(large.Aggregate(Expr.Leaf(Op.Identity), (scale, t) => Expr.Of(Op.ScaleMax, scale, MagnitudeOf(t))));
        return (Over(row.Value, room.Power(-1).ToExpr()), row.Scale * room);
    }

    private static Expr MagnitudeOf(Expr t) =>
        Expr.Of(Op.LogOf, Build.Sub(Expr.Of(Op.Log, Expr.Of(Op.Min, Expr.Of(Op.Abs, t), Expr.Constant(Largest))), Expr.Constant(Room)));

    // The parts of a row that a common factor may be taken out of.
    private static IEnumerable<Expr> Operands(Expr e) => e.Op switch
    {
        _ when !e.IsRow => [],
        Op.Neg or Op.Abs or Op.Relu or Op.Add or Op.Sub or Op.Min or Op.Max => e.Arguments,
        Op.Select => [e[1], e[2]],
        _ => [],
    };

    private static IEnumerable<Expr> Terms(Expr e) => Operands(e).Any() ? Operands(e).SelectMany(Terms) : [e];

    private static Expr Over(Expr e, Expr scale) =>
        !Operands(e).Any() ? Expr.Of(Op.Rescale, e, scale) : e.Op == Op.Select ? e.With([e[0], Over(e[1], scale), Over(e[2], scale)]) : e.Map(part => Over(part, scale));

    // A sum over an anchor is at most the length times 2^32; what it is multiplied or divided by may be anything.
    private static bool MayBeLarge(Expr scalar) => scalar.Op switch
    {
        Op.Mul or Op.Div => Parts.Factors(scalar).Exists(f => !IsModerate(f)),
        Op.Neg or Op.Abs or Op.Relu or Op.Add or Op.Sub or Op.Min or Op.Max or Op.Select => scalar.Arguments.Any(a => !a.Op.IsMask() && MayBeLarge(a)),
        _ => false,
    };

    private static bool IsModerate(Part factor) =>
        factor.Expr.Op is Op.Length or Op.InverseMass || (factor.Inverse ? Bounds.Of(factor.Expr).Low > 1e-6 : Bounds.Of(factor.Expr).Within(1e6) || factor.Expr.Contains(n => n.Op is Op.ScaledExp or Op.ScaledExpm1));
}
