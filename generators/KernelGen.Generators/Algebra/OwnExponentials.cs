namespace KernelGen.Generators.Algebra;

/// <summary>
/// Exponentials that no sum and no logarithm takes, only the element itself: they need no anchor. What they are multiplied by, a scale of any
/// size included, goes into their own exponent, so that each overflows or vanishes by itself and none beside a larger one.
/// </summary>
internal static class OwnExponentials
{
    /// <summary>Those of a result.</summary>
    public static HashSet<Expr> Of(Expr result)
    {
        var shared = new HashSet<Expr>(Expr.Nodes(result.Nodes().Where(n => n.Op.IsReduction() || n.Op is Op.Log or Op.Log2 or Op.LogMass).Select(n => n[0])));
        // The laws "maximum of exp", "maximum of a multiple" have taken an exponential from within its maximum.
        var extremes = result.Nodes().Where(n => n is { Op: Op.Exp, IsRow: false } && n.Contains(IsExtreme)).Select(n => n[0].Substitute(e => IsExtreme(e) ? e[0] : null)).ToList();
        return [.. Expr.RowNodes([result]).Where(n => n.Op is Op.Exp or Op.Expm1 && !shared.Contains(n) && !(n.Op == Op.Exp && extremes.Exists(e => IsSum(e, n[0]))))];
    }

    private static bool IsExtreme(Expr e) => e.Op is Op.Highest or Op.Lowest;

    // Equal but for the order of terms and factors.
    private static bool IsSum(Expr a, Expr b) => Equal(Parts.Terms(a), Parts.Terms(b), IsProduct);

    private static bool IsProduct(Expr a, Expr b) => Equal(Parts.Factors(a), Parts.Factors(b), (f, g) => f.Equals(g));

    private static bool Equal(IReadOnlyCollection<Part> a, IReadOnlyCollection<Part> b, Func<Expr, Expr, bool> equal) =>
        a.Count == b.Count && a.All(p => b.Any(q => p.Inverse == q.Inverse && equal(p.Expr, q.Expr)));

    /// <summary>A sum as the terms with such an exponential and the others, if it has both: the others may cancel, and share a scale.</summary>
    public static (Expr Own, Expr Others)? Apart(Expr sum, HashSet<Expr> own)
    {
        var terms = Parts.Terms(sum).ToLookup(t => own.Count > 0 && Expr.RowNodes([t.Expr]).Any(own.Contains));
        return terms[true].Any() && terms[false].Any() ? (Parts.Sum(terms[true]), Parts.Sum(terms[false])) : null;
    }

    /// <summary><paramref name="row"/> times a scalar and its scale, if an exponential without an anchor takes them in; else null.</summary>
    public static Expr? Times(Expr row, Expr factor, Scale scale)
    {
        switch (row.Op)
        {
            case Op.Exp when row.IsRow && !Stabilizer.IsPlain(row):
                return Own(row[0], scale, factor);
            case Op.OwnExp:
                return Own(row[0], Scale.Parse(row[1]) * scale, Build.Mul(row[2], factor));
            case Op.Expm1 when row.IsRow && !Stabilizer.IsPlain(row):
                // Near 0 nothing overflows; above, the 1 is a term of its own.
                var above = Build.Sub(Own(row[0], scale, factor), Plain(Build.One, factor, scale));
                return Expr.Of(Op.Select, Expr.Of(Op.Less, Build.One, row[0]), above, Plain(row, factor, scale));
            case Op.Neg:
                return Times(row[0], factor, scale) is { } negated ? Build.Neg(negated) : null;
            case Op.Mul:
                return Times(row[0], factor, scale) is { } first ? Build.Mul(first, row[1]) : Times(row[1], factor, scale) is { } second ? Build.Mul(row[0], second) : null;
            case Op.Div:
                return Times(row[0], factor, scale) is { } dividend ? Build.Div(dividend, row[1]) : null;
            case Op.Add or Op.Sub:
                return Each(row, 0, factor, scale);
            case Op.Abs or Op.Relu or Op.Min or Op.Max:
                return Each(row, 0, Build.One, scale) is { } extreme ? Build.Mul(extreme, factor) : null;
            case Op.Select:
                return Each(row, 1, factor, scale);
            default:
                return null;
        }
    }

    /// <summary>
    /// What is left of one anchor in a row that no sum was scaled by: with the anchor 1 in its place an element overflows where its value
    /// does, and a small one keeps its digits beside a large one. Null if a sum holds the anchor.
    /// </summary>
    public static Expr? Without(Expr anchor, Expr value)
    {
        if (!value.IsRow || value.Contains(n => n.Op.IsReduction() && n.Contains(anchor.Equals))) return null;
        var plain = value.Substitute(Replace);
        return plain.Contains(anchor.Equals) ? null : plain;

        Expr? Replace(Expr e) => e.Op switch
        {
            Op.ScaledExp when e[1].Equals(anchor) => Expr.Of(Op.Exp, e[0]),
            Op.ScaledExpm1 when e[1].Equals(anchor) => Expr.Of(Op.Expm1, e[0]),
            Op.Rescale when e[1] is { Op: Op.ScalePower, Value: -1 } power && power[0].Equals(anchor) => e[0].Substitute(Replace),
            _ => null,
        };
    }

    private static Expr? Each(Expr row, int from, Expr factor, Scale scale)
    {
        var parts = row.Arguments.Select((a, i) => i < from ? null : Times(a, factor, scale)).ToList();
        return parts.TrueForAll(p => p is null) ? null : row.With([.. row.Arguments.Select((a, i) => i < from ? a : parts[i] ?? Plain(a, factor, scale))]);
    }

    private static Expr Own(Expr exponent, Scale scale, Expr factor) =>
        scale.IsOne ? Build.Mul(Expr.Of(Op.Exp, exponent), factor) : Expr.Of(Op.OwnExp, exponent, scale.ToExpr(), factor);

    private static Expr Plain(Expr e, Expr factor, Scale scale) => scale.IsOne ? Build.Mul(e, factor) : Expr.Of(Op.Rescale, Build.Mul(e, factor), scale.ToExpr());
}
