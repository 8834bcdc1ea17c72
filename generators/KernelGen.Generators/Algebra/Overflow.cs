using System.Collections.Immutable;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// Whether a result can grow like an exponential without bound, and so leave the range of float for ordinary inputs.
/// A stabilised result is bounded by <c>e^L</c> times something of ordinary size, L a linear form of rows, scalars, maxima and minima:
/// <list type="number">
/// <item><c>exp(X)</c> contributes X; a scale that is left over contributes its logarithm, <c>max(X)</c></item>
/// <item>a product adds forms; a sum, a choice or a maximum is bounded if each of its parts is</item>
/// <item>L is bounded above if its maxima can be replaced by what is no larger (−max(x) ≤ −x, −x[i], −mean(x)) so that only bounded terms are left</item>
/// </list>
/// </summary>
internal static class Overflow
{
    /// <summary>e^80 leaves room for a sum over any row below the largest float, e^88.7.</summary>
    private const double Limit = 80;

    // Formulas of more alternatives than this are let pass: a warning is given only for what is certain.
    private const int MaxForms = 64;

    /// <summary>Whether a result, as described, overflows for some inputs of ordinary size.</summary>
    public static bool Threatens(Expr described)
    {
        if (!described.Contains(n => n.Op is Op.Exp or Op.Exp2 or Op.Expm1)) return false;
        var stable = new Stabilizer().Run(new Simplifier(Laws.Simplify).Run(Selected.OfRow(described)));
        var growth = Growth(stable);
        return growth.Count <= MaxForms && growth.Any(form => !new Search().IsBounded(form));
    }

    /// <summary>
    /// The exponential, or the sum of exponentials, to which an overflowing result owes it: the deepest part that overflows as well.
    /// Path is the way to it, the result first.
    /// </summary>
    public static IReadOnlyList<Expr> Culprit(Expr described)
    {
        var path = new List<Expr> { described };
        while (path[path.Count - 1] is { Op: not (Op.Sum or Op.Exp or Op.Exp2 or Op.Expm1) } e && (e.Arguments.FirstOrDefault(Threatens) ?? Divisor(e)) is { } next) path.Add(next);
        return path;
    }

    // Of 1 / sum(exp(x)) the divisor is to blame, which vanishes.
    private static Expr? Divisor(Expr e) => e.Op == Op.Div && !Threatens(e[1]) && e[1].Contains(n => n.Op == Op.Exp) ? e[1] : null;

    /// <summary>How the culprit grows, as mathematics: <c>e^x</c>.</summary>
    public static string Describe(Expr culprit)
    {
        var power = culprit.Nodes().FirstOrDefault(n => n.Op is Op.Exp or Op.Exp2 or Op.Expm1);
        if (power is null) return "an exponential";
        string exponent = power[0].ToString();
        if (power[0].Arguments.Length > 0 && power[0].Op is not (Op.Pick or Op.Highest or Op.Lowest or Op.Sum)) exponent = $"({exponent})";
        return (power.Op == Op.Exp2 ? "2^" : "e^") + (culprit.Op == Op.Sum ? $"max({power[0]})" : exponent);
    }

    private static IReadOnlyList<Form> Growth(Expr e) => e.Op switch
    {
        Op.Exp => [Form.Zero.Add(e[0])],
        Op.Expm1 => [Form.Zero.Add(e[0]), Form.Zero],
        Op.Exp2 => [Form.Zero.Add(e[0], Math.Log(2))],
        Op.OwnExp => [.. Growth(e[2]).Select(f => f.Add(e[0]).Add(e[1]))],
        Op.Rescale => [.. Growth(e[0]).Select(f => f.Add(e[1]))],
        Op.Mul => [.. Growth(e[0]).Take(MaxForms).SelectMany(f => Growth(e[1]).Take(MaxForms).Select(g => f.Plus(g))).Distinct()],
        Op.Div when e[1].Op == Op.Exp => [.. Growth(e[0]).Select(f => f.Add(e[1][0], -1))],
        Op.Div => Growth(e[0]),
        Op.Add or Op.Sub or Op.Min or Op.Max => [.. Growth(e[0]).Concat(Growth(e[1])).Distinct()],
        Op.Select => [.. Growth(e[1]).Concat(Growth(e[2])).Distinct()],
        Op.Neg or Op.Abs or Op.Relu or Op.Softplus or Op.Sum or Op.Highest or Op.Lowest => Growth(e[0]),
        Op.Sqrt => [.. Growth(e[0]).Select(f => f.Times(0.5))],
        Op.Pow when e[1].Op == Op.Constant => [.. Growth(e[0]).Select(f => f.Times(e[1].Value))],
        _ => [Form.Zero],
    };

