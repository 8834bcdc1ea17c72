using System.Globalization;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Writes an expression as the C# of a description.</summary>
internal static class CSharpText
{
    public static string Of(Expr e) => Of(e, Of);

    /// <summary>One node, its arguments written by <paramref name="write"/>.</summary>
    public static string Of(Expr e, Func<Expr, string> write) => e.Op switch
    {
        Op.Constant when double.IsInfinity(e.Value) => e.Value < 0 ? "NegativeInfinity" : "double.PositiveInfinity",
        Op.Constant => e.Value < 0 ? $"({Number(e.Value)})" : Number(e.Value),
        Op.Row or Op.Scalar or Op.Position or Op.Mask => e.Name!,
        Op.Length => "x.Length",
        Op.Positions => "x.Positions",
        Op.Pick => $"{write(e[0])}[{write(e[1])}]",
        Op.Neg => $"(-{write(e[0])})",
        Op.Not => $"(!{write(e[0])})",
        Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or => $"({write(e[0])} {Symbol(e.Op)} {write(e[1])})",
        // Between rows, or numbers, by a condition that is the same for all.
        Op.Select when !e[0].IsRow => $"({write(e[0])} ? {(e.IsRow && !e[1].IsRow ? "(Row)" : "")}{write(e[1])} : {write(e[2])})",
        Op.Highest => $"Max({write(e[0])})",
        Op.Lowest => $"Min({write(e[0])})",
        _ => $"{e.Op}({string.Join(", ", e.Arguments.Select(write))})",
    };

    private static string Number(double value) => value.ToString("0.0#################", CultureInfo.InvariantCulture);

    private static string Symbol(Op op) => op switch
    {
        Op.Add => "+",
        Op.Sub => "-",
        Op.Mul => "*",
        Op.Div => "/",
        Op.Less => "<",
        Op.LessOrEqual => "<=",
        Op.Equal => "==",
        Op.And => "&",
        _ => "|",
    };
}
