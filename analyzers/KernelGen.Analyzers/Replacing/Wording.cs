using System.Globalization;
using KernelGen.Generators.Algebra;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A formula in the language of descriptions. The words are written with their class: the user's file may have others of that name.</summary>
internal static class Wording
{
    private static readonly Dictionary<Op, string> Words = new[]
    {
        Op.Exp, Op.Exp2, Op.Expm1, Op.Log, Op.Log2, Op.Log1p, Op.Sqrt, Op.Pow, Op.Abs, Op.Sign, Op.Relu, Op.Min, Op.Max, Op.Sigmoid, Op.Tanh,
        Op.Softplus, Op.Round, Op.Floor, Op.Sin, Op.Cos, Op.Select, Op.Sum, Op.Product, Op.ArgMax,
    }.ToDictionary(op => op, op => op.ToString());

    static Wording() => (Words[Op.Highest], Words[Op.Lowest]) = ("Max", "Min");

    private enum Binding { Sum, Product, Atom }

    /// <summary>Null where the language has no word for a part of it.</summary>
    /// <param name="names">What its leaves are called.</param>
    public static string? Of(Expr e, IReadOnlyDictionary<string, string> names) =>
        e.Nodes().All(n => n.Op is Op.Row or Op.Scalar or Op.Constant or Op.Length or Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div || Words.ContainsKey(n.Op)) ? Write(e, names).Text : null;

    private static (string Text, Binding Binding) Write(Expr e, IReadOnlyDictionary<string, string> names)
    {
        string In(Expr part, Binding least) => Write(part, names) is var (text, binding) && binding >= least ? text : $"({text})";
        return e.Op switch
        {
            Op.Row or Op.Scalar => (names[e.Name!], Binding.Atom),
            Op.Constant when double.IsNegativeInfinity(e.Value) => ("RowMath.NegativeInfinity", Binding.Atom),
            Op.Constant => (e.Value.ToString("R", CultureInfo.InvariantCulture), e.Value < 0 ? Binding.Product : Binding.Atom),
            // Every kernel has a row, and all of its rows have one length.
            Op.Length => ($"{names.Values.First()}.Length", Binding.Atom),
            Op.Neg => ($"-{In(e[0], Binding.Atom)}", Binding.Product),
            Op.Add => ($"{In(e[0], Binding.Sum)} + {In(e[1], Binding.Sum)}", Binding.Sum),
            Op.Sub => ($"{In(e[0], Binding.Sum)} - {In(e[1], Binding.Product)}", Binding.Sum),
            Op.Mul when e[0].Equals(e[1]) && e[0].Op != Op.Row => ($"RowMath.Square({Write(e[0], names).Text})", Binding.Atom),
            Op.Mul => ($"{In(e[0], Binding.Product)} * {In(e[1], Binding.Product)}", Binding.Product),
            Op.Div when Composite(e) is var (word, row) => ($"{word}({Write(row, names).Text})", Binding.Atom),
            Op.Div => ($"{In(e[0], Binding.Product)} / {In(e[1], Binding.Atom)}", Binding.Product),
            _ => ($"RowMath.{Words[e.Op]}({string.Join(", ", e.Arguments.Select(a => Write(a, names).Text))})", Binding.Atom),
        };
    }

    /// <summary>The quotients that have a name.</summary>
    private static (string Word, Expr Row)? Composite(Expr quotient)
    {
        var (above, below) = (quotient[0], quotient[1]);
        if (above.Op == Op.Sum && below.Op == Op.Length)
            return quotient.Equals(RowMath.Variance(Deviating(above[0])).Expr) ? ("RowMath.Variance", Deviating(above[0])) : ("RowMath.Mean", above[0]);
        return above is { Op: Op.Exp, IsRow: true } && below.Equals(Expr.Of(Op.Sum, above)) ? ("Normalizers.Softmax", above[0]) : null;
    }

    // The x of (x − mean)².
    private static Expr Deviating(Expr square) => square.Op == Op.Mul && square[0].Op == Op.Sub ? square[0][0] : square;
}
