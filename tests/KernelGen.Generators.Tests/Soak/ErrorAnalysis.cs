using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>
/// What a description is worth, in extended range, with a bound on how far off a computation in float may be: the running error analysis
/// of Wilkinson (Higham, "Accuracy and Stability of Numerical Algorithms", ch. 3). Every input is taken to be off by an ulp, every operation
/// to add a few, and each passes on what its arguments are off by. Exponentials, and what passes their scale through, may leave the range
/// of float; what else leaves it is unknown, as is what hangs on a comparison that float cannot decide.
/// </summary>
/// <param name="decided">Where the masks are taken from, if not from the inputs.</param>
internal sealed class ErrorAnalysis(SoakInputs inputs, Expr result, ErrorAnalysis? decided = null)
{
    private const double LargestFloat = 3e38, SmallestFloat = 1.4e-45, LargestDouble = 1e300;

    private readonly Dictionary<Expr, Estimate[]> _values = [];
    private readonly Dictionary<Expr, (bool Value, bool Known)[]> _masks = [];
    private readonly Dictionary<Expr, bool> _scaled = [];

    // What no reduction takes is not worth a scale.
    private readonly HashSet<Expr> _reduced = [.. result.Nodes().Where(n => n.Op.IsReduction()).SelectMany(n => n[0].Nodes()).Where(n => n.Op is Op.Exp or Op.Exp2 or Op.Expm1)];

    /// <summary>The result's elements; one for a scalar.</summary>
    public Estimate[] Result => Of(result);

    /// <summary>Whether a factor that is NaN stands beside one that is 0: in a kernel a masked weight passes it by.</summary>
    public bool IsPassedBy { get; private set; }

    private Estimate[] Of(Expr e)
    {
        if (!_values.TryGetValue(e, out var known)) _values[e] = known = InRange(e, Compute(e));
        return known;
    }

    private Estimate[] Compute(Expr e) => e.Op switch
    {
        Op.Constant => [(float)e.Value == e.Value ? Estimate.Exactly(e.Value) : Estimate.Rounded(e.Value, 0)],
        Op.Row => [.. inputs.Row(e.Name!).Select(v => Estimate.Rounded(v, 0))],
        Op.Scalar => [Estimate.Rounded(e.Name == "a" ? inputs.A : inputs.B, 0)],
        Op.Position => [Estimate.Exactly(inputs.K)],
        Op.Length => [Estimate.Exactly(e.Arguments.IsEmpty ? inputs.Length : ChosenAt(e[0]).Length)],
        Op.Positions => [.. Enumerable.Range(0, Length(e)).Select(i => Estimate.Exactly(i))],
        Op.Pick => [Picked(e)],
        Op.ChosenAt => [.. ChosenAt(e[0]).Select(i => Estimate.Exactly(i))],
        Op.Chosen => Gathered(e[0], Of(e[0][0]), Of(e[0][0]).Any(v => v.Value.IsNaN) ? double.NaN : double.NegativeInfinity),
        Op.At => Gathered(e.Selection!, Of(Expr.Leaf(Op.Row, e.Name)), double.NegativeInfinity),
        Op.Uniform => Each(e, i => Estimate.Exactly((e.Value == 1 ? Runtime.Noise.SecondUniform : (Func<int, ulong, float>)Runtime.Noise.Uniform)((int)At(e[1], i).Value.ToDouble(), Runtime.Noise.Key(At(e[0], 0).Value.ToDouble())))),
        Op.Cumulative => Each(e, i => ErrorFunctions.Reduce(Op.Sum, Of(e[0])[..(i + 1)])),
        Op.Add when e[1].Op == Op.Threshold => [ErrorFunctions.Threshold([.. Elements(e[1][0]).Select(v => Fits(v, LargestFloat))], Of(e[1][1])[0].Value.ToDouble(), Of(e[1][2])[0])],
        Op.Select => Each(e, i => ErrorFunctions.Select(Mask(e[0], i), At(e[1], i), At(e[2], i))),
        // Sums are split and scalars hoisted out of them: 0 · ∞ may come of an element that a mask leaves out.
        Op.Sum when Expr.RowNodes([e[0]]).Any(n => !n.Op.IsMask() && (Of(n).Any(v => v.Value.IsNaN || (!v.Value.IsFinite && v.IsUnknown)) || n.Arguments.Any(a => !a.IsRow && !a.Op.IsMask() && a.Op != Op.Constant && !Of(a)[0].Value.IsFinite))) => [Estimate.Unknown(Reduced(e).Value)],
        _ when e.Op.IsReduction() => [Reduced(e)],
        // 0 / 0 of masked weights is 0 over a sum of them; elsewhere it is left open.
        Op.Div when e[1].IsRow || !IsScaled(e[1]) || !SumsWeights(e[1]) => Each(e, i => At(e[1], i) is { Value.IsZero: true } ? Estimate.Unknown(At(e[0], i).Value / At(e[1], i).Value) : At(e[0], i) / At(e[1], i)),
        // In a description what is masked stays masked, −∞ − (−∞) = −∞, and no infinite exponential is subtracted; floats make NaN or ∞ of it.
        Op.Sub when e.IsRow => Each(e, i => At(e[0], i) is var a && At(e[1], i) is var b && (b.Value.IsOverwhelming || (a.Value.IsNegativeInfinity && b.Value.IsNegativeInfinity)) ? Estimate.Unknown(Extended.SubtractMasked(a.Value, b.Value)) : a - b),
        Op.Mul when e.IsRow || IsScaled(e) => Each(e, i => Product(e, i)),
        // −0 has a logarithm in a description, and what has vanished but for 2^-126 has none.
        Op.Log or Op.Log2 when e[0].Op == Op.Neg => Each(e, i => At(e[0], i).Value.IsVanished ? Estimate.Unknown(double.NegativeInfinity) : ErrorFunctions.Apply(e.Op, At(e[0], i))),
        Op.Sqrt or Op.Pow when e.IsRow && IsScaled(e) && e[0].Op != Op.Exp => Each(e, i => Power(e, i)),
        _ when e.Arguments.Length == 2 => Each(e, i => ErrorFunctions.Apply(e.Op, Plain(e, e[0], i), Plain(e, e[1], i))),
        _ => Each(e, i => ErrorFunctions.Apply(e.Op, Plain(e, e[0], i))),
    };

