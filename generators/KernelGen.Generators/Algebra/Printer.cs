using System.Globalization;

namespace KernelGen.Generators.Algebra;

/// <summary>Writes an expression as mathematics, for explanations, traces and tests: <c>exp(x) / sum(exp(x))</c>.</summary>
internal static class Printer
{
    private const int Or = 0, And = 1, Compare = 2, Sum = 3, Product = 4, Prefix = 5, Atom = 6;

    public static string Print(Expr e) => Print(e, Or);

    private static string Print(Expr e, int context)
    {
        var (text, level) = Write(e);
        return level < context ? $"({text})" : text;
    }

    private static (string Text, int Level) Write(Expr e) => e.Op switch
    {
        Op.Constant => (Number(e.Value), e.Value < 0 ? Prefix : Atom),
        Op.Row or Op.Scalar or Op.Position or Op.Mask or Op.Accumulator or Op.Stored => (e.Name!, Atom),
        Op.Length => ("n", Atom),
        Op.Positions => ("i", Atom),
        Op.Pick => ($"{Print(e[0], Atom)}[{Print(e[1])}]", Atom),
        Op.Neg => ($"-{Print(e[0], Prefix)}", Prefix),
        Op.Add => ($"{Print(e[0], Sum)} + {Print(e[1], Sum)}", Sum),
        Op.Sub => ($"{Print(e[0], Sum)} - {Print(e[1], Product)}", Sum),
        Op.Mul when e[0].Equals(e[1]) && e[0].Op != Op.Mul => ($"{Print(e[0], Atom)}²", Atom),
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
        Op.ScaledExp => ($"exp({Print(e[0])}) / {Print(e[1], Prefix)}", Product),
        Op.ScaledExpm1 => ($"expm1({Print(e[0])}) / {Print(e[1], Prefix)}", Product),
        Op.Rescale => ($"{Print(e[0], Product)} * {Print(e[1], Product)}", Product),
        Op.LogScale => ($"log({Print(e[0])})", Atom),
        Op.InverseMass => ($"1 / {Print(e[0], Prefix)}", Product),
        Op.LogMass => ($"log({Print(e[0])})", Atom),
        Op.Center => ($"c({Arguments(e)})", Atom),
        Op.Floored => Write(e[0]),
        Op.Highest => ($"max({Arguments(e)})", Atom),
        Op.Lowest => ($"min({Arguments(e)})", Atom),
        _ => ($"{e.Op.ToString().ToLowerInvariant()}({Arguments(e)})", Atom),
    };

    private static string Arguments(Expr e) => string.Join(", ", e.Arguments.Select(Print));

    private static string Number(double value) =>
        double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : ((float)value == value ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
}
