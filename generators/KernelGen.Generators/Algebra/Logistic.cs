using static KernelGen.RowMath;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// Sigmoid and softplus fall off like e^x: where a row is divided by a sum of them, a row far below 0 would be 0 / 0. There they are written
/// as an exponential times what is of ordinary size, and the exponential gets a scale like any other.
/// <list type="number">
/// <item><c>σ(x) = e^min(x, 0) · σ(|x|)</c></item>
/// <item><c>softplus(x) = e^min(x, 0) · (softplus(x) / e^min(x, 0))</c>, the quotient 1 below −16, to rounding</item>
/// </list>
/// </summary>
internal static class Logistic
{
    public static Expr Factored(Expr e)
    {
        var factored = e.Nodes().Where(n => n.Op == Op.Div && !n[1].IsRow).SelectMany(n => n[1].Nodes()).Where(n => n.Op == Op.Sum)
            .SelectMany(n => Expr.RowNodes([n[0]])).Where(n => n.Op is Op.Sigmoid or Op.Softplus && !Bounds.Of(n[0]).Within(60)).Distinct().ToList();
        return factored.Count == 0 ? e : e.Substitute(n => factored.Contains(n) ? Factor(n) : null);
    }

    private static Expr Factor(Expr e)
    {
        Term x = Factored(e[0]), decay = Exp(Min(x, 0));
        return e.Op == Op.Sigmoid ? decay * Sigmoid(Abs(x)) : decay * Select(x < -16, 1, Softplus(x) / decay);
    }
}
