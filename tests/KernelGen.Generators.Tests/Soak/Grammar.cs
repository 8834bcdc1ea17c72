extern alias Compiler;

using KernelGen.Generators.Algebra;
using Words = Compiler::KernelGen.RowMath;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>
/// Random descriptions: rows x, z, w, scalars a, b, a position k, a mask keep; element functions, reductions of expressions of reductions,
/// selections and what is computed of their elements, thresholds, noise; one to three results. What was made before is used again now and
/// then, as variables are. Only inputs are chosen of: of what is computed the last bit would decide.
/// </summary>
internal sealed class Grammar(Random random)
{
    public const int MaxDepth = 6;

    private const int MaxSize = 45;

    private static readonly Expr X = Expr.Leaf(Op.Row, "x"), Z = Expr.Leaf(Op.Row, "z"), W = Expr.Leaf(Op.Row, "w"), Keep = Expr.Leaf(Op.Mask, "keep");
    private static readonly Expr A = Expr.Leaf(Op.Scalar, "a"), B = Expr.Leaf(Op.Scalar, "b"), K = Expr.Leaf(Op.Position, "k");

    private static readonly Op[] Functions =
    [
        Op.Exp, Op.Exp, Op.Exp, Op.Exp, Op.Exp2, Op.Expm1, Op.Log, Op.Log2, Op.Log1p, Op.Sqrt, Op.Abs, Op.Relu, Op.Sigmoid, Op.Tanh, Op.Softplus, Op.Sign,
        Op.Sin, Op.Cos, Op.Round, Op.Floor,
    ];

    private readonly List<Expr> _rows = [], _scalars = [], _selections = [];

    /// <summary>The results of a description: the first holds a reduction and a row, so that there is something to sweep.</summary>
    public static IReadOnlyList<Expr> Description(Random random)
    {
        while (true)
        {
            var grammar = new Grammar(random);
            int depth = 2 + random.Next(MaxDepth - 1);
            var results = Enumerable.Range(0, random.Next(6) switch { 0 => 3, 1 => 2, _ => 1 }).Select(_ => grammar.Result(depth)).ToList();
            if (results[0].Size < 4 || results.Sum(r => r.Size) > MaxSize || !results[0].Contains(n => n.Op.IsReduction()) || !results.Exists(r => r.Contains(X.Equals))) continue;
            if (results.TrueForAll(r => r.Nodes().All(n => n.Op != Op.Constant || double.IsFinite(n.Value)))) return results;
        }
    }

    private Expr Result(int depth) => random.Next(5) switch
    {
        0 or 1 => Scalar(depth),
        // A row over a sum of the like: what normalizers are.
        4 when random.Next(4) == 0 => Chosen(Selection(), depth - 1),
        2 or 3 when Row(depth - 2) is var row => Build.Div(row, Expr.Of(Op.Sum, random.Next(3) > 0 ? row : Row(depth - 2))),
        _ => Row(depth),
    };

    private Expr Row(int depth)
    {
        if (_rows.Count > 0 && random.Next(8) == 0) return Pick(_rows);
        var row = depth <= 0 ? Pick(X, X, X, Z, W, Expr.Leaf(Op.Positions)) : random.Next(19) switch
        {
            0 or 1 or 2 => Expr.Of(Pick(Functions), Row(depth - 1)),
            3 => Build.Add(Row(depth - 1), Either(depth - 1)),
            4 or 5 => Build.Sub(Row(depth - 1), Either(depth - 1)),
            6 or 7 => Build.Mul(Either(depth - 1), Row(depth - 1)),
            8 or 9 => Build.Div(Row(depth - 1), Either(depth - 1)),
            10 => Build.Neg(Row(depth - 1)),
            11 => Expr.Of(Pick(Op.Min, Op.Max, Op.LogAddExp), Row(depth - 1), Either(depth - 1)),
            12 => Expr.Of(Op.Select, Mask(depth - 1), Either(depth - 1), Row(depth - 1)),
            13 => Expr.Of(Op.Pow, Row(depth - 1), random.Next(3) == 0 ? A : Expr.Constant(Pick(2.0, 3, 0.5, 4, 1.5, -1))),
            14 => Expr.Of(Op.Select, Mask(depth - 1), Row(depth - 1), Expr.Constant(Pick(0.0, double.NegativeInfinity))),
            17 => Noisy(Row(depth - 1)),
            15 when Row(depth - 2) is var m => Build.Sub(m, Expr.Of(Op.Highest, m)),
            _ => Expr.Of(Op.Exp, Row(depth - 1)),
        };
        // Constants fold to scalars: a row it must be.
        if (!row.IsRow) row = Build.Add(X, row);
        if (!row.Arguments.IsEmpty) _rows.Add(row);
        return row;
    }

