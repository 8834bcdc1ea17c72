using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>What a method gets of a row: elements for a loop (start, count), a part of it (from, to), a part and the length of all of it, or all of it.</summary>
internal enum Where { Stretch, Part, PartOfWhole, Whole }

/// <summary>The parameters of a method that sweeps a row, or a stretch of it: the state it adds to, the selections, the rows, where, and the scalars.</summary>
internal sealed class Signature
{
    private readonly List<string> _declarations = [];
    private readonly List<string> _forwarded = [];
    private readonly HashSet<Expr> _anchors;

    /// <param name="loops">The loops whose rows and scalars are handed over.</param>
    /// <param name="state">The type of the state, if there is one.</param>
    /// <param name="names">Names that are taken.</param>
    /// <param name="where">What the method gets of the row: a stretch for one loop, a part for a sweep, or the whole.</param>
    /// <param name="owns">Scalars that the method makes itself.</param>
    public Signature(IReadOnlyList<Loop> loops, string? state, Names names, Where where, Func<Expr, bool>? owns = null)
    {
        if (state is not null) Add($"ref {state} state", "ref state");
        foreach (var selection in loops.SelectMany(l => l.Selections).Distinct())
        {
            Add($"ref {selection.Type} {selection.Name}", $"ref {selection.Name}");
            Selections.Add(selection);
        }
        foreach (var row in loops.SelectMany(l => l.Rows.Concat(l.Gathered)).Select(r => (Name: References.Of(r), Type: References.TypeOf(r))).Concat(loops.SelectMany(l => l.Stores).Select(s => (Name: References.Of(s.Row), Type: s.IsIndex ? "int" : "float"))).Distinct())
        {
            Add($"ref {row.Type} {row.Name}", $"ref {row.Name}");
            Fields.Add(($"ref {row.Type}", row.Name, $"ref {row.Name}"));
            Rows.Add(row.Name);
        }
        foreach (string place in where switch { Where.Stretch => new[] { "start", "count" }, Where.Part => ["from", "to"], Where.PartOfWhole => ["from", "to", "length"], _ => ["length"] }) Add($"nint {place}", place);
        var anchors = loops.SelectMany(l => l.Anchors).Distinct().ToList();
        _anchors = [.. anchors];
        foreach (var e in anchors.Concat(loops.SelectMany(l => l.Scalars)).SelectMany(e => Given(e, owns)).Distinct())
        {
            string name = e.Op is Op.Scalar or Op.Position ? e.Name! : names.Fresh(Hint(e));
            Scalars.Add((e, name));
            string escaped = Names.Escape(name);
            string type = e.Op.IsScale() ? anchors.Contains(e) ? "Anchor" : "LogScale" : e.Op.IsMask() ? "bool" : Integers.Are(e) ? "int" : "double";
            Add($"{(type == "Anchor" ? "in " : "")}{type} {escaped}", escaped);
            Fields.Add((type, escaped, escaped));
        }
        IsRanged = where == Where.Stretch && loops.Any(l => l.IsRanged);
        IsWritten = where == Where.Stretch && loops.Any(l => l.IsWritten);
        RangeTest = string.Join(" || ", anchors.Select(a => Scalars.Find(s => s.Expr.Equals(a)).Name + ".IsFar"));
    }

    public List<(Expr Expr, string Name)> Scalars { get; } = [];
    public List<string> Rows { get; } = [];

    /// <summary>What chosen elements are added to, and its type.</summary>
    public List<(string Name, string Type)> Selections { get; } = [];

    /// <summary>The rows and scalars as the fields of a work that others take up: type, name, and the value of a field.</summary>
    public List<(string Type, string Name, string Value)> Fields { get; } = [];

    public bool IsRanged { get; }
    public string RangeTest { get; }

    // Whoever calls says where to: to the caches, past them, or not at all.
    private bool IsWritten { get; }

    /// <summary>The type parameters, or arguments: where the anchors lie, if that matters, and where stores go.</summary>
    /// <param name="range">Null for the method that finds out where the anchors lie.</param>
    public string Generic(string? range = "TRange") =>
        string.Join(", ", new[] { IsRanged ? range : null, IsWritten ? "TWrite" : null }.OfType<string>()) is { Length: > 0 } parameters ? $"<{parameters}>" : "";

    public string Constraint(bool isRanged = true) => (IsRanged && isRanged ? " where TRange : struct, IRange" : "") + (IsWritten ? " where TWrite : struct, IWrite" : "");

    public string Declaration => string.Join(", ", _declarations);
    public string Forwarded => string.Join(", ", _forwarded);

    /// <summary>Whether the parameter of a scale is the anchor itself, or only the power of two.</summary>
    public bool TakesAnchor(Expr e) => _anchors.Contains(e);

    // Of what the method makes itself: that which it makes it of.
    private static IEnumerable<Expr> Given(Expr e, Func<Expr, bool>? owns) =>
        owns?.Invoke(e) != true ? e.Op == Op.Constant ? [] : [e] : e.Arguments.Where(a => !a.IsRow).SelectMany(a => Given(a, owns));

    /// <summary>The arguments of a call: the state, the selections, the rows by <paramref name="row"/>, where, and each scalar by <paramref name="scalar"/>.</summary>
    public string Arguments(string? state, Func<string, string> row, IEnumerable<string> where, Func<Expr, string> scalar) =>
        string.Join(", ", (state is null ? [] : new[] { $"ref {state}" }).Concat(Selections.Select(s => $"ref {s.Name}")).Concat(Rows.Select(r => $"ref {row(r)}")).Concat(where).Concat(Scalars.Select(s => scalar(s.Expr))));

    private void Add(string declaration, string forwarded)
    {
        _declarations.Add(declaration);
        _forwarded.Add(forwarded);
    }

    /// <summary>What a scalar is called that comes to a method.</summary>
    public static string Hint(Expr e) => e.Op switch
    {
        Op.Scalar or Op.Position => e.Name!,
        Op.Anchor => "anchor",
        Op.Accumulator => e.Name!,
        Op.Length => "size",
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
