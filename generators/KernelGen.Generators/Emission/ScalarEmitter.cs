using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Writes scalar expressions as C# on doubles: what happens between sweeps and at the end.</summary>
internal sealed class ScalarEmitter(CodeWriter writer, Names names, Func<Expr, string?> leaf, IReadOnlyDictionary<Expr, int> uses, Func<Expr, string?>? naming = null)
{
    private const int Any = 0, Or = 1, And = 2, Equality = 3, Relation = 4, Sum = 5, Product = 6, Prefix = 7, Atom = 8;

    private readonly Dictionary<Expr, string> _known = [];

    public string Write(Expr e) => Write(e, Any);

    /// <summary>As the operand of a cast.</summary>
    public string WriteOperand(Expr e) => Write(e, Prefix);

    private string Write(Expr e, int context)
    {
        if (_known.TryGetValue(e, out var known)) return known;
        var (text, level) = leaf(e) is { } found ? (found, found[0] == '(' ? Prefix : Atom) : Text(e);
        string? given = naming?.Invoke(e);
        if (e.Arguments.IsEmpty || e.Op is Op.Anchor or Op.Magnitude or Op.Center || given is null && (!uses.TryGetValue(e, out int count) || count < 2)) return level < context ? $"({text})" : text;
        string type = e.Op.IsScale() ? "LogScale" : e.Op.IsMask() ? "bool" : "double";
        string name = names.Fresh(given ?? Hint(e));
        writer.Line($"{type} {name} = {text};");
        return _known[e] = name;
    }

    private static string Hint(Expr e) => e.Op switch
    {
        Op.InverseMass => "inverse",
        Op.Log or Op.LogMass => "log",
        Op.Sqrt => "root",
        Op.Div when e[1].Op == Op.Length => "mean",
        _ when e.Op.IsScale() => "scale",
        _ => "t",
    };

    private (string Text, int Level) Text(Expr e) => e.Op switch
    {
        Op.Constant => (Literals.Double(e.Value), e.Value < 0 ? Prefix : Atom),
        Op.Scalar or Op.Position => (Names.Escape(e.Name!), Atom),
        Op.Neg => ($"-{Write(e[0], Atom)}", Prefix),
        Op.Add or Op.Sub when HasLogarithms(e) => (LogarithmsLast(e), Sum),
        Op.Add => ($"{Write(e[0], Sum)} + {Write(e[1], Product)}", Sum),
        Op.Sub => ($"{Write(e[0], Sum)} - {Write(e[1], Product)}", Sum),
        Op.Mul => ($"{(Integers.Are(e[0]) && Integers.Are(e[1]) ? "(double)" : "")}{Write(e[0], Product)} * {Write(e[1], Prefix)}", Product),
        Op.Div => ($"{Write(e[0], Product)} / {(Integers.Are(e[1]) ? "(double)" : "")}{Write(e[1], Integers.Are(e[1]) ? Atom : Prefix)}", Product),
        Op.Less => ($"{Write(e[0], Sum)} < {Write(e[1], Sum)}", Relation),
        Op.LessOrEqual => ($"{Write(e[0], Sum)} <= {Write(e[1], Sum)}", Relation),
        Op.Equal => ($"{Write(e[0], Relation)} == {Write(e[1], Relation)}", Equality),
        Op.And => ($"{Write(e[0], Equality)} & {Write(e[1], Equality)}", And),
        Op.Or => ($"{Write(e[0], And)} | {Write(e[1], And)}", Or),
        Op.Not => ($"!{Write(e[0], Atom)}", Prefix),
        Op.Select => ($"{Write(e[0], Or)} ? {Write(e[1], Or)} : {Write(e[2], Or)}", Any),
        Op.Exp or Op.Log or Op.Log2 or Op.Sqrt or Op.Pow or Op.Abs or Op.Tanh or Op.Sin or Op.Cos or Op.Floor or Op.Round or Op.Min or Op.Max => ($"Math.{e.Op}({List(e)})", Atom),
        Op.Rescale => ($"{Write(e[1], Atom)}.Apply({Write(e[0])})", Atom),
        Op.LogScale => ($"{Write(e[0], Atom)}.Log", Atom),
        Op.InverseMass => ($"Mass.Inverse({List(e)})", Atom),
        Op.LogMass => ($"Mass.Log({List(e)})", Atom),
        Op.Uniform => ($"{NoiseOf(e)}((int)({Write(e[1])}), Noise.Key({Write(e[0])}))", Atom),
        Op.Identity => ("LogScale.One", Atom),
        Op.LogOf => ($"LogScale.Exp({List(e)})", Atom),
        Op.ScalePower => ($"{Write(e[0], Atom)}.Power({Literals.Double(e.Value)})", Atom),
        Op.ScaleProduct => ($"{Write(e[0], Product)} * {Write(e[1], Product)}", Product),
        Op.ScaleMax => ($"LogScale.Max({List(e)})", Atom),
        _ => ($"ScalarMath.{e.Op}({List(e)})", Atom),
    };

    /// <summary>The generator of random numbers that a node stands for: the first word of two, or the second.</summary>
    public static string NoiseOf(Expr uniform) => uniform.Value == 1 ? "Noise.SecondUniform" : "Noise.Uniform";

    private static bool HasLogarithms(Expr e) => Parts.Terms(e) is { Count: > 2 } terms && terms.Exists(t => t.Expr.Op == Op.LogScale);

    // The shift of a scale may be huge, and what it is subtracted from too: their difference first, the logarithms after it.
    private string LogarithmsLast(Expr e)
    {
        var terms = Parts.Terms(e);
        bool log(Part t) => t.Expr.Op is Op.Log or Op.LogMass;
        bool scale(Part t) => t.Expr.Op == Op.LogScale;
        var ordered = terms.Where(t => !log(t)).Select(t => (t.Inverse, Text: scale(t) ? Write(t.Expr[0], Atom) + ".Shift" : Write(t.Expr, Prefix)))
            .Concat(terms.Where(t => log(t) || scale(t)).Select(t => (t.Inverse, Text: scale(t) ? Write(t.Expr[0], Atom) + ".ExponentLog" : Write(t.Expr, Prefix))));
        return string.Concat(ordered.Select((t, i) => (i == 0 ? (t.Inverse ? "-" : "") : t.Inverse ? " - " : " + ") + t.Text));
    }

    private string List(Expr e) => string.Join(", ", e.Arguments.Select(Write));
}
