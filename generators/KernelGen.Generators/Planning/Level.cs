using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>
/// What one sweep of the row keeps: the anchors of its exponentials, the centers of its moments, and its accumulators.
/// A level is a monoid: two states of it, of two parts of a row, merge into that of the whole.
/// </summary>
internal sealed class Level(int index, Expr? selection = null)
{
    public int Index { get; } = index;

    /// <summary>What chose the elements that are swept; null for the whole row.</summary>
    public Expr? Selection { get; } = selection;

    /// <summary>Anchors that move while the sweep goes on (<see cref="Op.Anchor"/> and <see cref="Op.Magnitude"/> nodes).</summary>
    public List<Expr> Anchors { get; } = [];

    /// <summary>Rows whose block means are the centers of moments without an exponential (<see cref="Op.Center"/> nodes).</summary>
    public List<Expr> Means { get; } = [];

    public List<Accumulator> Accumulators { get; } = [];

    /// <summary>The accumulators that choose elements.</summary>
    public IEnumerable<Accumulator> Selections => Accumulators.Where(a => a.Reducer.IsSelection());

    /// <summary>The level with every expression rewritten.</summary>
    public Level Map(Func<Expr, Expr> map)
    {
        var level = new Level(Index, Selection is null ? null : map(Selection));
        level.Anchors.AddRange(Anchors.Select(map));
        level.Means.AddRange(Means.Select(map));
        level.Accumulators.AddRange(Accumulators.Select(a => a.Map(map)));
        return level;
    }
}

/// <summary>A point that deviations are taken from, and how it follows from anchors and means when these move.</summary>
/// <param name="Deviation">The row X − c.</param>
/// <param name="Center">The scalar c, over <see cref="Op.Center"/> nodes of the level.</param>
internal sealed record Deviation(Expr Row, Expr Center)
{
    public Expr Expression => Build.Sub(Row, Center);
}

/// <summary>
/// One quantity of a level: a reduction of <c>w · Π (X_i − c_i)^p_i</c>, where w may hold exponentials relative to running anchors.
/// When the anchors and centers move, it is rescaled by the ratio of the anchors and mixed with the moments of lower order.
/// </summary>
internal sealed record Accumulator(string Name, Op Reducer, Expr Weight, IReadOnlyList<(Expr Anchor, double Degree)> Degrees, IReadOnlyList<(Deviation Deviation, int Power)> Moments)
{
    /// <summary>Of a selection: how many, or to which power and which sum.</summary>
    public IReadOnlyList<Expr> Parameters { get; init; } = [];

    /// <summary>The row that is reduced.</summary>
    public Expr Summand { get; } = Guarded(Weight, Moments);

    public Accumulator Map(Func<Expr, Expr> map) =>
        new(Name, Reducer, map(Weight), [.. Degrees.Select(d => (map(d.Anchor), d.Degree))], [.. Moments.Select(m => (new Deviation(map(m.Deviation.Row), map(m.Deviation.Center)), m.Power))]) { Parameters = [.. Parameters.Select(map)] };

    public Expr Node => Expr.Leaf(Op.Accumulator, Name);

    public int Order => Moments.Sum(m => m.Power);

    // An element masked by −∞ has weight 0, whatever it is multiplied by: 0 · ∞ must not make NaN.
    private static Expr Guarded(Expr weight, IReadOnlyList<(Deviation Deviation, int Power)> moments)
    {
        if (weight.Op == Op.Select && weight[2].IsConstant(0)) return weight.With([weight[0], Guarded(weight[1], moments), weight[2]]);
        var summand = moments.Aggregate(weight, (product, m) => Build.Mul(product, Build.Power(m.Deviation.Expression, m.Power)));
        var exponential = Parts.Factors(weight).Select(f => f.Expr).FirstOrDefault(f => f.Op == Op.ScaledExp);
        bool unbounded = moments.Any(m => Unbounded(m.Deviation.Row)) || Parts.Factors(weight).Any(f => !f.Expr.Equals(exponential) && Unbounded(f.Expr));
        return exponential is null || !unbounded ? summand
            : Expr.Of(Op.Select, Expr.Of(Op.Equal, exponential[0], Expr.Constant(double.NegativeInfinity)), Build.Zero, summand);
    }

    private static bool Unbounded(Expr e) => e.IsRow && e.Op switch
    {
        Op.Row => true,
        Op.Floored or Op.ScaledExp or Op.ScaledExpm1 => false,
        _ => !Bounds.Of(e).Within(1e30) && e.Arguments.Any(Unbounded),
    };
}
