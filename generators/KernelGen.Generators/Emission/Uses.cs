using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>How often each part of some expressions is read: what is read more than once becomes a local.</summary>
internal static class Uses
{
    /// <summary>In code for rows: a scalar is read as a whole.</summary>
    public static IReadOnlyDictionary<Expr, int> OfRows(IEnumerable<Expr> roots) => Count(roots, e => e.IsRow);

    /// <summary>In code for scalars.</summary>
    public static IReadOnlyDictionary<Expr, int> OfScalars(IEnumerable<Expr> roots) => Count(roots.Distinct(), _ => true);

    private static Dictionary<Expr, int> Count(IEnumerable<Expr> roots, Func<Expr, bool> isOpen)
    {
        var uses = new Dictionary<Expr, int>();
        foreach (var root in roots) Visit(root);
        return uses;

        void Visit(Expr e)
        {
            bool seen = uses.TryGetValue(e, out int n);
            uses[e] = n + 1;
            if (!seen && isOpen(e))
                foreach (var a in e.Arguments) Visit(a);
        }
    }
}