    private Estimate Product(Expr e, int i)
    {
        var (a, b) = (At(e[0], i), At(e[1], i));
        var product = a * b;
        if (PassesBy(e[0], a, b) || PassesBy(e[1], b, a))
        {
            IsPassedBy = true;
            return Estimate.Unknown(product.Value);
        }
        // A scale times a number that is 0 is a scale all the same: beside it another number may have vanished.
        return IsScaled(e) && product.Value.IsZero && Extended.Max(Extended.Abs(a.Value), Extended.Abs(b.Value)) > LargestFloat ? Estimate.Unknown(product.Value) : product;
    }

    // What has vanished over an anchor is 0 but for 2^-126 or so, of which a root is more; a power of a power over an anchor may be no float.
    private Estimate Power(Expr e, int i)
    {
        var power = e.Op == Op.Pow ? ErrorFunctions.Apply(e.Op, At(e[0], i), At(e[1], i)) : ErrorFunctions.Apply(e.Op, At(e[0], i));
        bool isRoot = e.Op == Op.Sqrt || At(e[1], i).Value < 1;
        return (isRoot && At(e[0], i).Value.IsVanished) || e[0].Contains(n => n.Op == Op.Pow && n.IsRow && IsScaled(n)) ? Estimate.Unknown(power.Value) : power;
    }

    private static bool SumsWeights(Expr e) => e.Nodes().Any(n => n.Op == Op.Sum && Expr.RowNodes([n[0]]).Any(w => w.Op is Op.Exp or Op.Exp2 or Op.Expm1));

    private static bool PassesBy(Expr weight, Estimate value, Estimate other) =>
        other.Value.IsNaN && (value.Value.IsZero || value.Value.IsVanished) && weight.Contains(n => n.Op is Op.Exp or Op.Exp2);

    private Estimate Reduced(Expr e) => ErrorFunctions.Reduce(e.Op, Elements(e[0]));

    private Estimate[] Elements(Expr e) => [.. Enumerable.Range(0, Length(e)).Select(i => At(e, i))];

    private Estimate[] Each(Expr e, Func<int, Estimate> at) => [.. Enumerable.Range(0, e.IsRow ? Length(e) : 1).Select(at)];

    private int Length(Expr e) => e.Selection is { } selection ? ChosenAt(selection).Length : inputs.Length;

    // Of an input, which is what it is: nothing is left to an error. −1 past the end of a short row, and everywhere beside NaN.
    private int[] ChosenAt(Expr selection)
    {
        float[] row = inputs.Row(selection[0].Name!);
        var found = row.Any(float.IsNaN) ? [] : Enumerable.Range(0, row.Length).OrderByDescending(i => row[i]).ThenBy(i => i).ToList();
        return [.. Enumerable.Range(0, (int)selection[1].Value).Select(i => i < found.Count ? found[i] : -1)];
    }