    private Expr Scalar(int depth)
    {
        if (_scalars.Count > 0 && random.Next(8) == 0) return Pick(_scalars);
        var scalar = depth <= 0 ? Pick(A, B, A, B, Expr.Leaf(Op.Length), Number()) : random.Next(19) switch
        {
            0 or 1 or 2 or 3 or 4 => Expr.Of(Op.Sum, Row(depth - 1)),
            5 => Expr.Of(Pick(Op.Highest, Op.Lowest), Row(depth - 1)),
            6 => Build.Div(Scalar(depth - 1), Scalar(depth - 1)),
            7 => Expr.Of(Op.Log, Expr.Of(Op.Sum, Expr.Of(Op.Exp, Row(depth - 2)))),
            8 => Build.Div(Expr.Of(Op.Sum, Row(depth - 1)), Expr.Leaf(Op.Length)),
            9 => Expr.Of(Pick(Op.Sqrt, Op.Abs, Op.Log, Op.Exp, Op.Tanh, Op.Sigmoid, Op.Softplus, Op.Log1p), Scalar(depth - 1)),
            10 => Build.Mul(Scalar(depth - 1), Scalar(depth - 1)),
            11 => random.Next(3) == 0 ? Expr.Of(Op.Pick, Pick(X, Z), K) : Build.Sub(Scalar(depth - 1), Scalar(depth - 1)),
            12 when Row(depth - 2) is var row && Build.Sub(row, Build.Div(Expr.Of(Op.Sum, row), Expr.Leaf(Op.Length))) is var deviation =>
                Build.Div(Expr.Of(Op.Sum, Build.Mul(deviation, deviation)), Expr.Leaf(Op.Length)),
            13 => Expr.Of(Op.Select, Expr.Of(Pick(Op.Less, Op.LessOrEqual), Scalar(depth - 1), Scalar(depth - 1)), Scalar(depth - 1), Scalar(depth - 1)),
            15 => Expr.Of(Pick(Op.Sum, Op.Sum, Op.Sum, Op.Highest, Op.Lowest), Chosen(Selection(), depth - 1)),
            16 when Selection() is var selection => Picking.Pick(Expr.Of(Pick(Op.Chosen, Op.ChosenAt), selection), random.Next(2) == 0 ? Build.Zero : Expr.Of(Op.ArgMax, Chosen(selection, depth - 2))),
            17 => Words.Threshold(Row(depth - 2), Pick(1.0, 1, 2, 3), Pick(1.0, 0.5, 4)).Expr,
            14 => Expr.Of(random.Next(3) == 0 ? Op.Product : Op.ArgMax, Row(depth - 1)),
            _ => Expr.Of(Pick(Op.Min, Op.Max, Op.LogAddExp), Scalar(depth - 1), Scalar(depth - 1)),
        };
        if (!scalar.Arguments.IsEmpty) _scalars.Add(scalar);
        return scalar;
    }

    private Expr Selection()
    {
        if (_selections.Count > 0 && random.Next(2) == 0) return Pick(_selections);
        var selection = Expr.Of(Op.TopK, Pick(X, X, Z), Expr.Constant(Pick(1.0, 2, 3, 5, 17, 40)));
        _selections.Add(selection);
        return selection;
    }

    // A row of the elements that one selection has chosen.
    private Expr Chosen(Expr selection, int depth)
    {
        var leaf = Pick<Expr>(Expr.Of(Op.Chosen, selection), Expr.Of(Op.Chosen, selection), Expr.Of(Op.ChosenAt, selection), new Term(selection).Of(Z), new Term(selection).Of(W), new Term(selection).Of(Words.Gumbel(Seed())));
        if (depth <= 0) return leaf;
        return random.Next(9) switch
        {
            0 or 1 => Expr.Of(Op.Exp, Chosen(selection, depth - 1)),
            2 => Expr.Of(Pick(Functions), Chosen(selection, depth - 1)),
            3 when Chosen(selection, depth - 2) is var row => Build.Div(row, Expr.Of(Op.Sum, row)),
            4 => Expr.Of(Op.Cumulative, Chosen(selection, depth - 1)),
            5 => Build.Mul(Chosen(selection, depth - 1), Chosen(selection, depth - 1)),
            6 => Build.Add(Chosen(selection, depth - 1), Scalar(depth - 2)),
            7 => Build.Sub(Chosen(selection, depth - 1), Chosen(selection, depth - 1)),
            _ => Expr.Of(Op.Select, Expr.Of(Op.Less, leaf, Scalar(depth - 2)), Chosen(selection, depth - 1), Expr.Constant(Pick(0.0, double.NegativeInfinity))),
        };
    }

    private Term Seed() => random.Next(3) == 0 ? K : random.Next(100);

    private Expr Noisy(Expr row) => random.Next(4) switch
    {
        0 => Build.Add(row, Words.Gumbel(Seed())),
        1 => Build.Add(row, Build.Mul(A, Words.Normal(Seed()))),
        2 => Build.Mul(row, Words.Uniform(Seed())),
        _ => Expr.Of(Op.Select, Expr.Of(Op.Less, Words.Uniform(Seed()), Pick(A, Expr.Constant(0.5))), row, Build.Zero),
    };

    private Expr Either(int depth) => random.Next(2) == 0 ? Row(depth) : Scalar(depth);

    private Expr Mask(int depth) => random.Next(8) switch
    {
        0 or 1 => Keep,
        7 => new Term(Selection()).Mask,
        2 => Expr.Of(Pick(Op.LessOrEqual, Op.Equal), Expr.Leaf(Op.Positions), K),
        3 when depth > 0 => Expr.Of(Op.Not, Mask(depth - 1)),
        4 when depth > 0 => Expr.Of(Pick(Op.And, Op.Or), Mask(depth - 1), Mask(depth - 1)),
        _ => Expr.Of(Pick(Op.Less, Op.LessOrEqual), Row(depth - 1), Either(depth - 1)),
    };

    private Expr Number() => Expr.Constant(Pick(1.0, 2, 0.5, -1, 3, 0.125, 10, 1e-5, 100));

    private T Pick<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
