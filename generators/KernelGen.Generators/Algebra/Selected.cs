namespace KernelGen.Generators.Algebra;

/// <summary>What is known of chosen elements from the row that they are chosen of.</summary>
internal static class Selected
{
    /// <summary>
    /// An exponent of chosen elements as one of the whole row, if that is among <paramref name="exponents"/> and the largest of both is the
    /// same: e^x of the k largest x needs no anchor of its own. One that does not grow with the elements does.
    /// </summary>
    public static Expr Shared(Expr exponent, ISet<Expr> exponents) =>
        exponent.Selection?.Op == Op.TopK && Grows(exponent) && OfRow(exponent) is var ofRow && exponents.Contains(ofRow) ? ofRow : exponent;

    /// <summary>An expression of what is chosen, as one of all elements: it bounds the other.</summary>
    public static Expr OfRow(Expr e) => e.Substitute(n => n.Op switch
    {
        Op.Pick when n[0].Selection is not null => Picking.Pick(OfRow(n[0]), n[1]),
        Op.Chosen => OfRow(n[0][0]),
        Op.ChosenAt => Expr.Leaf(Op.Positions),
        Op.Positions when !n.Arguments.IsEmpty => Expr.Leaf(Op.Positions),
        Op.Length when !n.Arguments.IsEmpty => Expr.Leaf(Op.Length),
        Op.At => Expr.Leaf(n.Value == 1 ? Op.Mask : Op.Row, n.Name),
        _ => null,
    });

    private static bool Grows(Expr e) => e.Op switch
    {
        Op.Chosen => true,
        Op.Add => (!e[0].IsRow || Grows(e[0])) && (!e[1].IsRow || Grows(e[1])),
        Op.Sub => e[0].IsRow && !e[1].IsRow && Grows(e[0]),
        Op.Mul or Op.Div when e[0].IsRow => !e[1].IsRow && Grows(e[0]) && Bounds.Of(e[1]).IsPositive,
        Op.Mul => Grows(e[1]) && Bounds.Of(e[0]).IsPositive,
        _ => false,
    };
}
