using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// The scalars of a loop: the parameters they arrive in and the broadcasts that the loop's body asks for, written once, before the loop.
/// </summary>
/// <param name="target">For which the broadcasts are.</param>
/// <param name="names">Where new names come from.</param>
/// <param name="parameter">The scalar's own variable.</param>
/// <param name="line">Takes a line of the prologue.</param>
/// <param name="isOnce">There is no loop to keep anything in registers for.</param>
internal sealed class Prologue(Target target, Names names, Func<Expr, string> parameter, Action<string> line, bool isOnce = false)
{
    private readonly Dictionary<(Expr, string), string> _locals = [];

    public string Float(Expr e) => Local(e, "", e.Op.IsMask() ? target.BroadcastMask : target.Broadcast);
    public string Double(Expr e) => target.IsScalar ? parameter(e) : Local(e, "Double", p => target.BroadcastDouble(p));
    public string Running(Expr e)
    {
        if (_locals.TryGetValue((e, "Running"), out string? known)) return known;
        string name = names.Fresh("sum");
        line($"double {name} = 0;");
        return _locals[(e, "Running")] = name;
    }

    public string Index(Expr e) => target.IsScalar ? parameter(e) : Local(e, "Index", p => target.BroadcastInt(p));
    public string Residue(Expr e) => Local(e, "Residue", p => target.Broadcast($"ScalarMath.Residue({p})"));
    public string Key(Expr e) => Local(e, "Key", p => $"Noise.Key({p})", e.Op == Op.Constant ? Literals.Double(e.Value) : null);

    /// <summary>What a row, times <paramref name="factor"/> if there is one, is divided by.</summary>
    public string Divisor(Expr e, Expr? factor) => factor is null
        ? Local(e, "Divisor", p => $"new {target.Divisor}({p})", e.Op == Op.Constant ? Literals.Double(e.Value) : null)
        : Local(Expr.Of(Op.Div, e, factor), "Divisor", p => $"new {target.Divisor}({(Integers.Are(e) && e.Op != Op.Constant ? "(double)" : "")}{p} / {Value(factor)})", Value(e));

    /// <summary>The same where the reciprocal is known.</summary>
    public string InverseDivisor(Expr e, Expr? factor) => factor is null
        ? Local(e, "Divisor", p => $"new {target.Divisor}(1 / {p})")
        : Local(Expr.Of(Op.Mul, e, factor), "Divisor", p => $"new {target.Divisor}(1 / ({p} * {Value(factor)}))", Value(e));

    public string Anchor(Expr e) => Local(e, "Lanes", p => $"new {target.Anchor}({p}{(isOnce ? ", once: true" : "")})");
    public string Factor(Expr e) => Local(e, "", p => target.Broadcast($"{p}.Factor"));
    public string Remainder(Expr e) => Local(e, "Rest", p => target.Broadcast($"{p}.Remainder"));

    /// <summary>What an exponential of its own is multiplied by: scale and factor in one.</summary>
    public string Multiple(Expr e) =>
        Local(Expr.Of(Op.Rescale, e[2], e[1]), "Multiple", scale => $"new {target.Multiple}({scale}, {Value(e[2])})", parameter(e[1]));

    private string Value(Expr e) => e.Op == Op.Constant ? Literals.Double(e.Value) : parameter(e);

    private string Local(Expr e, string suffix, Func<string, string> broadcast, string? value = null)
    {
        if (_locals.TryGetValue((e, suffix), out string? known)) return known;
        string variable = value ?? parameter(e);
        string stem = char.IsDigit(variable[0]) || variable[0] == '-' ? "constant" : variable.Substring(variable.LastIndexOf('.') + 1).TrimStart('@');
        string name = names.Fresh(char.ToLowerInvariant(stem[0]) + stem.Substring(1) + (suffix.Length == 0 ? "Lanes" : suffix));
        line($"var {name} = {broadcast(variable)};");
        return _locals[(e, suffix)] = name;
    }
}
