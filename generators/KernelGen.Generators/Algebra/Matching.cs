using System.Collections.Immutable;

namespace KernelGen.Generators.Algebra;

/// <summary>What a pattern's metavariables stand for.</summary>
internal sealed record Binding(ImmutableDictionary<string, Expr> Values)
{
    public static readonly Binding Empty = new(ImmutableDictionary<string, Expr>.Empty);

    public Expr this[Term variable] => Values[variable.Expr.Name!];

    public Binding? Bind(Expr variable, Expr value) =>
        !Pattern.Admits(variable, value) ? null
        : Values.TryGetValue(variable.Name!, out var bound) ? (bound.Equals(value) ? this : null)
        : new(Values.Add(variable.Name!, value));
}

/// <summary>
/// Matching modulo the order and grouping of sums and products. Metavariables are leaves whose names start with '?': a Row leaf stands for
/// any row, a Scalar leaf for any scalar, an unnamed-shape leaf (Op.Stored) for either. In a sum or product one metavariable takes all
/// that is left, so <c>A * Exp(X)</c> matches <c>w * exp(x) / s</c> when everything but the exponential is scalar; and so
/// do two, one above a fraction line and one below it.
/// </summary>
internal static class Pattern
{
    public static Term Row(string name) => Expr.Leaf(Op.Row, "?" + name);
    public static Term Scalar(string name) => Expr.Leaf(Op.Scalar, "?" + name);
    public static Term Any(string name) => Expr.Leaf(Op.Stored, "?" + name);
    public static Term Mask(string name) => Expr.Leaf(Op.Mask, "?" + name);

    public static bool IsVariable(Expr e) => e.Name?.StartsWith("?", StringComparison.Ordinal) == true;

    public static bool Admits(Expr variable, Expr value) => variable.Op.IsMask() == value.Op.IsMask() && !value.Op.IsScale() && variable.Op switch
    {
        Op.Row or Op.Mask => value.IsRow,
        Op.Scalar => !value.IsRow,
        _ => true,
    };

    /// <summary>All the ways in which <paramref name="pattern"/> matches <paramref name="e"/>.</summary>
    public static IEnumerable<Binding> Match(Expr pattern, Expr e, Binding binding)
    {
        if (IsVariable(pattern))
            return binding.Bind(pattern, e) is { } bound ? [bound] : [];
        if (pattern.Op is Op.Add or Op.Sub or Op.Neg)
            return MatchParts(Parts.Terms(pattern), Parts.Terms(e), binding, Parts.Sum);
        if (pattern.Op is Op.Mul or Op.Div)
            return MatchParts(Parts.Factors(pattern), Parts.Factors(e), binding, Parts.Product);
        if (pattern.Op != e.Op || !pattern.Value.Equals(e.Value) || pattern.Name != e.Name || pattern.Arguments.Length != e.Arguments.Length) return [];
        return MatchArguments(pattern, e, 0, binding);
    }

    private static IEnumerable<Binding> MatchArguments(Expr pattern, Expr e, int i, Binding binding) =>
        i == pattern.Arguments.Length ? [binding] : Match(pattern[i], e[i], binding).SelectMany(b => MatchArguments(pattern, e, i + 1, b));

    /// <summary>At the root of a law a sum or product may have parts that the law leaves alone: they are handed back.</summary>
    public static IEnumerable<(Binding Binding, ImmutableList<Part> Left)> MatchRoot(Expr pattern, Expr e)
    {
        if (pattern.Op is Op.Mul or Op.Div && e.Op is Op.Mul or Op.Div)
            return Assign(Parts.Factors(pattern), Parts.Factors(e), Binding.Empty, Parts.Product, rest: true);
        if (pattern.Op is Op.Add or Op.Sub && e.Op is Op.Add or Op.Sub)
            return Assign(Parts.Terms(pattern), Parts.Terms(e), Binding.Empty, Parts.Sum, rest: true);
        return Match(pattern, e, Binding.Empty).Select(b => (b, ImmutableList<Part>.Empty));
    }

    private static IEnumerable<Binding> MatchParts(ImmutableList<Part> pattern, ImmutableList<Part> parts, Binding binding, Func<IEnumerable<Part>, Expr> combine) =>
        Assign(pattern, parts, binding, combine, rest: false).Select(m => m.Binding);

