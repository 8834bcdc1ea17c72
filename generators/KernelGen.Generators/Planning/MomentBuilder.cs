using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>
/// Turns products into accumulators of a level and the scalar expression of their sum.
/// <list type="number">
/// <item>(X + A)^p = Σ_q C(p,q) (c + A)^(p−q) (X − c)^q: moments about a point c near −A, so that nothing large cancels</item>
/// <item>beside an exponential of X, c is the logarithm of its anchor; else c is the mean of the block (Welford 1962; Chan, Golub, LeVeque 1983)</item>
/// <item>Σ 1 is the length, known without a sweep</item>
/// </list>
/// </summary>
internal sealed class MomentBuilder(
    Level level, Func<Expr, int> levelOf,
    Func<Level, Op, Expr, IReadOnlyList<(Expr Anchor, double Degree)>, IReadOnlyList<(Deviation Deviation, int Power)>, Expr> register)
{
    public Expr Sum(IReadOnlyList<Product> products) => Build.Add(products.Select(Sum));

    private Expr Sum(Product product)
    {
        var weight = product.Weight;
        var polynomial = new List<(Expr Coefficient, Dictionary<Expr, (Deviation Deviation, int Power)> Moments)> { (product.Coefficient, []) };
        foreach (var (row, shift) in product.Affine)
        {
            var deviation = DeviationOf(row, weight);
            var offset = Build.Add(deviation.Center, shift);
            polynomial = polynomial.SelectMany(term => new[] { (Build.Mul(term.Coefficient, offset), term.Moments), (term.Coefficient, Raised(term.Moments, deviation)) }).ToList();
        }
        return Build.Add(polynomial.Select(term => Build.Mul(term.Coefficient, Moment(weight, term.Moments.Values.ToList()))));
    }

    private static Dictionary<Expr, (Deviation Deviation, int Power)> Raised(Dictionary<Expr, (Deviation Deviation, int Power)> moments, Deviation deviation)
    {
        int power = moments.TryGetValue(deviation.Row, out var known) ? known.Power : 0;
        return new(moments) { [deviation.Row] = (deviation, power + 1) };
    }

    private Expr Moment(Expr weight, IReadOnlyList<(Deviation Deviation, int Power)> moments)
    {
        if (weight.IsConstant(1) && moments.Count == 0) return Build.Length(level.Selection);
        bool late(Expr e) => levelOf(e) == level.Index;
        var degrees = Homogeneity.Degrees(weight, late)!.Select(d => (d.Key, d.Value)).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal).ToList();
        // Every moment of lower order is needed when the center moves.
        for (int i = 0; i < moments.Count; i++)
            Moment(weight, moments.Select((m, j) => i == j ? (m.Deviation, m.Power - 1) : m).Where(m => m.Item2 > 0).ToList());
        return register(level, Op.Sum, weight, degrees, moments);
    }

    private Deviation DeviationOf(Expr row, Expr weight)
    {
        bool beside(Expr anchor) => Vanishes(weight, anchor);
        var anchors = level.Anchors.Where(a => a.Op == Op.Anchor && a.Arguments.Length == 1 && row.Contains(n => n.Equals(a[0]))).ToList();
        if (anchors.Exists(beside))
        {
            Expr? anchorOf(Expr e) => anchors.Find(a => a[0].Equals(e));
            var center = row.Substitute(e => anchorOf(e) is { } a ? Expr.Of(Op.Center, a) : null);
            if (!center.IsRow) return new(row.Substitute(e => anchorOf(e) is { } a && beside(a) ? Expr.Of(Op.Floored, e, a) : null), center);
        }
        var mean = Expr.Of(Op.Center, row);
        if (!level.Means.Contains(row)) level.Means.Add(row);
        return new(row, mean);
    }

    // Where the exponential of an anchor does, and with it what the row itself is there.
    private static bool Vanishes(Expr weight, Expr anchor) => weight.Op switch
    {
        Op.ScaledExp => weight[1].Equals(anchor),
        Op.Relu when weight[0].Op == Op.ScaledExpm1 => weight[0][1].Equals(anchor),
        Op.Mul => Vanishes(weight[0], anchor) || Vanishes(weight[1], anchor),
        Op.Div or Op.Neg or Op.Abs or Op.Relu or Op.Sqrt or Op.Rescale => Vanishes(weight[0], anchor),
        Op.Pow => weight[1] is { Op: Op.Constant, Value: > 0 } && Vanishes(weight[0], anchor),
        Op.Add or Op.Sub or Op.Min or Op.Max => weight.Arguments.All(a => Vanishes(a, anchor)),
        Op.Select => weight[1].IsConstant(0) ? Vanishes(weight[2], anchor) : Vanishes(weight[1], anchor) && (weight[2].IsConstant(0) || Vanishes(weight[2], anchor)),
        _ => false,
    };
}
