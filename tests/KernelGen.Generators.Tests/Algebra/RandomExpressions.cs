using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>Random descriptions: rows and scalars of a given depth, with exponentials and sums often enough to be of interest.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly Expr X = Expr.Leaf(Op.Row, "x"), Y = Expr.Leaf(Op.Row, "y"), W = Expr.Leaf(Op.Row, "w"), Keep = Expr.Leaf(Op.Mask, "keep");
    private static readonly Expr A = Expr.Leaf(Op.Scalar, "a"), B = Expr.Leaf(Op.Scalar, "b"), K = Expr.Leaf(Op.Position, "k");

    private static readonly Op[] Functions =
        [Op.Exp, Op.Exp, Op.Exp, Op.Exp2, Op.Expm1, Op.Log, Op.Log1p, Op.Sqrt, Op.Abs, Op.Relu, Op.Sigmoid, Op.Tanh, Op.Softplus, Op.Sign, Op.Sin];

    public Expr Row(int depth) => depth <= 0 ? Pick(X, X, X, Y, W) : random.Next(14) switch
    {
        0 or 1 or 2 => Expr.Of(Pick(Functions), Row(depth - 1)),
        3 => Build.Add(Row(depth - 1), Either(depth - 1)),
        4 => Build.Sub(Row(depth - 1), Either(depth - 1)),
        5 or 6 => Build.Mul(Either(depth - 1), Row(depth - 1)),
        7 or 8 => Build.Div(Row(depth - 1), Either(depth - 1)),
        9 => Build.Neg(Row(depth - 1)),
        10 => Expr.Of(Pick(Op.Min, Op.Max), Row(depth - 1), Either(depth - 1)),
        11 => Expr.Of(Op.Select, Mask(depth - 1), Either(depth - 1), Row(depth - 1)),
        12 => Expr.Of(Op.Pow, Row(depth - 1), Expr.Constant(Pick(2.0, 3, 0.5, 4, 1))),
        _ => Expr.Of(Op.Exp, Row(depth - 1)),
    };

    public Expr Scalar(int depth) => depth <= 0 ? Pick(A, B, Expr.Constant(Pick(1.0, 2, 0.5, -1, 3))) : random.Next(12) switch
    {
        0 or 1 or 2 or 3 or 4 => Expr.Of(Op.Sum, Row(depth - 1)),
        5 => Expr.Of(Pick(Op.Highest, Op.Lowest), Row(depth - 1)),
        6 => Build.Div(Scalar(depth - 1), Scalar(depth - 1)),
        7 => Expr.Of(Op.Log, Expr.Of(Op.Sum, Expr.Of(Op.Exp, Row(depth - 2)))),
        8 => Build.Div(Expr.Of(Op.Sum, Row(depth - 1)), Expr.Leaf(Op.Length)),
        9 => Expr.Of(Pick(Op.Sqrt, Op.Abs, Op.Log, Op.Exp), Scalar(depth - 1)),
        10 => Build.Mul(Scalar(depth - 1), Scalar(depth - 1)),
        _ => Expr.Of(Op.Pick, Pick(X, Y), K),
    };

    public Expr Either(int depth) => random.Next(2) == 0 ? Row(depth) : Scalar(depth);

    public Expr Mask(int depth) => random.Next(3) switch
    {
        0 => Keep,
        1 => Expr.Of(Op.LessOrEqual, Expr.Leaf(Op.Positions), K),
        _ => Expr.Of(Op.Less, Row(depth - 1), Either(depth - 1)),
    };

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
