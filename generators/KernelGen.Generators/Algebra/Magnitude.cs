namespace KernelGen.Generators.Algebra;

/// <summary>
/// Whether a summand stays far inside the range of float for every input, so that a block of it may be added in float: exponentials over
/// an anchor, deviations from it, bounded functions, and their products. Anything else is added in double.
/// </summary>
internal static class Magnitude
{
    public static bool IsTame(Expr e) => e.Op switch
    {
        _ when Bounds.Of(e).Within(1e6) => true,
        // What a pass has stored was tame before.
        Op.ScaledExp or Op.ScaledExpm1 or Op.Stored => true,
        Op.Sub when e[0].Contains(n => n.Op == Op.Floored) => e[0].Nodes().All(n => n.Op != Op.Row || e[0].Contains(f => f.Op == Op.Floored && f[0].Equals(n))),
        Op.Mul when Exponentials(e) > 3 => false,
        Op.Mul or Op.Add or Op.Sub or Op.Min or Op.Max => IsTame(e[0]) && IsTame(e[1]),
        Op.Neg or Op.Abs or Op.Relu => IsTame(e[0]),
        Op.Select => IsTame(e[1]) && IsTame(e[2]),
        Op.Rescale => e[0].Op == Op.Constant,
        _ => false,
    };

    // Each is up to 2^32: a product of four is no float.
    private static int Exponentials(Expr e) => e.Op switch
    {
        Op.ScaledExp or Op.ScaledExpm1 or Op.Stored => 1,
        Op.Mul => e.Arguments.Sum(Exponentials),
        Op.Neg or Op.Abs or Op.Relu or Op.Add or Op.Sub or Op.Min or Op.Max or Op.Select => e.Arguments.Max(Exponentials),
        _ => 0,
    };
}
