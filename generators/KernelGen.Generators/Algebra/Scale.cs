using System.Collections.Immutable;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// The factor 2^N that a scaled value v leaves outside: a product of powers of anchors, the same for the whole row. Kept as a linear
/// form (in logarithms), so that what is equal above and below a fraction line cancels exactly.
/// </summary>
internal sealed class Scale : IEquatable<Scale>
{
    public static readonly Scale One = new(ImmutableDictionary<Expr, double>.Empty);

    private readonly ImmutableDictionary<Expr, double> _powers;

    private Scale(ImmutableDictionary<Expr, double> powers) => _powers = powers;

    public static Scale Of(Expr atom) => new(ImmutableDictionary<Expr, double>.Empty.Add(atom, 1));

    /// <summary>The scale that <see cref="ToExpr"/> wrote.</summary>
    public static Scale Parse(Expr e) => e.Op switch
    {
        Op.Identity => One,
        Op.ScalePower => Parse(e[0]).Power(e.Value),
        Op.ScaleProduct => Parse(e[0]) * Parse(e[1]),
        _ => Of(e),
    };

    public bool IsOne => _powers.IsEmpty;

    /// <summary>The anchor, if this is one anchor to the first power.</summary>
    public Expr? Anchor => _powers.Count == 1 && _powers.First() is { Value: 1, Key: { Op: Op.Anchor } anchor } ? anchor : null;

    /// <summary>The magnitude, if this is a power of one.</summary>
    public Expr? Magnitude => _powers.Count == 1 && _powers.First().Key is { Op: Op.Magnitude } magnitude ? magnitude : null;

    /// <summary>It grows like a power of the row, not like an exponential.</summary>
    public bool IsPolynomial => _powers.Keys.All(atom => !atom.Contains(n => n.Op is Op.Anchor or Op.LogOf));

    /// <summary>The anchor, if this is a power of one anchor.</summary>
    public Expr? PowerOfAnchor => _powers.Count == 1 && _powers.First().Key is { Op: Op.Anchor } anchor ? anchor : null;

    /// <summary>The power of the anchors together: each leaves 2^32 for what is over it.</summary>
    public double Degree => _powers.Sum(p => p.Key.Op == Op.Anchor ? p.Value : 0);

    public static Scale operator *(Scale a, Scale b) => b._powers.Aggregate(a, (s, p) => s.Times(p.Key, p.Value));
    public static Scale operator /(Scale a, Scale b) => a * b.Power(-1);

    public Scale Power(double exponent) =>
        exponent == 0 ? One : new(_powers.ToImmutableDictionary(p => p.Key, p => p.Value * exponent));

    private Scale Times(Expr atom, double power)
    {
        double sum = power + (_powers.TryGetValue(atom, out double known) ? known : 0);
        return new(sum == 0 ? _powers.Remove(atom) : _powers.SetItem(atom, sum));
    }

    /// <summary>An anchor above the fraction line and one below it that covers all its rows, if there is such a pair: the first may give way to the second.</summary>
    public (Expr Smaller, Expr Larger)? Covered()
    {
        foreach (var (smaller, power) in _powers.Select(p => (p.Key, p.Value)))
            foreach (var (larger, inverse) in _powers.Select(p => (p.Key, p.Value)))
                if (smaller.Op == Op.Anchor && larger.Op == Op.Anchor && power == 1 && inverse == -1 && smaller.Value <= larger.Value && smaller.Arguments.All(larger.Arguments.Contains))
                    return (smaller, larger);
        return null;
    }

    /// <summary>The scale as a scalar expression, for what remains of it in a result.</summary>
    public Expr ToExpr()
    {
        Expr? product = null;
        foreach (var (atom, power) in _powers.Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Value).ThenBy(p => p.Key.ToString(), StringComparer.Ordinal))
        {
            var factor = power == 1 ? atom : Expr.Of(Op.ScalePower, power, atom);
            product = product is null ? factor : Expr.Of(Op.ScaleProduct, product, factor);
        }
        return product ?? Expr.Leaf(Op.Identity);
    }

    public bool Equals(Scale? other) =>
        other is not null && _powers.Count == other._powers.Count && _powers.All(p => other._powers.TryGetValue(p.Key, out double power) && power == p.Value);

    public override bool Equals(object? obj) => Equals(obj as Scale);
    public override int GetHashCode() => _powers.Aggregate(0, (h, p) => h ^ (p.Key.GetHashCode() * 31) ^ p.Value.GetHashCode());
}
