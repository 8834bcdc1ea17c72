using System.Globalization;

namespace KernelGen.Generators.Algebra;

/// <summary>
/// Writes expressions as mathematics, for explanations, traces and tests: <c>exp(x) / sum(exp(x))</c>. What is long and stands in several
/// places is named: <c>exp(t * x) / sum(exp(t * x)) where t = …</c>.
/// </summary>
internal sealed class Printer
{
    private const int Or = 0, And = 1, Compare = 2, Sum = 3, Product = 4, Prefix = 5, Atom = 6;

    private readonly Dictionary<Expr, string> _named = [];

    private readonly List<string> _definitions = [];

    private void Name(Expr e, string name)
    {
        _named[e] = name;
        _definitions.Add($"{name} = {Write(e).Text}");
    }

    public static string Print(Expr e)
    {
        var (texts, where) = Print([e]);
        return where.Count == 0 ? texts[0] : $"{texts[0]} where {string.Join(", ", where)}";
    }

    /// <summary>Several expressions with one set of abbreviations, and what these stand for.</summary>
    public static (IReadOnlyList<string> Texts, IReadOnlyList<string> Where) Print(IReadOnlyList<Expr> roots)
    {
        var printer = new Printer();
        foreach (var e in Abbreviations.Of(roots)) printer.Name(e, Abbreviations.Name(printer._definitions.Count, roots));
        return ([.. roots.Select(e => printer.Print(e, Or))], [.. Enumerable.Reverse(printer._definitions)]);
    }

    /// <summary>An expression without its long scalars: <c>exp(… * x)</c>.</summary>
    public static string Brief(Expr e)
    {
        var printer = new Printer();
        foreach (var scalar in Abbreviations.LongScalars(e)) printer._named[scalar] = "…";
        return printer.Print(e, Or);
    }

    private string Print(Expr e, int context)
    {
        if (_named.TryGetValue(e, out var name)) return name;
        var (text, level) = Write(e);
        return level < context ? $"({text})" : text;
    }

    private (string Text, int Level) Write(Expr e) => e.Op switch
    {
        Op.Constant => (Number(e.Value), e.Value < 0 ? Prefix : Atom),
        Op.Row or Op.Scalar or Op.Position or Op.Mask or Op.Accumulator or Op.Stored => (e.Name!, Atom),
        Op.Length => ("n", Atom),
        Op.Positions => ("i", Atom),
        Op.Pick => ($"{Print(e[0], Atom)}[{Print(e[1], Or)}]", Atom),
        Op.Neg => ($"-{Print(e[0], Prefix)}", Prefix),
        Op.Add => ($"{Print(e[0], Sum)} + {Print(e[1], Sum)}", Sum),
        Op.Sub => ($"{Print(e[0], Sum)} - {Print(e[1], Product)}", Sum),
        Op.Mul when e[0].Equals(e[1]) && e[0].Op != Op.Mul => ($"{Print(e[0], Atom)}²", Atom),
        Op.Mul when e[1].Op == Op.InverseMass => ($"{Print(e[0], Product)} / {Print(e[1][0], Prefix)}", Product),
        Op.Mul when e[1].Op == Op.Div && e[1][0].IsConstant(1) => ($"{Print(e[0], Product)} / {Print(e[1][1], Prefix)}", Product),
        Op.Mul => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.Div => ($"{Print(e[0], Product)} / {Print(e[1], Prefix)}", Product),
        Op.Less => ($"{Print(e[0], Sum)} < {Print(e[1], Sum)}", Compare),
        Op.LessOrEqual => ($"{Print(e[0], Sum)} <= {Print(e[1], Sum)}", Compare),
        Op.Equal => ($"{Print(e[0], Sum)} == {Print(e[1], Sum)}", Compare),
        Op.Not when e[0].Op == Op.Equal => ($"{Print(e[0][0], Sum)} != {Print(e[0][1], Sum)}", Compare),
        Op.Not => ($"!{Print(e[0], Prefix)}", Prefix),
        Op.And => ($"{Print(e[0], And)} & {Print(e[1], And)}", And),
        Op.Or => ($"{Print(e[0], Or)} | {Print(e[1], Or)}", Or),
        Op.Anchor => ($"2^N({Arguments(e)}{(e.Value == 1 ? ", 0" : "")})", Atom),
        Op.Identity => ("1", Atom),
        Op.LogOf => ($"e^{Print(e[0], Atom)}", Prefix),
        Op.ScalePower => ($"{Print(e[0], Atom)}^{Number(e.Value)}", Prefix),
        Op.ScaleProduct => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.ScaleMax => ($"max({Arguments(e)})", Atom),
        Op.ScaledExp => ($"exp({Print(e[0], Or)}) / {Print(e[1], Prefix)}", Product),
        Op.ScaledExpm1 => ($"expm1({Print(e[0], Or)}) / {Print(e[1], Prefix)}", Product),
        Op.Rescale => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.LogScale => ($"log({Print(e[0], Or)})", Atom),
        Op.InverseMass => ($"1 / {Print(e[0], Prefix)}", Product),
        Op.LogMass when e.Arguments.Length == 2 && e[1].Op != Op.Identity => ($"log({Print(e[0], Product)} * {Print(e[1], Product)})", Atom),
        Op.LogMass => ($"log({Print(e[0], Or)})", Atom),
        Op.Center => ($"c({Arguments(e)})", Atom),
        Op.Floored => Write(e[0]),
        Op.Highest => ($"max({Arguments(e)})", Atom),
        Op.Lowest => ($"min({Arguments(e)})", Atom),
        _ => ($"{e.Op.ToString().ToLowerInvariant()}({Arguments(e)})", Atom),
    };

    private string Arguments(Expr e) => string.Join(", ", e.Arguments.Select(a => Print(a, Or)));

    private static string Number(double value) =>
        double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : ((float)value == value ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
}