    private static IEnumerable<(Binding Binding, ImmutableList<Part> Left)> Assign(
        ImmutableList<Part> pattern, ImmutableList<Part> parts, Binding binding, Func<IEnumerable<Part>, Expr> combine, bool rest)
    {
        // Each takes one part at least.
        if (pattern.Count > parts.Count) return [];
        // Structured parts first: a bare metavariable takes what they leave.
        var next = pattern.FirstOrDefault(p => !IsVariable(p.Expr)) ?? pattern.FirstOrDefault();
        if (next is null)
            return parts.IsEmpty || rest ? [(binding, parts)] : [];
        if (pattern.Count == 1 && IsVariable(next.Expr) && !parts.IsEmpty && !rest)
            return Take(next, parts, binding, combine) is { } all ? [(all, ImmutableList<Part>.Empty)] : [];
        // A scalar beside a row: the scalar takes every scalar part, the row every other.
        if (pattern.Count == 2 && !rest && pattern.All(p => IsVariable(p.Expr)) && pattern.Find(p => p.Expr.Op == Op.Scalar) is { } scalar && pattern.Find(p => p.Expr.Op == Op.Row) is { } row)
            return !parts.Exists(p => !p.Expr.IsRow) || Take(scalar, parts.Where(p => !p.Expr.IsRow), binding, combine) is not { } half ? []
                : Take(row, parts.Where(p => p.Expr.IsRow), half, combine) is { } both ? [(both, ImmutableList<Part>.Empty)] : [];
        if (pattern.Count == 2 && !rest && pattern.All(p => IsVariable(p.Expr)) && pattern.Find(p => p.Inverse) is { } below && pattern.Find(p => !p.Inverse) is { } above)
            return parts.Exists(p => p.Inverse) && Take(below, parts.Where(p => p.Inverse), binding, combine) is { } divisor && Take(above, parts.Where(p => !p.Inverse), divisor, combine) is { } each ? [(each, ImmutableList<Part>.Empty)] : [];
        return parts.Where(p => p.Inverse == next.Inverse)
            .SelectMany(p => Match(next.Expr, p.Expr, binding).SelectMany(b => Assign(pattern.Remove(next), parts.Remove(p), b, combine, rest)));
    }

    private static Binding? Take(Part variable, IEnumerable<Part> parts, Binding binding, Func<IEnumerable<Part>, Expr> combine) =>
        binding.Bind(variable.Expr, combine(variable.Inverse ? parts.Select(p => p.Inverted()) : parts));
}

/// <summary>A term of a sum or a factor of a product; the inverse of a term is subtracted, that of a factor divided by.</summary>
internal sealed record Part(Expr Expr, bool Inverse)
{
    public Part Inverted() => new(Expr, !Inverse);
}

internal static class Parts
{
    public static ImmutableList<Part> Terms(Expr e) => Flatten(e, false, Op.Add, Op.Sub, []);
    public static ImmutableList<Part> Factors(Expr e) => Flatten(e, false, Op.Mul, Op.Div, []);

    public static Expr Sum(IEnumerable<Part> parts) => parts.OrderBy(p => p.Inverse).Aggregate(Build.Zero, (sum, p) => p.Inverse ? Build.Sub(sum, p.Expr) : Build.Add(sum, p.Expr));

    public static Expr Product(IEnumerable<Part> parts)
    {
        var all = parts.ToList();
        var above = Build.Mul(all.Where(p => !p.Inverse).Select(p => p.Expr));
        return Build.Div(above, Build.Mul(all.Where(p => p.Inverse).Select(p => p.Expr)));
    }

    private static ImmutableList<Part> Flatten(Expr e, bool inverse, Op join, Op split, ImmutableList<Part> parts)
    {
        if (e.Op == join || e.Op == split)
        {
            parts = Flatten(e[0], inverse, join, split, parts);
            return Flatten(e[1], inverse ^ (e.Op == split), join, split, parts);
        }
        return e.Op == Op.Neg && join == Op.Add ? Flatten(e[0], !inverse, join, split, parts)
            : e.Op == Op.Neg ? Flatten(e[0], inverse, join, split, parts.Add(new(Expr.Constant(-1), false)))
            : parts.Add(new(e, inverse));
    }
}