    private Estimate[] Gathered(Expr selection, Estimate[] row, double missing) => [.. ChosenAt(selection).Select(i => i < 0 ? Estimate.Exactly(missing) : row[i])];

    private Estimate Picked(Expr e)
    {
        if (e[1].Op == Op.Position) return Of(e[0])[inputs.K];
        var (row, position) = (Of(e[0]), Of(e[1])[0]);
        double at = position.Value.ToDouble();
        var picked = at >= 0 && at < row.Length ? row[(int)at] : Estimate.Exactly(e[0].Op == Op.ChosenAt ? -1 : at >= row.Length ? double.NegativeInfinity : double.NaN);
        return position.Error.IsZero ? picked : Estimate.Unknown(picked.Value);
    }

    private Estimate At(Expr e, int i) => e.IsRow ? Of(e)[i] : Of(e)[0];

    // What an operation that passes no scale through is given has to be a float, and what that is made of.
    private Estimate Plain(Expr e, Expr argument, int i) =>
        IsScaled(argument) && (!IsScaled(e) || e.Op is Op.Exp or Op.Exp2 or Op.Expm1) && e.Op != Op.Log && Leaves(argument, i) ? Estimate.Unknown(At(argument, i).Value) : At(argument, i);

    private bool Leaves(Expr e, int i) =>
        (IsScaled(e) && At(e, i) is { Value.IsFinite: true } v && Extended.Abs(v.Value) > LargestFloat) || (e.IsRow && e.Arguments.Any(a => !a.Op.IsMask() && IsScaled(a) && Leaves(a, i)));

    private (bool Value, bool Known) Mask(Expr e, int i)
    {
        if (decided is not null) return decided.Mask(e, i);
        if (!_masks.TryGetValue(e, out var mask))
            _masks[e] = mask = [.. Enumerable.Range(0, e.IsRow ? Length(e) : 1).Select(j => Decide(e, j))];
        return mask[e.IsRow ? i : 0];
    }

    private (bool, bool) Decide(Expr e, int i)
    {
        switch (e.Op)
        {
            case Op.Mask: return (inputs.Keep[i], true);
            case Op.Or when e.Nodes().LastOrDefault(n => n.Op == Op.TopK) is { } selection && e.Equals(new Term(selection).Mask.Expr): return (ChosenAt(selection).Contains(i), true);
            case Op.Not: return Mask(e[0], i) is var (value, known) ? (!value, known) : default;
            case Op.And or Op.Or:
                var (a, b) = (Mask(e[0], i), Mask(e[1], i));
                bool decisive = e.Op == Op.Or;
                bool decided = (a.Known && a.Value == decisive) || (b.Known && b.Value == decisive);
                return (decisive ? a.Value | b.Value : a.Value & b.Value, decided || (a.Known && b.Known));
        }
        var (left, right) = (At(e[0], i), At(e[1], i));
        return e.Op switch
        {
            Op.Less => (left.Value < right.Value, Estimate.Compare(left, right) is not null),
            Op.LessOrEqual => (left.Value <= right.Value, Estimate.Compare(left, right) is not null),
            _ => (left.Value == right.Value, Estimate.Compare(left, right) is not null),
        };
    }

