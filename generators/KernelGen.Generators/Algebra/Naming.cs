namespace KernelGen.Generators.Algebra;

/// <summary>An expression with the name that the description's author gave it.</summary>
internal sealed record NamedExpr(string Name, Expr Value);

/// <summary>
/// Names for the expressions of a kernel, through all stages: a variable of the description stays recognisable in what the stages make of
/// it. Where a large part occurs more than once and has no name, it gets one.
/// </summary>
internal sealed class Naming
{
    // p = exp(x) / sum(exp(x)) reads well where it stands, unless its author named it; an entropy does not.
    private const int Large = 8, LargeIfNamedOrOften = 5;

    private readonly Dictionary<Expr, string> _names = [];

    public Naming(IEnumerable<NamedExpr> variables)
    {
        foreach (var v in variables)
            if (!_names.ContainsKey(v.Value)) _names[v.Value] = Free(v.Name);
    }

    private Naming(Dictionary<Expr, string> names) => _names = names;

    /// <summary>The names after a stage; <paramref name="after"/> answers what became of an expression, null if it is gone.</summary>
    public Naming Through(Func<Expr, Expr?> after)
    {
        var names = new Dictionary<Expr, string>();
        foreach (var (e, name) in _names.Select(n => (n.Key, n.Value)))
            if (after(e) is { Arguments.IsEmpty: false } next && !names.ContainsKey(next)) names[next] = name;
        return new(names);
    }

    public string? Find(Expr e) => _names.TryGetValue(e, out string? name) ? name : null;

    /// <summary>Expressions as text, with what is large and shared set apart: "where p = …".</summary>
    public IReadOnlyList<string> Lines(IEnumerable<(string? Label, Expr Value)> expressions)
    {
        var roots = expressions.ToList();
        var uses = new Dictionary<Expr, int>();
        foreach (var node in Expr.Nodes(roots.Select(r => r.Value)))
            foreach (var a in node.Arguments) uses[a] = uses.TryGetValue(a, out int n) ? n + 1 : 1;
        var names = new Dictionary<Expr, string>();
        var sizes = new Dictionary<Expr, int>();
        var shared = new List<Expr>();
        foreach (var e in Expr.Nodes(roots.Select(r => r.Value)))
        {
            sizes[e] = Math.Min(1 + e.Arguments.Sum(a => sizes[a]), Expr.MaxSize);
            if (e.Op.IsScale() || !uses.TryGetValue(e, out int n) || n < 2 || sizes[e] < (Find(e) is not null || n > 2 ? LargeIfNamedOrOften : Large)) continue;
            names[e] = Find(e) ?? Free(e.IsRow ? "r" : "s", names.Values);
            shared.Add(e);
            sizes[e] = 1;
        }
        var lines = roots.Select(r => (r.Label is null ? "" : $"{r.Label} = ") + Printer.Print(r.Value, names, isRoot: !names.ContainsKey(r.Value))).ToList();
        lines.AddRange(shared.AsEnumerable().Reverse().Select((e, i) => $"{(i == 0 ? "where" : "     ")} {names[e]} = {Printer.Print(e, names, isRoot: true)}"));
        return lines;
    }

    private string Free(string stem, IEnumerable<string>? others = null)
    {
        var taken = _names.Values.Concat(others ?? []).ToList();
        return !taken.Contains(stem) ? stem : Enumerable.Range(2, int.MaxValue - 2).Select(i => stem + i).First(name => !taken.Contains(name));
    }
}
