extern alias Compiler;

using System.Globalization;
using KernelGen.Generators.Algebra;
using Words = Compiler::KernelGen.RowMath;

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
        Op.Length => e.Arguments.IsEmpty ? "x.Length" : $"{write(e[0])}.Values.Length",
        Op.Positions => e.Arguments.IsEmpty ? "x.Positions" : $"{write(e[0])}.Values.Positions",
        Op.Chosen => $"{write(e[0])}.Values",
        Op.ChosenAt => $"{write(e[0])}.Indices",
        Op.At => $"{write(e[0][0])}.Of({e.Name})",
        Op.Cumulative => $"CumulativeSum({write(e[0])})",
        // Written as what they are made of, these would not be words.
        Op.Add when e[1].Op == Op.Threshold && Equal(e, Words.Threshold(e[1][0], e[1][1], e[1][2])) => $"Threshold({write(e[1][0])}, {write(e[1][1])}, {write(e[1][2])})",
        Op.Mul when Seed(e) is { } seed && Equal(e, Words.Normal(seed)) => $"Normal({write(seed)})",
        Op.Neg when Seed(e) is { } seed && Equal(e, Words.Gumbel(seed)) => $"Gumbel({write(seed)})",
        Op.Uniform => $"Uniform({write(e[0])})",
        Op.Or when Selection(e) is { } selection && Equal(e, new Term(selection).Mask) => $"{write(selection)}.Mask",
        Op.TopK => $"TopK({write(e[0])}, {Index(e[1], write)})",
        Op.Pick => $"{write(e[0])}[{Index(e[1], write)}]",
        // −∞ past the end of a short row is part of the word.
        Op.Select when e.Selection is { } selection && Seed(e) is { } seed && Equal(e, new Term(selection).Of(Words.Gumbel(seed))) => $"{write(selection)}.Of(Gumbel({write(seed)}))",
        Op.Neg => $"(-{write(e[0])})",
        Op.Not => $"(!{write(e[0])})",
        Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or => $"({write(e[0])} {Symbol(e.Op)} {write(e[1])})",
        // Between rows, or numbers, by a condition that is the same for all.
        Op.Select when !e[0].IsRow => $"({write(e[0])} ? {(e.IsRow && !e[1].IsRow ? "(Row)" : "")}{write(e[1])} : {write(e[2])})",
        Op.Highest => $"Max({write(e[0])})",
        Op.Lowest => $"Min({write(e[0])})",
        _ => $"{e.Op}({string.Join(", ", e.Arguments.Select(write))})",
    };

    private static string Index(Expr e, Func<Expr, string> write) => e.Op == Op.Constant ? $"{(int)e.Value}" : write(e);

    private static Expr? Seed(Expr e) => e.Nodes().FirstOrDefault(n => n.Op == Op.Uniform)?[0];

    private static Expr? Selection(Expr e) => e.Nodes().LastOrDefault(n => n.Op == Op.TopK);

    private static bool Equal(Expr e, Term word) => e.Equals(word.Expr);

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
