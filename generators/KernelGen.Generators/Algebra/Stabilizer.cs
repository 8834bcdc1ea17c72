namespace KernelGen.Generators.Algebra;

/// <summary>
/// Rewrites every expression to <c>v * 2^N</c>: N a scalar, the same for the whole row, v of ordinary size.
/// <list type="number">
/// <item><c>e^X = (e^X / A) * A</c>, A the anchor of X: a power of two near the largest e^X</item>
/// <item>a product multiplies scales, a quotient divides them, a root halves the exponent</item>
/// <item>sum, |v|, relu, max, select pass a common scale through (they are positively homogeneous)</item>
/// <item><c>X^p = (X / M)^p * M^p</c>, M the magnitude of X: a power of two above its largest element</item>
/// <item><c>a + b</c> takes the larger scale; a constant has scale 1, so <c>e^x - 1</c> is anchored at no less than 1</item>
/// <item><c>log(v * A) = log v + log A</c></item>
/// <item>in a result the scale cancels, or what is left of it is applied once, at the very end</item>
/// </list>
/// </summary>
internal sealed class Stabilizer
{
    // e^±60 and their sums over any row stay inside float; nothing to scale.
    private const double PlainExponent = 60;

    private readonly Dictionary<Expr, (Expr Value, Scale Scale)> _done = [], _found = [];
    private HashSet<Expr> _own = [];
    private HashSet<Expr> _exponents = [];

    /// <summary>An expression equal to <paramref name="e"/> that overflows only where its value does.</summary>
    public Expr Run(Expr e)
    {
        if (!e.Contains(n => n.Op.IsReduction())) return Restored(e);
        var factored = Logistic.Factored(e);
        _exponents = [.. factored.Nodes().Where(n => n.Op is Op.Exp or Op.Expm1 && n.IsRow).Select(n => n[0])];
        _done.Clear();
        _own = e.IsRow ? OwnExponentials.Of(factored) : [];
        var stable = Visit(factored);
        // A row that no sum was scaled for: its elements overflow where their own parts do, and do not vanish beside larger ones.
        return Restored(e.IsRow && !IsScaledByRow(stable.Value) && !IsScaledByRow(stable.Scale.ToExpr()) ? e : Applied(stable));
    }

    // A sum over an anchor, or an exponential of what is known of the whole row.
    private static bool IsScaledByRow(Expr e) =>
        e.Contains(n => (n.Op.IsReduction() && n.Contains(m => m.Op.IsScale())) || (n.Op == Op.LogOf && n[0].Op != Op.Constant));

    /// <summary>What became of an expression met on the way, if it needed no scale.</summary>
    public Expr? Find(Expr e) => _found.TryGetValue(e, out var result) && result.Scale.IsOne ? result.Value : null;

    // A power of 2 that needed no scale is one again; the mass that a logarithm is taken of has the scale 1.
    private static Expr Restored(Expr e) => e.Substitute(n =>
        IsPowerOfTwo(n) ? Expr.Of(Op.Exp2, Restored(n[0][0])) : n is { Op: Op.LogMass, Arguments.Length: 1 } ? Expr.Of(Op.LogMass, Restored(n[0]), Expr.Leaf(Op.Identity)) : null);

    private static bool IsPowerOfTwo(Expr e) => e.Op == Op.Exp && Laws.IsBaseTwo(e[0]);

    private (Expr Value, Scale Scale) Visit(Expr e)
    {
        if (!_done.TryGetValue(e, out var result)) _found[e] = _done[e] = result = Split(e);
        return result;
    }

