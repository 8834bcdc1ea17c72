using System.Collections.Immutable;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>
/// Whether a row depends on the running results of a sweep through its anchors alone, and homogeneously: <c>f(A) = A^−d f(1)</c>. Then a
/// sum of it follows a move of the anchor from A to A′ by the factor (A / A′)^d. Answers d for every anchor; null if it is not so.
/// </summary>
internal static class Homogeneity
{
    private static readonly ImmutableDictionary<Expr, double> None = ImmutableDictionary<Expr, double>.Empty;

    public static ImmutableDictionary<Expr, double>? Degrees(Expr e, Func<Expr, bool> isLate)
    {
        if (!isLate(e)) return None;
        return e.Op switch
        {
            Op.ScaledExp or Op.ScaledExpm1 => isLate(e[0]) ? null : Powers(e[1], 1, isLate),
            Op.Rescale => Sum(Degrees(e[0], isLate), Powers(e[1], -1, isLate)),
            Op.Neg or Op.Abs or Op.Relu => Degrees(e[0], isLate),
            Op.Sqrt => Times(Degrees(e[0], isLate), 0.5),
            Op.Pow when e[1].Op == Op.Constant => Times(Degrees(e[0], isLate), e[1].Value),
            Op.Mul => Sum(Degrees(e[0], isLate), Degrees(e[1], isLate)),
            Op.Div => Sum(Degrees(e[0], isLate), Times(Degrees(e[1], isLate), -1)),
            Op.Add or Op.Sub or Op.Min or Op.Max => Same(e[0], e[1], isLate),
            Op.Select when !isLate(e[0]) => Same(e[1], e[2], isLate),
            _ => null,
        };
    }

    private static ImmutableDictionary<Expr, double>? Powers(Expr scale, double power, Func<Expr, bool> isLate) => scale.Op switch
    {
        _ when !isLate(scale) => None,
        Op.Anchor or Op.Magnitude => None.Add(scale, power),
        Op.ScalePower => Powers(scale[0], power * scale.Value, isLate),
        Op.ScaleProduct => Sum(Powers(scale[0], power, isLate), Powers(scale[1], power, isLate)),
        _ => null,
    };

    private static ImmutableDictionary<Expr, double>? Same(Expr a, Expr b, Func<Expr, bool> isLate)
    {
        var (p, q) = (Degrees(a, isLate), Degrees(b, isLate));
        if (a.IsConstant(0)) return q;
        if (b.IsConstant(0)) return p;
        return p is not null && q is not null && p.Count == q.Count && p.All(d => q.TryGetValue(d.Key, out double other) && other == d.Value) ? p : null;
    }

    private static ImmutableDictionary<Expr, double>? Times(ImmutableDictionary<Expr, double>? degrees, double factor) =>
        degrees?.ToImmutableDictionary(d => d.Key, d => d.Value * factor);

    private static ImmutableDictionary<Expr, double>? Sum(ImmutableDictionary<Expr, double>? a, ImmutableDictionary<Expr, double>? b) =>
        a is null || b is null ? null : b.Aggregate(a, (sum, d) => sum.SetItem(d.Key, d.Value + (sum.TryGetValue(d.Key, out double known) ? known : 0)));
}
