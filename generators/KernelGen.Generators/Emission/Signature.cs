using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>The parameters of a loop's methods and the arguments that fit them.</summary>
internal sealed class Signature
{
    private readonly List<string> _declarations = [];
    private readonly List<string> _forwarded = [];

    public Signature(Loop loop, string? state, Names names)
    {
        if (state is not null) Add($"ref {state} state", "ref state");
        foreach (var row in loop.Rows.Select(r => (Name: References.Of(r), Type: r.Op == Op.Mask ? "bool" : "float")).Concat(loop.Stores.Select(s => (Name: References.Of(s.Row), Type: "float"))).Distinct())
        {
            Add($"ref {row.Type} {row.Name}", $"ref {row.Name}");
            Rows.Add(row.Name);
        }
        Add("nint start", "start");
        Add("nint count", "count");
        foreach (var e in loop.Anchors.Concat(loop.Scalars))
        {
            if (Scalars.Exists(s => s.Expr.Equals(e))) continue;
            string name = names.Fresh(Hint(e));
            Scalars.Add((e, name));
            string escaped = Names.Escape(name);
            if (e.Op.IsScale()) Add(loop.Anchors.Contains(e) ? $"in Anchor {escaped}" : $"LogScale {escaped}", escaped);
            else Add($"{(Integers.Are(e) ? "int" : "double")} {escaped}", escaped);
        }
        IsRanged = loop.Anchors.Count > 0;
        RangeTest = string.Join(" || ", loop.Anchors.Select(a => Scalars.Find(s => s.Expr.Equals(a)).Name + ".IsFar"));
    }

    public List<(Expr Expr, string Name)> Scalars { get; } = [];
    public List<string> Rows { get; } = [];
    public bool IsRanged { get; }
    public string RangeTest { get; }
    public string Generic => IsRanged ? "<TRange>" : "";
    public string Constraint => IsRanged ? " where TRange : struct, IRange" : "";
    public string Declaration => string.Join(", ", _declarations);
    public string Forwarded => string.Join(", ", _forwarded);

    private void Add(string declaration, string forwarded)
    {
        _declarations.Add(declaration);
        _forwarded.Add(forwarded);
    }

    private static string Hint(Expr e) => e.Op switch
    {
        Op.Scalar or Op.Position => e.Name!,
        Op.Anchor => "anchor",
        Op.Accumulator => e.Name!,
        Op.Length => "length",
        Op.Center => "center",
        Op.InverseMass => "inverse",
        Op.Log or Op.LogMass => "log",
        Op.Sqrt => "root",
        Op.Pick => e[0].Name + "At",
        Op.Add when e.Contains(n => n.Op is Op.Log or Op.LogMass) => "log",
        _ when e.Op.IsScale() => "scale",
        _ => "scalar",
    };
}