    private (Expr Value, Scale Scale) Split(Expr e)
    {
        if (!e.Contains(n => n.Op is Op.Exp or Op.Expm1 || IsSteep(n))) return (e, Scale.One);
        switch (e.Op)
        {
            case Op.Exp or Op.Expm1:
                return Exponential(e, Applied(Visit(e[0])));
            case Op.Neg or Op.Abs or Op.Relu or Op.Sum or Op.Highest or Op.Lowest or Op.Cumulative:
                var a = Visit(e[0]);
                return (e.With([a.Value]), a.Scale);
            case Op.Mul:
                return Product(Visit(e[0]), Visit(e[1]));
            case Op.Div:
                return Quotient(e);
            case Op.Sqrt:
                var r = Visit(e[0]);
                return (e.With([r.Value]), r.Scale.Power(0.5));
            case Op.Pow when e[1].Op == Op.Constant:
                if (IsSteep(e)) return Power(e);
                var p = Headroom(Visit(e[0]), e[1].Value);
                return (e.With([p.Value, e[1]]), p.Scale.Power(e[1].Value));
            // The larger scale would take all digits from the smaller of two numbers, which may be the one that is chosen.
            case Op.Min or Op.Max or Op.Select when !e.IsRow && Visit(e[e.Arguments.Length - 2]).Scale is var one && !one.Equals(Visit(e[e.Arguments.Length - 1]).Scale):
                return (e.Map(argument => Applied(Visit(argument))), Scale.One);
            case Op.Add or Op.Sub when OwnExponentials.Apart(e, _own) is var (own, others):
                var (left, right, shared) = Common(Visit(own), Visit(others));
                return (Build.Add(left, right), shared);
            case Op.Add or Op.Sub or Op.Min or Op.Max:
                var (x, y, scale) = Common(Visit(e[0]), Visit(e[1]));
                return (e.Op == Op.Add ? Build.Add(x, y) : e.Op == Op.Sub ? Build.Sub(x, y) : e.With([x, y]), scale);
            case Op.Select:
                var (then, otherwise, common) = Common(Visit(e[1]), Visit(e[2]));
                return (e.With([Applied(Visit(e[0])), then, otherwise]), common);
            case Op.Less or Op.LessOrEqual or Op.Equal:
                var (less, more, _) = Common(Visit(e[0]), Visit(e[1]));
                return (e.With([less, more]), Scale.One);
            case Op.Log when Visit(e[0]) is { Scale.IsOne: false } l:
                return (Build.Add(Expr.Of(Op.Log, l.Value), Expr.Of(Op.LogScale, l.Scale.ToExpr())), Scale.One);
            case Op.Log2 when Visit(e[0]) is { Scale.IsOne: false } l:
                return (Build.Add(Expr.Of(Op.Log2, l.Value), Build.Mul(Expr.Of(Op.LogScale, l.Scale.ToExpr()), Expr.Constant(Laws.Log2E))), Scale.One);
            case Op.LogMass:
                var m = Visit(e[0]);
                var log = Expr.Of(Op.LogMass, m.Value, m.Scale.ToExpr());
                return (m.Scale.IsOne ? log : Build.Add(log, Expr.Of(Op.LogScale, m.Scale.ToExpr())), Scale.One);
            case Op.ArgMax:
                return (e.With([Visit(e[0]).Value]), Scale.One);
            default:
                return (e.Map(argument => Applied(Visit(argument))), Scale.One);
        }
    }

    // What is over an anchor may be as large as 2^32: to a power above the second it, or what is beside it, would leave float.
    private static (Expr Value, Scale Scale) Headroom((Expr Value, Scale Scale) v, double power) => v.Scale.Degree <= 0 || power <= 2 ? v
        : (Build.Mul(Expr.Constant(Math.Pow(2, -32 * v.Scale.Degree)), v.Value), v.Scale * Scale.Of(Expr.Of(Op.LogOf, Expr.Constant(32 * v.Scale.Degree * Math.Log(2)))));

