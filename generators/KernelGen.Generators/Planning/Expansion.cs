using System.Collections.Immutable;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>A row as <c>Coefficient · Π Factors · Π (Row + Shift)</c>: the coefficient and the shifts may wait for the end of the sweep, the rest may not.</summary>
internal sealed record Product(Expr Coefficient, ImmutableList<Expr> Factors, ImmutableList<(Expr Row, Expr Shift)> Affine)
{
    public static readonly Product One = new(Build.One, [], []);

    public static Product operator *(Product a, Product b) => new(Build.Mul(a.Coefficient, b.Coefficient), a.Factors.AddRange(b.Factors), a.Affine.AddRange(b.Affine));

    public bool IsMonomial => Affine.IsEmpty;

    /// <summary>The product of what is known element by element.</summary>
    public Expr Weight => Build.Mul(Factors);
}

/// <summary>
/// Brings a summand that depends on results of the same sweep to a form that can be swept before they are known: row-constant factors are
/// hoisted, sums whose parts cannot cancel are split, <c>X + A</c> is kept as a shifted row for the moments. Where that fails,
/// <see cref="Reason"/> says which term needs a sweep of its own.
/// </summary>
internal sealed class Expansion(Func<Expr, bool> isLate)
{
    private const int MaxProducts = 64;

    // Moments of a product of shifted rows are as many as its subsets.
    private const int MaxOrder = 8;

    // The center of an exponential is no mean, only a point near its largest element: of higher moments about it, nothing would be left after the binomials.
    private const int MaxAnchoredOrder = 2;

    public string? Reason { get; private set; }

    public IReadOnlyList<Product>? Expand(Expr e)
    {
        if (!e.IsRow) return [Product.One with { Coefficient = e }];
        if (!isLate(e) || Homogeneity.Degrees(e, isLate) is not null) return [Product.One with { Factors = [e] }];
        return e.Op switch
        {
            Op.Neg => Expand(e[0])?.Select(p => p with { Coefficient = Build.Neg(p.Coefficient) }).ToList(),
            Op.Add or Op.Sub => Sum(e),
            Op.Mul => Times(Expand(e[0]), Expand(e[1])),
            Op.Div => Quotient(e),
            Op.Pow when e[1].Op == Op.Constant && e[1].Value is 3 or 4 => Enumerable.Repeat(Expand(e[0]), (int)e[1].Value).Aggregate(Times),
            Op.Abs or Op.Relu or Op.Sqrt => Homogeneous(e),
            Op.Select when !isLate(e[0]) => Join(Masked(e[0], e[1], true), Masked(e[0], e[2], false)),
            Op.ScaledExp or Op.ScaledExpm1 => Fail(e, $"its exponent depends on {Late(e[0])}"),
            Op.Select => Fail(e, $"its mask depends on {Late(e[0])}"),
            _ => Fail(e, $"it is not linear in {Late(e)}"),
        };
    }

    private IReadOnlyList<Product>? Sum(Expr e)
    {
        var terms = Parts.Terms(e);
        var late = terms.Where(t => t.Expr.IsRow && isLate(t.Expr)).ToList();
        if (late.Count == 0)
            return [Product.One with { Affine = [(Parts.Sum(terms.Where(t => t.Expr.IsRow)), Parts.Sum(terms.Where(t => !t.Expr.IsRow)))] }];
        var signs = terms.Select(t => t.Inverse ? -Bounds.Of(t.Expr) : Bounds.Of(t.Expr)).ToList();
        if (!signs.TrueForAll(s => s.IsNonNegative) && !signs.TrueForAll(s => s.IsNonPositive)) return Fail(e, "its terms may cancel");
        return terms.Select(t => t.Inverse ? Expand(Build.Neg(t.Expr)) : Expand(t.Expr)).Aggregate((IReadOnlyList<Product>?)[], Join);
    }

    private IReadOnlyList<Product>? Times(IReadOnlyList<Product>? a, IReadOnlyList<Product>? b)
    {
        if (a is null || b is null) return null;
        return a.Count * b.Count > MaxProducts || Order(a) + Order(b) > (a.Concat(b).Any(IsAnchored) ? MaxAnchoredOrder : MaxOrder) ? null : a.SelectMany(p => b.Select(q => p * q)).ToList();
    }

    private static bool IsAnchored(Product p) => p.Factors.Exists(f => f.Contains(n => n.Op is Op.ScaledExp or Op.ScaledExpm1));

    private static int Order(IReadOnlyList<Product> products) => products.Select(p => p.Affine.Count).DefaultIfEmpty().Max();

    private IReadOnlyList<Product>? Quotient(Expr e)
    {
        if (!e[1].IsRow) return Expand(e[0])?.Select(p => p with { Coefficient = Build.Div(p.Coefficient, e[1]) }).ToList();
        if (!isLate(e[1])) return Expand(e[0])?.Select(p => p with { Factors = p.Factors.Add(Build.Div(Build.One, e[1])) }).ToList();
        return Monomial(e[1]) is { } divisor
            ? Expand(e[0])?.Select(p => p with { Coefficient = Build.Div(p.Coefficient, divisor.Coefficient), Factors = p.Factors.Add(Build.Div(Build.One, divisor.Weight)) }).ToList()
            : Fail(e, $"its divisor depends on {Late(e[1])}");
    }

    private IReadOnlyList<Product>? Homogeneous(Expr e)
    {
        if (Monomial(e[0]) is not { } p) return Fail(e, $"it is not linear in {Late(e)}");
        if (e.Op != Op.Abs && !Bounds.Of(p.Coefficient).IsNonNegative) return Fail(e, $"the sign of {p.Coefficient} is not known");
        return [new(Expr.Of(e.Op, p.Coefficient), [Expr.Of(e.Op, p.Weight)], [])];
    }

    private Product? Monomial(Expr e) => Expand(e) is { Count: 1 } products && products[0].IsMonomial ? products[0] : null;

    private IReadOnlyList<Product>? Masked(Expr mask, Expr branch, bool then) =>
        branch.IsConstant(0) ? [] : Expand(branch)?.Select(p => p with { Factors = [then ? Expr.Of(Op.Select, mask, p.Weight, Build.Zero) : Expr.Of(Op.Select, mask, Build.Zero, p.Weight)] }).ToList();

    private static IReadOnlyList<Product>? Join(IReadOnlyList<Product>? a, IReadOnlyList<Product>? b) => a is null || b is null ? null : [.. a, .. b];

    private IReadOnlyList<Product>? Fail(Expr term, string reason)
    {
        Reason ??= $"{Printer.Brief(term)}: {reason}";
        return null;
    }

    // A sum says more to the reader than the scale it is taken by.
    private Expr Late(Expr e) => e.Nodes().Where(n => !n.IsRow && isLate(n)).OrderBy(n => n.Op.IsScale()).First();
}