    /// <summary>A sum of multiples of atoms; what of it is a scale stands for its logarithm.</summary>
    private sealed class Form(ImmutableDictionary<Expr, double> terms, double constant) : IEquatable<Form>
    {
        public static readonly Form Zero = new(ImmutableDictionary<Expr, double>.Empty, 0);

        public ImmutableDictionary<Expr, double> Terms => terms;
        public double Constant => constant;

        public Form Plus(Form other) => other.Terms.Aggregate(new Form(terms, constant + other.Constant), (f, t) => f.With(t.Key, t.Value));

        public Form Times(double k) => new(terms.ToImmutableDictionary(t => t.Key, t => t.Value * k), constant * k);

        public Form Without(Expr atom) => new(terms.Remove(atom), constant);

        public Form Add(Expr e, double k = 1) => k == 0 ? this : e.Op switch
        {
            Op.Constant => new(terms, constant + (k * e.Value)),
            Op.Neg => Add(e[0], -k),
            Op.Add => Add(e[0], k).Add(e[1], k),
            Op.Sub => Add(e[0], k).Add(e[1], -k),
            Op.Mul when e[0].Op == Op.Constant => Add(e[1], k * e[0].Value),
            Op.Mul when e[1].Op == Op.Constant => Add(e[0], k * e[1].Value),
            Op.Div when e[1].Op == Op.Constant => Add(e[0], k / e[1].Value),
            Op.ScalePower => Add(e[0], k * e.Value),
            Op.ScaleProduct => Add(e[0], k).Add(e[1], k),
            // An integer is within 1 of what it was rounded from.
            Op.LogOf or Op.LogScale or Op.Round or Op.Floor => Add(e[0], k),
            // Logarithms of what has no exponential, or had its scale taken out, grow too slowly to matter.
            Op.Identity or Op.Magnitude or Op.Log or Op.Log2 or Op.Log1p or Op.LogMass => this,
            Op.Anchor when e.Value == 0 && e.Arguments.Length == 1 => AddExtreme(e[0], k, Op.Highest),
            Op.Highest or Op.Lowest => AddExtreme(e[0], k, e.Op),
            _ => With(e, k),
        };

        // max(a*X + B) = a*max(X) + B, and -min(X) where a is negative.
        private Form AddExtreme(Expr row, double k, Op extreme)
        {
            var scalars = Zero;
            var rest = new List<Part>();
            foreach (var part in Parts.Terms(row))
            {
                if (part.Expr.IsRow) rest.Add(part);
                else scalars = scalars.Add(part.Expr, part.Inverse ? -k : k);
            }
            var core = Zero.Add(Parts.Sum(rest));
            var (atom, a) = core.Terms.Count == 1 ? (core.Terms.First().Key, core.Terms.First().Value) : (row, 0);
            return a != 0 && atom.IsRow
                ? Plus(scalars).With(Expr.Of(a > 0 ? extreme : extreme == Op.Highest ? Op.Lowest : Op.Highest, atom), k * a)
                : Plus(scalars).With(Expr.Of(extreme, Parts.Sum(rest)), k);
        }

        private Form With(Expr atom, double k)
        {
            double sum = k + (terms.TryGetValue(atom, out double known) ? known : 0);
            return new(Math.Abs(sum) < 1e-12 ? terms.Remove(atom) : terms.SetItem(atom, sum), constant);
        }

