using static KernelGen.RowMath;

namespace KernelGen.Generators.Algebra;

/// <summary>An equation, read from left to right, with the name that explanations show and the condition under which it holds.</summary>
/// <param name="Condition">Answers the binding, perhaps with more variables bound, or null where the law does not hold.</param>
internal sealed record Law(string Name, Expr Left, Expr Right, Func<Binding, Binding?>? Condition = null)
{
    public Law When(Func<Binding, bool> condition) => Where(m => condition(m) ? m : null);

    public Law Where(Func<Binding, Binding?> condition) => this with { Condition = condition };

    /// <summary>The right-hand side for an expression that the left matches; null when it does not.</summary>
    public Expr? Apply(Expr e)
    {
        foreach (var (match, rest) in Pattern.MatchRoot(Left, e))
        {
            var binding = Condition is null ? match : Condition(match);
            if (binding is null) continue;
            var result = Instantiate(binding);
            return rest.IsEmpty ? result : Left.Op is Op.Mul or Op.Div ? Parts.Product(rest.Insert(0, new(result, false))) : Parts.Sum(rest.Insert(0, new(result, false)));
        }
        return null;
    }

    private Expr Instantiate(Binding binding) => Right.Op is Op.Constant ? Right : Fold(Right.Substitute(e => Pattern.IsVariable(e) ? binding.Values[e.Name!] : null));

    // Substitution bypasses the constructors: go through them once more.
    private static Expr Fold(Expr e) => e.Map(Fold) is var m ? m.Op switch
    {
        Op.Neg => Build.Neg(m[0]),
        Op.Add => Build.Add(m[0], m[1]),
        Op.Sub => Build.Sub(m[0], m[1]),
        Op.Mul => Build.Mul(m[0], m[1]),
        Op.Div => Build.Div(m[0], m[1]),
        _ => m,
    } : e;
}

/// <summary>The laws of the Simplify stage. X, Y stand for rows, A, B, C, D for scalars, K for a position, U, V for a row or a scalar, M for a mask.</summary>
internal static class Laws
{
    private static readonly Term X = Pattern.Row("X"), A = Pattern.Scalar("A"), B = Pattern.Scalar("B"), U = Pattern.Any("U"), V = Pattern.Any("V");
    private static readonly Term Y = Pattern.Row("Y"), C = Pattern.Scalar("C"), D = Pattern.Scalar("D"), K = Pattern.Scalar("K"), M = Pattern.Mask("M");

    public const double Ln2 = 0.6931471805599453, Log2E = 1.4426950408889634;

    /// <summary>The exponent of a power of 2, as the laws write it: U · ln 2.</summary>
    public static bool IsBaseTwo(Expr exponent) => exponent.Op == Op.Mul && exponent[1].IsConstant(Ln2);

    private static Law Law(string name, Term left, Term right) => new(name, left, right);

    private static Term LogMass(Term a) => Expr.Of(Op.LogMass, a);

    private static bool NonNegative(Expr e) => Bounds.Of(e).IsNonNegative;

    // A product that an exponential of the row drives: the kind whose logarithm must not be taken after the fact.
    private static bool Exponential(Expr e) => e.IsRow && Parts.Factors(e).Any(f => f.Expr is { Op: Op.Exp, IsRow: true });
    private static bool SumOfExponentials(Expr e) => e.Op == Op.Add && Parts.Terms(e).Any(t => Exponential(t.Expr));
    // What is 0 only if every exponential in it has vanished.
    private static bool PureMass(Expr e) => e.Op switch
    {
        Op.Exp => true,
        Op.Sum => Mass(e) && NonNegative(e[0]),
        Op.Mul or Op.Div => PureMass(e[0]) && (PureMass(e[1]) || Bounds.Of(e[1]).IsPositive),
        Op.Add => PureMass(e[0]) && PureMass(e[1]),
        _ => false,
    };

    // Where all exponentials of A have vanished, X is −∞.
    private static bool Masks(Expr a, Expr x) => a.Nodes().Any(n => n is { Op: Op.Exp, IsRow: true } && !Parts.Terms(n[0]).Except(Parts.Terms(x)).Any());

    private static bool Grows(Expr e) => e.Contains(n => n.Op is Op.Exp or Op.Expm1);

    // U is X at some position: K.
    private static Binding? Picked(Binding m) =>
        m[U].Nodes().Where(n => n.Op == Op.Pick).Select(n => n[1]).Distinct().Where(k => Picking.Pick(m[X], k).Equals(m[U])).Select(k => m.Bind(K, k)).FirstOrDefault();

    // The larger of two exponents, but finite: what both of them are taken relative to.
    private static Term Top(Term u, Term v) => Max(Max(u, v), -(double)float.MaxValue);

    private static bool IsRelative(Expr exponent) => Parts.Terms(exponent).Exists(t => t.Inverse && t.Expr is { Op: Op.Max, IsRow: true });

