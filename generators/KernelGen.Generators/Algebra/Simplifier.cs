namespace KernelGen.Generators.Algebra;

/// <summary>Applies the laws from the leaves up until none applies, and records which did.</summary>
internal sealed class Simplifier(IReadOnlyList<Law> laws)
{
    // A law makes an expression smaller or simpler; the limit only stops a pair of laws that would undo each other.
    private const int MaxSteps = 10_000;

    private readonly Dictionary<Expr, Expr> _done = [];
    private readonly List<(string Law, Expr Before, Expr After)> _applied = [];
    private int _steps;

    public IReadOnlyList<(string Law, Expr Before, Expr After)> Applied => _applied;

    /// <summary>What became of an expression met on the way.</summary>
    public Expr? Find(Expr e) => _done.TryGetValue(e, out var result) ? result : null;

    public Expr Run(Expr e)
    {
        if (_done.TryGetValue(e, out var result)) return result;
        result = Inner(e.Map(Run));
        while (_steps++ < MaxSteps && Step(result) is { } next) result = next.Map(Run);
        return _done[e] = result;
    }

    // A law may have made more of a row than the leaf that an element was picked of.
    private static Expr Inner(Expr e) => e.Op == Op.Pick && !e[0].Op.IsLeafRow() ? Picking.Pick(e[0], e[1]) : e;

    private Expr? Step(Expr e)
    {
        if (e.Arguments.IsEmpty) return null;
        foreach (var law in laws)
        {
            if (law.Apply(e) is not { } after || after.Equals(e)) continue;
            _applied.Add((law.Name, e, after));
            return after;
        }
        return null;
    }
}
