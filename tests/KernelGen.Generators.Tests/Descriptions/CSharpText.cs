using System.Globalization;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Writes an expression as the C# of a description.</summary>
internal static class CSharpText
{
    public static string Of(Expr e) => e.Op switch
    {
        Op.Constant => e.Value < 0 ? $"({e.Value.ToString(CultureInfo.InvariantCulture)}.0)" : e.Value.ToString("0.0###", CultureInfo.InvariantCulture),
        Op.Row or Op.Scalar or Op.Position or Op.Mask => e.Name!,
        Op.Length => "x.Length",
        Op.Positions => "x.Positions",
        Op.Pick => $"{Of(e[0])}[{Of(e[1])}]",
        Op.Neg => $"(-{Of(e[0])})",
        Op.Not => $"(!{Of(e[0])})",
        Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or => $"({Of(e[0])} {Symbol(e.Op)} {Of(e[1])})",
        Op.Highest => $"Max({Of(e[0])})",
        Op.Lowest => $"Min({Of(e[0])})",
        _ => $"{e.Op}({string.Join(", ", e.Arguments.Select(Of))})",
    };

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