    private (Expr, Scale) Exponential(Expr e, Expr argument)
    {
        bool own = _own.Contains(e);
        e = e.With([argument]);
        if (own || IsPlain(e)) return (e, Scale.One);
        if (!argument.IsRow) return e.Op == Op.Exp ? (Build.One, Scale.Of(Expr.Of(Op.LogOf, argument))) : (e, Scale.One);
        var anchor = Expr.Of(Op.Anchor, e.Op == Op.Expm1 ? 1 : 0, Selected.Shared(argument, _exponents));
        return (Expr.Of(e.Op == Op.Exp ? Op.ScaledExp : Op.ScaledExpm1, argument, anchor), Scale.Of(anchor));
    }

    /// <summary>An exponential that stays in the range of float.</summary>
    public static bool IsPlain(Expr e)
    {
        var bounds = Bounds.Of(e[0]);
        // e^X − 1 has no need to be kept from vanishing: far below 0 it is −1.
        return bounds.Within(PlainExponent) || IsRelative(e[0]) || (e.Op == Op.Expm1 && bounds.High <= PlainExponent);
    }

    private (Expr, Scale) Product((Expr Value, Scale Scale) f, (Expr Value, Scale Scale) g)
    {
        var scale = f.Scale * g.Scale;
        if (TakenIn(f.Value, g.Value, scale) is { } first) return (first, Scale.One);
        if (TakenIn(g.Value, f.Value, scale) is { } second) return (second, Scale.One);
        return (Build.Mul(f.Value, g.Value), scale);
    }

    // row · other · scale, where an exponential of its own in the row takes the scale in.
    private Expr? TakenIn(Expr row, Expr other, Scale scale) =>
        scale.IsOne || _own.Count == 0 ? null
        : !other.IsRow ? OwnExponentials.Times(row, other, scale)
        : OwnExponentials.Times(row, Build.One, scale) is { } times ? Build.Mul(times, other) : null;

    private bool TakesScale((Expr Value, Scale Scale) v) => _own.Count > 0 && OwnExponentials.Times(v.Value, Build.One, v.Scale) is not null;

    /// <summary>A power of an input that leaves the range of float long before the input does. Squares do not: their sums are taken in double.</summary>
    private static bool IsSteep(Expr e) =>
        e is { Op: Op.Pow, IsRow: true } && e[1] is { Op: Op.Constant, Value: > 2 } && !e[0].Contains(n => n.Op.IsReduction() || n.Op is Op.Exp or Op.Expm1)
        && !Bounds.Of(e[0]).Within(Math.Pow(1e30, 1 / e[1].Value));

    private static (Expr, Scale) Power(Expr e)
    {
        var magnitude = Scale.Of(Expr.Of(Op.Magnitude, e[0]));
        return (e.With([Rescaled(e[0], magnitude.Power(-1)), e[1]]), magnitude.Power(e[1].Value));
    }

    // Taken element by element relative to the larger of several, one of which is then e^0.
    private static bool IsRelative(Expr exponent) => exponent is { Op: Op.Sub, IsRow: true } && exponent[1] is { Op: Op.Max, IsRow: true } && Bounds.Of(exponent).IsNonPositive;

    private (Expr, Scale) Quotient(Expr e)
    {
        // x / (A·y) = (x / y) / A: a scale of A cancels one of x, and never enters the row.
        var masses = Parts.Factors(e[1]).Where(f => e[1].IsRow && !f.Expr.IsRow && f.Expr.Contains(n => n.Op == Op.Exp)).ToList();
        if (masses.Count > 0) return Visit(Build.Div(Build.Div(e[0], Parts.Product(Parts.Factors(e[1]).RemoveRange(masses))), Parts.Product(masses)));
        var above = Visit(e[0]);
        // A divisor of the element alone may be infinite: the quotient is then rightly 0. One that holds a sum keeps its scale.
        if (e[1].IsRow && !e[1].Contains(n => n.Op.IsReduction())) return (Build.Div(above.Value, e[1]), above.Scale);
        var below = Visit(e[1]);
        if (e[1].IsRow && TakenIn(above.Value, Build.One, above.Scale / below.Scale) is { } own) return (Build.Div(own, below.Value), Scale.One);
        if (e[1].IsRow || below.Scale.IsOne) return (Build.Div(above.Value, below.Value), above.Scale / below.Scale);
        return Product(above, (Expr.Of(Op.InverseMass, below.Value, below.Scale.ToExpr()), below.Scale.Power(-1)));
    }

