using KernelGen.Generators.Algebra;

namespace KernelGen.Analyzers.Reading;

/// <summary>
/// Whether an exponential overflows for inputs that nothing in the code bounds. It must be certain: what is shifted by anything that may
/// be a maximum, compared before, or lost track of, is let pass.
/// </summary>
internal static class Growth
{
    /// <summary>Whether e^argument grows with something from outside.</summary>
    /// <param name="eitherSign">Whether the inputs may be as negative as they may be positive: so in a softplus, not in a Gaussian.</param>
    public static bool IsUnbounded(Expr argument, State known, bool eitherSign = false)
    {
        if (argument.Size > 200 || Reading.IsUnsure(argument) || argument.Contains(n => IsInput(n) && ((known.Guards.Contains(n.Name!) && n.IsRow == argument.IsRow) || IsBoundedByName(n)))) return false;
        if (argument.Contains(IsPeak)) return false;
        var terms = Parts.Terms(argument);
        return terms.Exists(t => Grows(t.Expr, t.Inverse, eitherSign)) && !terms.Exists(t => t.Inverse && MayBeOffset(t.Expr, eitherSign && terms.Count == 1))
            && (argument.Nodes().All(IsPlain) || Overflow.Threatens(Expr.Of(Op.Exp, argument)));
    }

    /// <summary>An exponential in a product of a sum: the exponents that decide how large it gets.</summary>
    public static IEnumerable<Expr> Exponentials(Expr e) => e.Op switch
    {
        Op.Exp or Op.Exp2 or Op.Expm1 => [e],
        Op.Add or Op.Sub or Op.Mul => Exponentials(e[0]).Concat(Exponentials(e[1])),
        Op.Div or Op.Neg => Exponentials(e[0]),
        Op.Select => Exponentials(e[1]).Concat(Exponentials(e[2])),
        _ => [],
    };

    // Of these alone nothing is bounded that the signs have not shown.
    private static bool IsPlain(Expr e) => e.Op is Op.Row or Op.Scalar or Op.Constant or Op.Pick or Op.Length or Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div && !(e.Op == Op.Sub && e[0].Equals(e[1]));

    private static bool IsInput(Expr e) => e.Op is Op.Row or Op.Scalar;

    private static bool IsPeak(Expr e) => e.Op is Op.Highest or Op.Lowest || (e.Op is Op.Max or Op.Min && !e[0].IsRow != !e[1].IsRow && e[0].Op != Op.Constant && e[1].Op != Op.Constant);

    // logits are no logarithms; log-probabilities, distances and what was shifted before are bounded.
    private static bool IsBoundedByName(Expr leaf)
    {
        string name = leaf.Name!.ToLowerInvariant().Replace("logit", "").Replace("loglik", "");
        return name.Contains("log") || name.Contains("shift") || name.Contains("stab") || name.Contains("clip") || name.Contains("clamp") || name.Contains("neg") || name.Contains("center") || name.Contains("prob") || name.Contains("norm");
    }

    private static bool Grows(Expr e, bool inverse, bool eitherSign) => e.Op switch
    {
        Op.Row or Op.Scalar or Op.Pick => !inverse || eitherSign,
        Op.Mul when e[0].Equals(e[1]) => !inverse,
        Op.Mul when WithoutSquares(e) is var rest && !rest.Equals(e) => !rest.Contains(IsInput) ? inverse == (Sign(rest) < 0) : Grows(rest, inverse, eitherSign),
        Op.Mul => (Sign(e[0]) > 0) == (Sign(e[1]) > 0) ? Multiplied(e, inverse, eitherSign) : Multiplied(e, !inverse, eitherSign),
        // A share is at most 1.
        Op.Div => !e[1].Contains(n => n.Op == Op.Exp) && Grows(e[0], inverse ^ (Sign(e[1]) < 0), eitherSign),
        Op.Neg => Grows(e[0], !inverse, eitherSign),
        Op.Add => Grows(e[0], inverse, eitherSign) || Grows(e[1], inverse, eitherSign),
        Op.Sub => Grows(e[0], inverse, eitherSign) || Grows(e[1], !inverse, eitherSign),
        Op.Abs or Op.Relu or Op.Exp => !inverse && Grows(e[0], false, true),
        Op.Max => Grows(e[0], inverse, eitherSign) || Grows(e[1], inverse, eitherSign),
        Op.Min => Grows(e[0], inverse, eitherSign) && Grows(e[1], inverse, eitherSign),
        Op.Select => Grows(e[1], inverse, eitherSign) || Grows(e[2], inverse, eitherSign),
        Op.Sum => Grows(e[0], inverse, eitherSign),
        _ => false,
    };

    private static bool Multiplied(Expr e, bool inverse, bool eitherSign) =>
        e[0].Op == Op.Constant ? Grows(e[1], inverse, eitherSign) : e[1].Op == Op.Constant ? Grows(e[0], inverse, eitherSign) : Grows(e[0], inverse, eitherSign) && Grows(e[1], inverse, eitherSign);

    // What is there twice is at least 0, in whichever order it was multiplied: −d·d / 2.
    private static Expr WithoutSquares(Expr product)
    {
        var rest = new List<Expr>();
        foreach (var (factor, inverse) in Parts.Factors(product).Select(f => (f.Expr, f.Inverse)))
            if (inverse || !rest.Remove(factor)) rest.Add(factor);
        return rest.Count < Parts.Factors(product).Count ? Build.Mul(rest) : product;
    }

    private static int Sign(Expr e) => e.Op == Op.Constant && e.Value < 0 ? -1 : 1;

    // What is subtracted: a number or a mean is no maximum, anything else might be.
    private static bool MayBeOffset(Expr e, bool isAlone) => !isAlone && e.Op switch
    {
        Op.Constant => false,
        Op.Div => e[0].Op is not (Op.Sum or Op.Constant),
        Op.Mul => MayBeOffset(e[0], false) || MayBeOffset(e[1], false),
        _ => true,
    };
}
