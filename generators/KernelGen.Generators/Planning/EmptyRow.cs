using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>
/// What a description comes to for a row without elements: each reduction has its identity, and a selection as many elements as ever, all
/// of them missing (−∞, at −1).
/// </summary>
internal static class EmptyRow
{
    /// <summary>A scalar of an empty row. Null where its elements would have to be swept: a function of running sums of what is chosen, or of as many as a destination holds.</summary>
    public static Expr? Scalar(Expr description)
    {
        var empty = description.Substitute(Of);
        return empty.Contains(n => n.Op.IsReduction() || n.Op == Op.Room) ? null : empty;
    }

    private static Expr? Of(Expr e) => e.Op switch
    {
        _ when e.Op.IsReduction() && e[0].Selection is { } selection => OfChosen(e, selection[1]),
        Op.Length => e.Arguments.IsEmpty ? Build.Zero : e[0][1],
        Op.Sum => Build.Zero,
        Op.Product => Build.One,
        Op.Highest => Expr.Constant(double.NegativeInfinity),
        Op.Lowest => Expr.Constant(double.PositiveInfinity),
        Op.ArgMax => Expr.Constant(-1),
        Op.Threshold or Op.Nucleus => Expr.Constant(double.PositiveInfinity),
        Op.Pick when e[0].Op == Op.Chosen => Expr.Constant(double.NegativeInfinity),
        Op.Pick when e[0].Op == Op.ChosenAt => Expr.Constant(-1),
        Op.Pick when e[1].Op is not (Op.Position or Op.Constant) => Expr.Constant(double.NaN),
        _ => null,
    };

    // The same k elements: their sum is k of them.
    private static Expr? OfChosen(Expr reduction, Expr k)
    {
        if (k is not { Op: Op.Constant, Value: > 0 }) return null;
        if (reduction[0].Op == Op.Cumulative && Element(reduction[0][0]) is { } step) return reduction.Op switch
        {
            Op.Sum => Build.Mul(Expr.Constant(k.Value * (k.Value + 1) / 2), step),
            Op.Highest => Expr.Of(Op.Max, step, Build.Mul(k, step)),
            Op.Lowest => Expr.Of(Op.Min, step, Build.Mul(k, step)),
            _ => null,
        };
        return Element(reduction[0]) is not { } element ? null : reduction.Op switch
        {
            Op.Sum => Build.Mul(k, element),
            Op.Highest or Op.Lowest => element,
            Op.Product => Expr.Of(Op.Pow, element, k),
            Op.ArgMax => Expr.Of(Op.Select, Expr.Of(Op.Equal, element, element), Build.Zero, Expr.Constant(-1)),
            _ => null,
        };
    }

    private static Expr? Element(Expr row)
    {
        var element = row.Substitute(e => e.Op switch
        {
            Op.Chosen => Expr.Constant(double.NegativeInfinity),
            Op.ChosenAt => Expr.Constant(-1),
            Op.At => Expr.Constant(e.Value == 1 ? 0 : double.NegativeInfinity),
            _ => Of(e),
        });
        // Vanished over vanished is a share of 0, which a sweep knows.
        return element.IsRow || element.Contains(e => e.Op is Op.Cumulative or Op.Div or Op.Log or Op.Log2) ? null : element;
    }
}
