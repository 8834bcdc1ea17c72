using static KernelGen.RowMath;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// A sigmoid falls off like e^x: where a row is divided by a sum of them, a row far below 0 would be 0 / 0. There it is written as an
/// exponential times what is of ordinary size, <c>σ(x) = e^min(x, 0) · σ(|x|)</c>, and the exponential gets a scale like any other.
/// </summary>
internal static class Logistic
{
    public static Expr Factored(Expr e)
    {
        var factored = e.Nodes().Where(n => n.Op == Op.Div && !n[1].IsRow).SelectMany(n => n[1].Nodes()).Where(n => n.Op == Op.Sum)
            .SelectMany(n => Expr.RowNodes([n[0]])).Where(n => n.Op == Op.Sigmoid && !Bounds.Of(n[0]).Within(60)).Distinct().ToList();
        return factored.Count == 0 ? e : e.Substitute(n => factored.Contains(n) ? Factor(Factored(n[0])) : null);
    }

    private static Expr Factor(Term x) => Exp(Min(x, 0)) * Sigmoid(Abs(x));
}