        public bool Equals(Form? other) => other is not null && constant.Equals(other.Constant) && terms.Count == other.Terms.Count && terms.All(t => other.Terms.TryGetValue(t.Key, out double k) && k == t.Value);
        public override bool Equals(object? obj) => Equals(obj as Form);
        public override int GetHashCode() => terms.Aggregate(constant.GetHashCode(), (h, t) => h ^ t.Key.GetHashCode());
    }

    /// <summary>Looks for a proof that a form has an upper bound. Gives up, in favour of the form, after a number of steps.</summary>
    private sealed class Search
    {
        private int _steps = 2000;

        public bool IsBounded(Form form)
        {
            if (--_steps < 0 || Bounded(form)) return true;
            foreach (var (atom, k) in form.Terms.Select(t => (t.Key, t.Value)))
            {
                var rest = form.Without(atom);
                // A maximum is bounded if each of its parts is; subtracted, it is at least any one of them. A minimum the other way round.
                if (Options(atom) is var (parts, isMinimum) && parts.Count > 0)
                    return (k > 0) == isMinimum ? parts.Any(p => IsBounded(rest.Add(p, k))) : parts.All(p => IsBounded(rest.Add(p, k)));
                if (atom.Op == Op.Select) return IsBounded(rest.Add(atom[1], k)) && IsBounded(rest.Add(atom[2], k));
            }
            return form.Terms.Any(t => Weaker(t.Key, t.Value, form).Any(weaker => IsBounded(form.Without(t.Key).Add(weaker, t.Value))));
        }

        private static bool Bounded(Form form)
        {
            double bound = form.Constant;
            foreach (var (atom, k) in form.Terms.Select(t => (t.Key, t.Value)))
            {
                var range = Bounds.Of(atom);
                bound += k * (k > 0 ? range.High : range.Low);
            }
            return bound <= Limit;
        }

        private static (IReadOnlyList<Expr> Parts, bool IsMinimum) Options(Expr atom) => atom.Op switch
        {
            Op.Max or Op.ScaleMax or Op.LogAddExp => ([atom[0], atom[1]], false),
            Op.Min => ([atom[0], atom[1]], true),
            Op.Relu or Op.Softplus => ([atom[0], Build.Zero], false),
            Op.Abs => ([atom[0], Build.Neg(atom[0])], false),
            Op.Anchor => ([.. atom.Arguments.Select(row => Expr.Of(Op.Highest, row)), .. atom.Value == 1 ? new[] { Build.Zero } : []], false),
            _ => ([], false),
        };

        /// <summary>What may stand in an extreme's place and only makes the form larger.</summary>
        private static IEnumerable<Expr> Weaker(Expr atom, double k, Form form)
        {
            // The one maximum that is added is taken at some element: its row there stands for it, and every row is meant at that element.
            if (k > 0 && atom.Op == Op.Highest && !form.Terms.Any(t => t.Key.IsRow || (t.Value > 0 && t.Key.Op == Op.Highest && !t.Key.Equals(atom)) || (t.Value < 0 && t.Key.Op == Op.Lowest)))
                return [atom[0]];
            if (k < 0 && atom.Op == Op.Lowest && !form.Terms.Any(t => t.Key.IsRow || (t.Value < 0 && t.Key.Op == Op.Lowest && !t.Key.Equals(atom)) || (t.Value > 0 && t.Key.Op == Op.Highest)))
                return [atom[0]];
            if ((k < 0 && atom.Op == Op.Highest) || (k > 0 && atom.Op == Op.Lowest))
                return [atom[0], Expr.Of(Op.Div, Expr.Of(Op.Sum, atom[0]), Build.Length(atom[0].Selection)), .. Positions(form).Select(p => Picking.Pick(atom[0], p))];
            return [];
        }

        private static IEnumerable<Expr> Positions(Form form) =>
            form.Terms.Keys.SelectMany(atom => atom.Nodes()).Where(n => n.Op == Op.Pick).Select(n => n[1]).Distinct();
    }
}