    private static Term Mixture(Term u, Term v) => Top(u, v) + Log((C * Exp(u - Top(u, v))) + (D * Exp(v - Top(u, v))));

    private static readonly Term Chosen = TopK(X, K).Values;

    // What grows with the elements of a row is largest where they are.
    private static Law[] Largest(string of, Term grown, Term values) =>
    [
        Law($"largest of {of}", TopK(grown, K).Values, values),
        Law($"where the largest of {of} are", TopK(grown, K).Indices, TopK(X, K).Indices),
    ];

    private static bool Mass(Expr e) => e.Contains(n => n.Op == Op.Exp);

    public static readonly Law[] Simplify =
    [
        Law("log of exp", Log(Exp(U)), U),
        Law("exp of log", Exp(Log(U)), U),
        Law("exp2", Exp2(U), Exp(U * Ln2)),
        Law("log2 of exp2", Log2(Exp(U * Ln2)), U),
        Law("log2 of exp", Log2(Exp(U)), U * Log2E),
        Law("exp times exp", Exp(U) * Exp(V), Exp(U + V)),
        Law("exp over exp", Exp(U) / Exp(V), Exp(U - V)),
        Law("sum over exp", (Exp(U) + V) / Exp(Y), Exp(U - Y) + (V / Exp(Y))),
        Law("one over exp", 1 / Exp(U), Exp(-U)),
        Law("power of exp", Pow(Exp(U), A), Exp(A * U)),
        Law("power of a share", Pow(X / A, B), Pow(X, B) / Pow(A, B)).When(m => m[B] is { Op: Op.Constant, Value: > 0 } && Mass(m[A]) && NonNegative(m[A])),
        Law("root of exp", Sqrt(Exp(U)), Exp(U / 2)),
        Law("exp minus log", Exp(U - Log(A)), Exp(U) / A),
        Law("exp plus log", Exp(U + Log(A)), A * Exp(U)),
        Law("log of share", Log(Exp(U) / A), U - LogMass(A)).When(m => Mass(m[A])),
        Law("log2 of share", Log2(Exp(U) / A), (U - LogMass(A)) * Log2E).When(m => Mass(m[A])),
        Law("log of a divisor", X - Log(A), X - LogMass(A)).When(m => PureMass(m[A]) && Masks(m[A], m[X])),
        Law("exp minus log of a divisor", Exp(U - LogMass(A)), Exp(U) / A).When(m => PureMass(m[A]) && !IsRelative(m[U])),
        Law("log of a mixture", Log((C * Exp(X) / A) + (D * Exp(Y) / B)), Mixture(X - LogMass(A), Y - LogMass(B))).When(m => Mass(m[A]) && Mass(m[B]) && NonNegative(m[A]) && NonNegative(m[B])),
        Law("log of weighted share", Log(X * Exp(U) / A), Log(X) + U - LogMass(A)).When(m => Mass(m[A]) && NonNegative(m[A])),
        Law("log of exponential factor", Log(Exp(U) * V), U + Log(V)),
        Law("log of product", Log(U * V), Log(U) + Log(V)).When(m => NonNegative(m[U]) && SumOfExponentials(m[U])),
        Law("log of a share's divisor", LogMass(A / B), LogMass(A) - Log(B)).When(m => Mass(m[A]) && !Mass(m[B]) && (NonNegative(m[A]) || NonNegative(m[B]))),
        Law("log of a choice", Log(Select(M, U, V)), Select(M, Log(U), Log(V))).When(m => Exponential(m[U]) || Exponential(m[V])),
        Law("log2 of a choice", Log2(Select(M, U, V)), Select(M, Log2(U), Log2(V))).When(m => Exponential(m[U]) || Exponential(m[V])),
        Law("log of the larger", Log(Max(U, V)), Max(Log(U), Log(V))).When(m => (Exponential(m[U]) || Exponential(m[V])) && NonNegative(m[U]) && NonNegative(m[V])),
        Law("log of the smaller", Log(Min(U, V)), Min(Log(U), Log(V))).When(m => (Exponential(m[U]) || Exponential(m[V])) && NonNegative(m[U]) && NonNegative(m[V])),
        Law("log of reciprocal", Log(1 / U), -Log(U)),
        Law("times a reciprocal", X * (1 / A), X / A),
        Law("power of a base", Pow(A, X), Exp(Log(A) * X)).When(m => NonNegative(m[A])),
        Law("square", Pow(U, 2), U * U),
        Law("square root", Pow(U, 0.5), Sqrt(U)),
        Law("first power", Pow(U, 1), U),
        Law("softplus", Log(1 + Exp(U)), Softplus(U)),
        Law("softplus by log1p", Log1p(Exp(U)), Softplus(U)),
        Law("log of sum", Log(U + V), LogAddExp(Log(U), Log(V))).When(m => NonNegative(m[U]) && NonNegative(m[V]) && Exponential(m[U]) && (Exponential(m[V]) || !m[V].IsRow)),
        Law("log of a sum less a term", LogAddExp(U, V) - U, Softplus(V - U)),
        Law("log of a sum less the other", LogAddExp(U, V) - V, Softplus(U - V)),
        Law("log of power", Log(Pow(U, A)), A * Log(U)).When(m => NonNegative(m[U])),
        Law("log of root", Log(Sqrt(U)), Log(U) / 2),
        Law("expm1", Exp(U) - 1, Expm1(U)),
        Law("one minus exp", 1 - Exp(U), -Expm1(U)),
        Law("expm1 of log", Expm1(Log(U)), U - 1),
        Law("log1p of expm1", Log1p(Expm1(U)), U),
        Law("sigmoid", 1 / (1 + Exp(-U)), Sigmoid(U)),
        Law("sigmoid of minus", 1 / (1 + Exp(U)), Sigmoid(-U)),
        Law("sigmoid as quotient", Exp(U) / (1 + Exp(U)), Sigmoid(U)),
        Law("weighted sigmoid", Exp(U) / (A + Exp(U)), Sigmoid(U - Log(A))).When(m => Bounds.Of(m[A]).IsPositive),
        Law("weighted sigmoid of minus", 1 / (A + Exp(U)), Sigmoid(Log(A) - U) / A).When(m => Bounds.Of(m[A]).IsPositive),
        Law("one minus a share", 1 - (Exp(U) / Sum(Exp(X))), Sum(Exp(Select(Expr.Leaf(Op.Positions) != K, X, NegativeInfinity))) / Sum(Exp(X))).Where(Picked),
        Law("exp of a masked row", Select(M, Exp(X), 0), Exp(Select(M, X, NegativeInfinity))),
        Law("exp of a masked row, other order", Select(M, 0, Exp(X)), Exp(Select(M, NegativeInfinity, X))),
        Law("log of sigmoid", Log(Sigmoid(U)), -Softplus(-U)),
        Law("log of one minus sigmoid", Log(1 - Sigmoid(U)), -Softplus(U)),
        Law("complementary log-log", Log(-Expm1(-Exp(U))), Select(U < -20, U, Log(2 * Tanh(Exp(U) / 2) / (1 + Tanh(Exp(U) / 2))))),
        Law("log of one minus tanh squared", Log(1 - Tanh(U) * Tanh(U)), 1.3862943611198906 - 2 * LogAddExp(U, -U)),
        Law("tanh", Expm1(2 * U) / (Exp(2 * U) + 1), Tanh(U)),
        Law("absolute of exp", Abs(Exp(U)), Exp(U)),
        Law("expm1 of a masked row", Select(M, Expm1(X), 0), Expm1(Select(M, X, 0))),
        Law("relu of a masked row", Select(M, Relu(X), 0), Relu(Select(M, X, 0))).When(m => Grows(m[X])),
        Law("absolute of a masked row", Select(M, Abs(X), 0), Abs(Select(M, X, 0))).When(m => Grows(m[X])),
        Law("relu of non-negative", Relu(U), U).When(m => NonNegative(m[U])),
        Law("absolute of non-negative", Abs(U), U).When(m => NonNegative(m[U])),
        Law("deviation from a maximum", X - (Max(Max(X), B) + A), X - Max(Max(X), B) - A),
        Law("relu", Max(U, Build.Zero), Relu(U)),
        Law("relu, other order", Max((Term)Build.Zero, U), Relu(U)),
        Law("sum of a constant", Sum(A), Expr.Leaf(Op.Length) * A),
        Law("sum of a multiple", Sum(A * X), A * Sum(X)),
        Law("maximum of a multiple", Max(A * X), A * Max(X)).When(m => NonNegative(m[A])),
        Law("minimum of a multiple", Min(A * X), A * Min(X)).When(m => NonNegative(m[A])),
        Law("maximum of a quotient", Max(X / A), Max(X) / A).When(m => NonNegative(m[A])),
        Law("minimum of a quotient", Min(X / A), Min(X) / A).When(m => NonNegative(m[A])),
        Law("maximum of exp", Max(Exp(X)), Exp(Max(X))),
        Law("minimum of exp", Min(Exp(X)), Exp(Min(X))),
        Law("maximum of a shifted row", Max(X + A), Max(X) + A),
        Law("minimum of a shifted row", Min(X + A), Min(X) + A),
        .. Largest("exp", Exp(X), Exp(Chosen)),
        .. Largest("expm1", Expm1(X), Expm1(Chosen)),
        .. Largest("sigmoid", Sigmoid(X), Sigmoid(Chosen)),
        .. Largest("softplus", Softplus(X), Softplus(Chosen)),
        .. Largest("tanh", Tanh(X), Tanh(Chosen)),
        .. Largest("a shifted row", X + A, Chosen + A),
        .. Largest("a multiple", A * X, A * Chosen).Select(law => law.When(m => Bounds.Of(m[A]).IsPositive || (Mass(m[A]) && NonNegative(m[A])))),
    ];
}
