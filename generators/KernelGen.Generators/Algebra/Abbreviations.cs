namespace KernelGen.Generators.Algebra;

/// <summary>Which parts of expressions are long and stand in several places, so that a reader is better off with a name for them.</summary>
internal static class Abbreviations
{
    // p = exp(x) / sum(exp(x)) has 6 nodes and reads well where it stands; an entropy does not.
    private const int Long = 8;

    private static readonly string[] Letters = ["t", "u", "v", "r", "q", "g", "h"];

    /// <summary>
    /// The parts worth a name, each before those that contain it: long, and used twice; or a scalar that makes a repeated row long.
    /// </summary>
    public static IReadOnlyList<Expr> Of(IReadOnlyList<Expr> roots)
    {
        var nodes = Expr.Nodes(roots).ToList();
        var uses = roots.Distinct().ToDictionary(e => e, e => (Direct: roots.Count(r => r.Equals(e)), InAll: 1.0, InRow: false));
        foreach (var user in Enumerable.Reverse(nodes))
            foreach (var a in user.Arguments)
            {
                var (direct, inAll, inRow) = uses.TryGetValue(a, out var known) ? known : default;
                uses[a] = (direct + 1, inAll + uses[user].InAll, inRow || user.IsRow);
            }
        var sizes = new Dictionary<Expr, int>();
        var named = new List<Expr>();
        foreach (var e in nodes)
        {
            sizes[e] = Math.Min(1 + e.Arguments.Sum(a => sizes[a]), Expr.MaxSize);
            if (sizes[e] <= Long || !(uses[e].Direct > 1 || (!e.IsRow && uses[e].InRow && uses[e].InAll > 1))) continue;
            named.Add(e);
            sizes[e] = 1;
        }
        return named;
    }

    /// <summary>The outermost scalars that are long: in a brief text they are left out.</summary>
    public static IEnumerable<Expr> LongScalars(Expr e) => e.IsRow || e.Op.IsReduction() || e.Size <= Long ? e.Arguments.SelectMany(LongScalars) : [e];

    /// <summary>A letter that names nothing else here.</summary>
    public static string Name(int index, IReadOnlyList<Expr> roots)
    {
        var taken = new HashSet<string>(Expr.Nodes(roots).Where(e => e.Name is not null).Select(e => e.Name!));
        return Letters.Concat(Enumerable.Range(1, index + 1).Select(i => $"t{i}")).Where(l => !taken.Contains(l)).ElementAt(index);
    }
}
