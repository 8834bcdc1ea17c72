using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// The scalars of a loop: the parameters they arrive in and the broadcasts that the loop's body asks for, written once, before the loop.
/// </summary>
internal sealed class Prologue(Target target, Names names)
{
    private readonly Dictionary<Expr, string> _parameters = [];
    private readonly Dictionary<(Expr, string), string> _locals = [];
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Parameter(Expr e, string name) => _parameters[e] = name;

    /// <summary>Names handed out from here on do not collide with the prologue's.</summary>
    public Names Names => names;

    public string Float(Expr e) => Local(e, "", p => target.Broadcast(p));
    public string Double(Expr e) => target.IsScalar ? _parameters[e] : Local(e, "Double", p => target.BroadcastDouble(p));
    public string Index(Expr e) => target.IsScalar ? _parameters[e] : Local(e, "Index", p => target.BroadcastInt(p));
    public string Divisor(Expr e) => Local(e, "Divisor", p => $"new {target.Divisor}({p})", e.Op == Op.Constant ? Literals.Double(e.Value) : null);
    public string Anchor(Expr e) => Local(e, "Lanes", p => $"new {target.Anchor}({p})");
    public string Factor(Expr e) => Local(e, "", p => target.Broadcast($"{p}.Factor"));
    public string Remainder(Expr e) => Local(e, "Rest", p => target.Broadcast($"{p}.Remainder"));

    private string Local(Expr e, string suffix, Func<string, string> broadcast, string? value = null)
    {
        if (_locals.TryGetValue((e, suffix), out string? known)) return known;
        string parameter = value ?? _parameters[e];
        string name = names.Fresh(value is null ? parameter.TrimStart('@') + (suffix.Length == 0 ? "Lanes" : suffix) : "constant" + suffix);
        _lines.Add($"var {name} = {broadcast(parameter)};");
        return _locals[(e, suffix)] = name;
    }
}