    /// <summary>Brings two scaled values to one scale.</summary>
    private (Expr, Expr, Scale) Common((Expr Value, Scale Scale) a, (Expr Value, Scale Scale) b)
    {
        if (a.Scale.Equals(b.Scale) || b.Value.IsConstant(0)) return (a.Value, b.Value, a.Scale);
        if (a.Value.IsConstant(0)) return (a.Value, b.Value, b.Scale);
        if (TakesScale(a) || TakesScale(b)) return (Applied(a), Applied(b), Scale.One);
        // Powers of a row leave a scale of the size of the result: nothing is gained by carrying it through a sum.
        if ((a.Value.IsRow || b.Value.IsRow) && (a.Scale / b.Scale).IsPolynomial) return (Applied(a), Applied(b), Scale.One);
        if (Join(a.Scale, b.Scale) is { } anchor) return (Moved(a, anchor), Moved(b, anchor), Scale.Of(anchor));
        var larger = Scale.Of(Expr.Of(Op.ScaleMax, a.Scale.ToExpr(), b.Scale.ToExpr()));
        return (Rescaled(a.Value, a.Scale / larger), Rescaled(b.Value, b.Scale / larger), larger);
    }

    /// <summary>One anchor for two: over the rows of both, and not below 1 if one side has no scale.</summary>
    private static Expr? Join(Scale a, Scale b)
    {
        if ((a.Anchor is null && !a.IsOne) || (b.Anchor is null && !b.IsOne)) return null;
        var rows = new[] { a.Anchor, b.Anchor }.Where(x => x is not null).SelectMany(x => x!.Arguments).Distinct().ToArray();
        if (rows.Select(r => r.Selection).Distinct().Count() > 1) return null;
        bool floored = a.IsOne || b.IsOne || a.Anchor!.Value == 1 || b.Anchor!.Value == 1;
        return Expr.Of(Op.Anchor, floored ? 1 : 0, rows);
    }

    // An anchor is a free choice: what holds with one holds with another in its place.
    private static Expr Moved((Expr Value, Scale Scale) v, Expr anchor) =>
        v.Scale.Anchor is { } old ? v.Value.Substitute(e => e.Equals(old) ? anchor : null) : Rescaled(v.Value, Scale.Of(anchor).Power(-1));

    private static Expr Rescaled(Expr value, Scale scale) => scale.IsOne ? value : Expr.Of(Op.Rescale, value, scale.ToExpr());

    private static Expr Applied((Expr Value, Scale Scale) v)
    {
        if ((v.Scale.PowerOfAnchor ?? v.Scale.Magnitude) is { } anchor && OwnExponentials.Without(anchor, v.Value) is { } plain) return plain;
        if (v.Scale.Covered() is var (smaller, larger))
            return Applied((v.Value.Substitute(e => e.Equals(smaller) ? larger : null), v.Scale / Scale.Of(smaller) * Scale.Of(larger)));
        if (v.Value is { Op: Op.Neg or Op.Abs or Op.Relu, IsRow: true }) return v.Value.With([Applied((v.Value[0], v.Scale))]);
        // x / Σ: the scale goes with the sum, in double; by themselves the two could leave the range of float in between.
        if (v.Value is { Op: Op.Mul, IsRow: true } quotient && quotient[1].Op == Op.InverseMass) return Build.Mul(quotient[0], Rescaled(quotient[1], v.Scale));
        var (value, scale) = LargeTerms.Apart(v);
        return Rescaled(value, scale);
    }
}