    /// <summary>Takes what a float, or the scaled float of a row, cannot hold for unknown or off by what is lost.</summary>
    private Estimate[] InRange(Expr e, Estimate[] values)
    {
        if (e.Arguments.IsEmpty || values.Length == 0) return values;
        // As a factor or a term of a row, and over an anchor, a number has to leave room.
        var plain = e.Arguments.Where(a => (e.IsRow && !a.IsRow) || (IsScaled(e) && !IsScaled(a))).Where(a => !a.Op.IsMask() && a.Op != Op.Constant).ToList();
        if (e.IsRow && e.Op is not (Op.Exp or Op.Exp2 or Op.Expm1 or Op.Select) && plain.Exists(a => !IsScaled(a) && Of(a).Any(IsHuge))) return [.. values.Select(v => Estimate.Unknown(v.Value))];
        // Of a product over a number one factor is divided first, so that the product need not be a float: the quotient has to be.
        if (e is { Op: Op.Div, IsRow: true } && !e[1].IsRow && e[0] is { Op: Op.Mul } product && product[0].IsRow && product[1].IsRow)
            values = [.. values.Select((v, i) => product.Arguments.Any(f => !IsNormal(At(f, i) / At(e[1], 0))) ? Estimate.Unknown(v.Value) : v)];
        if (IsScaled(e) && e is { IsRow: true, Op: Op.Div } && !IsScaled(e[1]) && Of(e[1]).Any(IsTiny)) return [.. values.Select(v => Estimate.Unknown(v.Value))];
        bool tiny = e.IsRow && plain.Exists(a => !IsScaled(a) && Of(a).Any(IsTiny));
        if (!IsScaled(e)) return [.. values.Select(v => tiny ? Estimate.Unknown(v.Value) : Fits(v, e.IsRow ? LargestFloat : LargestDouble))];
        if (!e.IsRow) return values;
        // A row that has no scale takes what is beside it as floats.
        if (e.Op is Op.Add or Op.Sub or Op.Min or Op.Max or Op.Select && !e.Arguments.Any(a => a.IsRow && IsScaled(a) && _reduced.Overlaps(Expr.RowNodes([a])))) values = [.. values.Select(v => Fits(v, LargestFloat))];
        // An infinite number in the scale of a row takes the whole row with it.
        if (e.Op is Op.Add or Op.Sub or Op.Min or Op.Max or Op.Select && e.Arguments.Any(a => !a.IsRow && !a.Op.IsMask() && IsScaled(a) && !Of(a)[0].Value.IsFinite)) return [.. values.Select(v => Estimate.Unknown(v.Value))];
        if (e.Op == Op.Select) values = [.. values.Select((v, i) => (Mask(e[0], i).Value ? e[1] : e[2]) is var chosen && !IsScaled(chosen) && IsHuge(At(chosen, i)) ? Estimate.Unknown(v.Value) : v)];
        // Beside the row's largest, what is small enough is lost.
        var largest = values.Concat(e.Op is Op.Select or Op.Min or Op.Max or Op.Add or Op.Sub ? e.Arguments.Where(a => !a.Op.IsMask()).SelectMany(Of) : []).Where(v => v.Value.IsFinite).Select(v => Extended.Abs(v.Value) + v.Error).Aggregate((Extended)0, Estimate.Larger);
        // Beside what has no exponential an anchor is at least 1. There, and in a difference, what is masked has not vanished quite.
        bool floored = e.Op is Op.Add or Op.Sub or Op.Min or Op.Max or Op.Select && e.Arguments.Any(a => !a.Op.IsMask() && !IsScaled(a) && !a.IsConstant(0));
        var lost = (floored ? Estimate.Larger(largest, 1) : largest) * Math.Pow(2, -140);
        // A power of two that is kept apart may take a denormal with it.
        if (tiny || (e.Arguments.Length == 2 && IsScaled(e[1]) && !e[1].IsRow && !IsScaled(e[0]))) lost += SmallestFloat * Math.Pow(2, 34);
        return [.. values.Select(v => v.Value.IsFinite && (floored || e.Op is Op.Add or Op.Sub || !v.Value.IsVanished) ? v with { Error = v.Error + lost } : v)];
    }

    private static bool IsNormal(Estimate v) => !v.Value.IsFinite || v.Value.IsZero || (Extended.Abs(v.Value) > 1.2e-38 && Extended.Abs(v.Value) < LargestFloat);

    private static bool IsHuge(Estimate v) => v.Value.IsFinite && Extended.Abs(v.Value) > 1e28;

    private static bool IsTiny(Estimate v) => !v.Value.IsZero && Extended.Abs(v.Value) < 1e-28;

    private static Estimate Fits(Estimate v, double limit) => v.Value.IsFinite && Extended.Abs(v.Value) > limit ? Estimate.Unknown(v.Value) : v;

    /// <summary>Whether a scale is passed through: from exponentials, by what is homogeneous, to sums and logarithms.</summary>
    private bool IsScaled(Expr e)
    {
        if (!_scaled.TryGetValue(e, out bool scaled))
        {
            _scaled[e] = scaled = e.Op switch
            {
                Op.Exp or Op.Exp2 or Op.Expm1 => _reduced.Contains(e),
                Op.Neg or Op.Abs or Op.Relu or Op.Sqrt or Op.Sum or Op.Highest or Op.Lowest or Op.Cumulative => IsScaled(e[0]),
                Op.Pow => e[1].Op == Op.Constant && IsScaled(e[0]),
                Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Min or Op.Max => IsScaled(e[0]) || IsScaled(e[1]),
                Op.Select => IsScaled(e[1]) || IsScaled(e[2]),
                _ => false,
            };
        }
        return scaled;
    }
}
