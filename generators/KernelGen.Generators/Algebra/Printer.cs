using System.Globalization;

namespace KernelGen.Generators.Algebra;

/// <summary>Writes an expression as mathematics, for explanations, traces and tests: <c>exp(x) / sum(exp(x))</c>.</summary>
internal sealed class Printer
{
    private const int Or = 0, And = 1, Compare = 2, Sum = 3, Product = 4, Prefix = 5, Atom = 6;

    private readonly IReadOnlyDictionary<Expr, string>? _names;

    private Printer(IReadOnlyDictionary<Expr, string>? names) => _names = names;

    public static string Print(Expr e) => new Printer(null).Print(e, Or);

    /// <summary>As text with names in place of named parts; a root is written out though it has a name itself.</summary>
    public static string Print(Expr e, IReadOnlyDictionary<Expr, string> names, bool isRoot)
    {
        var printer = new Printer(names);
        return isRoot ? printer.Write(e).Text : printer.Print(e, Or);
    }

    /// <summary>An expression without its long scalars: <c>exp(… * x)</c>.</summary>
    public static string Brief(Expr e)
    {
        var names = new Dictionary<Expr, string>();
        Shorten(e);
        return Print(e, names, isRoot: false);

        void Shorten(Expr part)
        {
            if (!part.IsRow && !part.Op.IsReduction() && part.Size > 8) names[part] = "…";
            else foreach (var a in part.Arguments) Shorten(a);
        }
    }

    private string Print(Expr e, int context)
    {
        if (_names is not null && _names.TryGetValue(e, out string? name)) return name;
        var (text, level) = Write(e);
        return level < context ? $"({text})" : text;
    }

    private (string Text, int Level) Write(Expr e) => e.Op switch
    {
        Op.Constant => (Number(e.Value), e.Value < 0 ? Prefix : Atom),
        Op.Row or Op.Scalar or Op.Position or Op.Mask or Op.Accumulator or Op.Stored => (e.Name!, Atom),
        Op.Length => (e.Arguments.IsEmpty ? "n" : $"{Print(e[0], Atom)}.length", Atom),
        Op.Positions => (e.Arguments.IsEmpty ? "i" : $"{Print(e[0], Atom)}.positions", Atom),
        Op.Room => ("k", Atom),
        Op.Uniform => ($"uniform{(e.Value == 1 ? "2" : "")}({Print(e[0], Or)}{(e[1].Op == Op.Positions ? "" : $", {Print(e[1], Or)}")})", Atom),
        Op.Chosen => ($"{Print(e[0], Atom)}.values", Atom),
        Op.ChosenAt => ($"{Print(e[0], Atom)}.indices", Atom),
        Op.At => ($"{e.Name}[{Print(e[0], Or)}]", Atom),
        Op.Pick => ($"{Print(e[0], Atom)}[{Print(e[1], Or)}]", Atom),
        Op.Neg => ($"-{Print(e[0], Prefix)}", Prefix),
        Op.Add => ($"{Print(e[0], Sum)} + {Print(e[1], Sum)}", Sum),
        Op.Sub => ($"{Print(e[0], Sum)} - {Print(e[1], Product)}", Sum),
        Op.Mul when e[0].Equals(e[1]) && e[0].Op != Op.Mul => ($"{Print(e[0], Atom)}²", Atom),
        Op.Mul when IsReciprocal(e[1]) => ($"{Print(e[0], Product)} / {Print(e[1][e[1].Op == Op.Div ? 1 : 0], Prefix)}", Product),
        Op.Mul when IsReciprocal(e[0]) => ($"{Print(e[1], Product)} / {Print(e[0][e[0].Op == Op.Div ? 1 : 0], Prefix)}", Product),
        Op.Mul => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.Div => ($"{Print(e[0], Product)} / {Print(e[1], Prefix)}", Product),
        Op.Less => ($"{Print(e[0], Sum)} < {Print(e[1], Sum)}", Compare),
        Op.LessOrEqual => ($"{Print(e[0], Sum)} <= {Print(e[1], Sum)}", Compare),
        Op.Equal => ($"{Print(e[0], Sum)} == {Print(e[1], Sum)}", Compare),
        Op.Not when e[0].Op == Op.Equal => ($"{Print(e[0][0], Sum)} != {Print(e[0][1], Sum)}", Compare),
        Op.Not => ($"!{Print(e[0], Prefix)}", Prefix),
        Op.And => ($"{Print(e[0], And)} & {Print(e[1], And)}", And),
        Op.Or => ($"{Print(e[0], Or)} | {Print(e[1], Or)}", Or),
        Op.Anchor or Op.Magnitude => ($"2^{Exponent(e)}", Prefix),
        Op.Identity => ("1", Atom),
        Op.LogOf => ($"e^{Print(e[0], Atom)}", Prefix),
        Op.ScalePower when e is { Value: -1 } && e[0].Op is Op.Anchor or Op.Magnitude => ($"2^-{Exponent(e[0])}", Prefix),
        Op.ScalePower => ($"{Print(e[0], Atom)}^{Number(e.Value)}", Prefix),
        Op.ScaleProduct => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.ScaleMax => ($"max({Arguments(e)})", Atom),
        Op.ScaledExp or Op.ScaledExpm1 when e[1].Op == Op.Anchor => ($"{(e.Op == Op.ScaledExp ? "exp" : "expm1")}({Print(e[0], Or)})·2^-{Exponent(e[1])}", Product),
        Op.ScaledExp => ($"exp({Print(e[0], Or)}) / {Print(e[1], Prefix)}", Product),
        Op.ScaledExpm1 => ($"expm1({Print(e[0], Or)}) / {Print(e[1], Prefix)}", Product),
        Op.OwnExp => (Print(Build.Mul(Expr.Of(Op.Exp, e[0]), Expr.Of(Op.Rescale, e[2], e[1])), Product), Product),
        Op.Rescale when e[0].IsConstant(1) => Write(e[1]),
        Op.Rescale => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.LogScale => ($"log({Print(e[0], Or)})", Atom),
        Op.InverseMass => ($"1 / {Print(e[0], Prefix)}", Product),
        Op.LogMass => ($"log({Print(e[0], Or)})", Atom),
        Op.Center when e[0].Op == Op.Anchor => ($"c({Arguments(e[0])})", Atom),
        Op.Center => ($"c({Arguments(e)})", Atom),
        Op.Floored => Write(e[0]),
        Op.Highest => ($"max({Arguments(e)})", Atom),
        Op.Lowest => ($"min({Arguments(e)})", Atom),
        _ => ($"{e.Op.ToString().ToLowerInvariant()}({Arguments(e)})", Atom),
    };

    private bool IsReciprocal(Expr e) => (e.Op == Op.InverseMass || (e.Op == Op.Div && e[0].IsConstant(1))) && _names?.ContainsKey(e) != true;

    // The exponent of an anchor: near that of the largest e^X of its rows, and not below 0 where a 1 goes with them; or that of a magnitude.
    private string Exponent(Expr anchor) => $"{(anchor.Op == Op.Anchor ? "N" : "E")}({Arguments(anchor)}{(anchor.Value == 1 ? ", 0" : "")})";

    private string Arguments(Expr e) => string.Join(", ", e.Arguments.Select(a => Print(a, Or)));

    private static string Number(double value) =>
        value == Laws.Ln2 ? "ln2" : value == Laws.Log2E ? "log2e" : double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : ((float)value == value ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
}
