namespace KernelGen.Generators.Algebra;

#pragma warning disable CS0660, CS0661 // == makes a mask, as in the language; identity is a matter for Expr

/// <summary>
/// An <see cref="Algebra.Expr"/> with the operators of the description language. Row, Scalar, Mask and Position are aliases of it here, so
/// that the library's own descriptions (Normalizers.cs, RowMath.Composite.cs) and the laws of <see cref="Laws"/> compile as plain C#.
/// </summary>
public readonly struct Term(Expr expr)
{
    public Expr Expr { get; } = expr;

    public Term Length => Build.Length(Expr.Selection);
    public Term Positions => Expr.Selection is { } chosen ? Expr.Of(Op.Positions, chosen) : Expr.Leaf(Op.Positions);
    public Term Values => Expr.Of(Op.Chosen, Expr);
    public Term Indices => Expr.Of(Op.ChosenAt, Expr);
    public Term Mask => RowMath.MaskOf(Expr[0], this);

    public Term Of(Term row) => row.Expr.Op == Op.Row ? Picking.Gather(row.Expr, Indices) : RowMath.Select(Indices < 0, double.NegativeInfinity, Picking.Gather(row.Expr, Indices));
    public Term this[Term position] => new(Picking.Pick(Expr, position.Expr));

    public static implicit operator Term(double value) => new(Expr.Constant(value));
    public static implicit operator Term(Expr expr) => new(expr);
    public static implicit operator Expr(Term term) => term.Expr;

    public static Term operator -(Term a) => Build.Neg(a);
    public static Term operator +(Term a, Term b) => Build.Add(a, b);
    public static Term operator -(Term a, Term b) => Build.Sub(a, b);
    public static Term operator *(Term a, Term b) => Build.Mul(a, b);
    public static Term operator /(Term a, Term b) => Build.Div(a, b);
    public static Term operator <(Term a, Term b) => Expr.Of(Op.Less, a, b);
    public static Term operator >(Term a, Term b) => Expr.Of(Op.Less, b, a);
    public static Term operator <=(Term a, Term b) => Expr.Of(Op.LessOrEqual, a, b);
    public static Term operator >=(Term a, Term b) => Expr.Of(Op.LessOrEqual, b, a);
    public static Term operator ==(Term a, Term b) => Expr.Of(Op.Equal, a, b);
    public static Term operator !=(Term a, Term b) => Expr.Of(Op.Not, Expr.Of(Op.Equal, a, b));
    public static Term operator &(Term a, Term b) => Expr.Of(Op.And, a, b);
    public static Term operator |(Term a, Term b) => Expr.Of(Op.Or, a, b);
    public static Term operator ^(Term a, Term b) => (a & !b) | (!a & b);
    public static Term operator !(Term a) => Expr.Of(Op.Not, a);
}

/// <summary>Reads elements of an expression: the index goes down to the input rows.</summary>
internal static class Picking
{
    /// <summary>The element at a position: a scalar.</summary>
    public static Expr Pick(Expr row, Expr position) => row.Substitute(e => e.Op switch
    {
        _ when e.Op.IsLeafRow() => Expr.Of(Op.Pick, e, position),
        Op.Positions => position,
        _ when !e.IsRow => e,
        _ => null,
    });

    /// <summary>The elements at chosen indices: a row of what is chosen.</summary>
    public static Expr Gather(Expr row, Expr indices) => row.Substitute(e => e.Op switch
    {
        Op.Row => Expr.Named(Op.At, e.Name!, indices),
        // A truth is read as 0 or 1.
        Op.Mask => Expr.Of(Op.Less, Build.Zero, Expr.Named(Op.At, e.Name!, indices).With(1)),
        Op.Positions => indices,
        _ when !e.IsRow => e,
        _ => null,
    });
}
