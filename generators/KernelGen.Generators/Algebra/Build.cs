namespace KernelGen.Generators.Algebra;

/// <summary>Constructors of arithmetic nodes that fold constants and drop neutral elements, so that no later stage meets x + 0 or 2 * 3.</summary>
internal static class Build
{
    public static readonly Expr Zero = Expr.Constant(0);
    public static readonly Expr One = Expr.Constant(1);

    public static Expr Neg(Expr a) => a switch
    {
        { Op: Op.Constant } => Expr.Constant(-a.Value),
        { Op: Op.Neg } => a[0],
        { Op: Op.Sub } => Sub(a[1], a[0]),
        _ => Expr.Of(Op.Neg, a),
    };

    public static Expr Add(Expr a, Expr b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant) return Expr.Constant(a.Value + b.Value);
        if (a.IsConstant(0)) return b;
        if (b.IsConstant(0)) return a;
        if (b.Op == Op.Neg) return Sub(a, b[0]);
        if (b.Op == Op.Constant && b.Value < 0) return Sub(a, Expr.Constant(-b.Value));
        return Expr.Of(Op.Add, a, b);
    }

    public static Expr Sub(Expr a, Expr b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant) return Expr.Constant(a.Value - b.Value);
        if (b.IsConstant(0)) return a;
        if (a.IsConstant(0)) return Neg(b);
        if (b.Op == Op.Neg) return Add(a, b[0]);
        return Expr.Of(Op.Sub, a, b);
    }

    public static Expr Mul(Expr a, Expr b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant) return Expr.Constant(a.Value * b.Value);
        if (a.IsConstant(1)) return b;
        if (b.IsConstant(1)) return a;
        if (a.IsConstant(-1)) return Neg(b);
        if (b.IsConstant(-1)) return Neg(a);
        if (a.Op == Op.Neg) return Neg(Mul(a[0], b));
        if (b.Op == Op.Neg) return Neg(Mul(a, b[0]));
        return Expr.Of(Op.Mul, a, b);
    }

    public static Expr Div(Expr a, Expr b)
    {
        if (a.Op == Op.Constant && b.Op == Op.Constant && b.Value != 0) return Expr.Constant(a.Value / b.Value);
        if (b.IsConstant(1)) return a;
        if (a.Op == Op.Neg) return Neg(Div(a[0], b));
        return Expr.Of(Op.Div, a, b);
    }

    public static Expr Add(IEnumerable<Expr> terms) => terms.Aggregate(Zero, Add);
    public static Expr Mul(IEnumerable<Expr> factors) => factors.Aggregate(One, Mul);

    /// <summary>The number of elements of a row: of what is chosen, or of the kernel's own.</summary>
    public static Expr Length(Expr? selection) => selection is null ? Expr.Leaf(Op.Length) : Expr.Of(Op.Length, selection);

    public static Expr Power(Expr a, int exponent) => Mul(Enumerable.Repeat(a, exponent));
}
