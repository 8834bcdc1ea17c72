using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers.Reading;

/// <summary>How mathematics is spelled in .NET: a row a function, whichever class has it.</summary>
internal static class Spellings
{
    private static readonly Dictionary<string, Func<Term[], Term>> Elementary = new()
    {
        ["Exp"] = a => RowMath.Exp(a[0]),
        ["Exp2"] = a => RowMath.Exp2(a[0]),
        ["Exp10"] = a => RowMath.Exp(a[0] * Math.Log(10)),
        ["ExpM1"] = a => RowMath.Exp(a[0]) - 1,
        ["Log"] = a => a.Length == 1 || IsE(a[1]) ? RowMath.Log(a[0]) : RowMath.Log(a[0]) / RowMath.Log(a[1]),
        ["Log2"] = a => RowMath.Log(a[0]) / Math.Log(2),
        ["Log10"] = a => RowMath.Log(a[0]) / Math.Log(10),
        ["LogP1"] = a => RowMath.Log(1 + a[0]),
        ["Sqrt"] = a => RowMath.Sqrt(a[0]),
        ["ReciprocalSqrt"] = a => 1 / RowMath.Sqrt(a[0]),
        ["ReciprocalSqrtEstimate"] = a => 1 / RowMath.Sqrt(a[0]),
        ["Reciprocal"] = a => 1 / a[0],
        ["Pow"] = a => Power(a[0], a[1]),
        ["Abs"] = a => RowMath.Abs(a[0]),
        ["Negate"] = a => -a[0],
        ["Max"] = a => RowMath.Max(a[0], a[1]),
        ["Min"] = a => RowMath.Min(a[0], a[1]),
        ["Clamp"] = a => RowMath.Clamp(a[0], a[1], a[2]),
        ["Tanh"] = a => RowMath.Tanh(a[0]),
        ["Sign"] = a => RowMath.Sign(a[0]),
        ["Sin"] = a => RowMath.Sin(a[0]),
        ["Cos"] = a => RowMath.Cos(a[0]),
        ["Round"] = a => RowMath.Round(a[0]),
        ["Floor"] = a => RowMath.Floor(a[0]),
        ["Sigmoid"] = a => RowMath.Sigmoid(a[0]),
        ["FusedMultiplyAdd"] = a => (a[0] * a[1]) + a[2],
        ["MultiplyAdd"] = a => (a[0] * a[1]) + a[2],
        ["MultiplyAddEstimate"] = a => (a[0] * a[1]) + a[2],
        ["AddMultiply"] = a => (a[0] + a[1]) * a[2],
        ["Add"] = a => a[0] + a[1],
        ["Subtract"] = a => a[0] - a[1],
        ["Multiply"] = a => a[0] * a[1],
        ["Divide"] = a => a[0] / a[1],
        ["SoftMax"] = a => RowMath.Exp(a[0]) / RowMath.Sum(RowMath.Exp(a[0])),
    };

    private static readonly Dictionary<string, Func<Term[], Term>> Reductions = new()
    {
        ["Sum"] = a => RowMath.Sum(a[0]),
        ["Max"] = a => RowMath.Max(a[0]),
        ["Min"] = a => RowMath.Min(a[0]),
        ["Average"] = a => RowMath.Sum(a[0]) / a[0].Length,
        ["Product"] = a => RowMath.Product(a[0]),
        ["Dot"] = a => RowMath.Sum(a[0] * a[1]),
        ["Norm"] = a => RowMath.Sqrt(RowMath.Sum(a[0] * a[0])),
        ["SumOfSquares"] = a => RowMath.Sum(a[0] * a[0]),
        ["SumOfMagnitudes"] = a => RowMath.Sum(RowMath.Abs(a[0])),
        ["IndexOfMax"] = a => RowMath.ArgMax(a[0]),
        ["Count"] = a => a[0].Length,
        ["LongCount"] = a => a[0].Length,
    };

    /// <summary>What a call of Math, MathF, a number type or a static abstract of one computes; null for what is not in the table.</summary>
    public static Expr? Function(IMethodSymbol method, IReadOnlyList<Expr> arguments) =>
        IsMathematics(method.ContainingType) ? Apply(Elementary, method.Name, arguments) : null;

    /// <summary>What a method of TensorPrimitives computes: a row if it writes one.</summary>
    public static Expr? Tensor(IMethodSymbol method, IReadOnlyList<Expr> arguments) =>
        method.Name == "Sigmoid" && !method.ReturnsVoid ? null : Apply(method.ReturnsVoid ? Elementary : Reductions, method.Name, arguments);

    /// <summary>What a reduction of LINQ computes.</summary>
    public static Expr? Reduction(string name, Expr row) => Apply(Reductions, name, [row]);

    public static bool IsTensor(IMethodSymbol method) => method.ContainingType is { Name: "TensorPrimitives" };

    public static bool IsLinq(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable" or "ParallelEnumerable", ContainingNamespace.Name: "Linq" };

    private static bool IsMathematics(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || (type is { Name: "Math" or "MathF" or "Half" or "IExponentialFunctions" or "ILogarithmicFunctions" or "IRootFunctions" or "IPowerFunctions" or "INumber" or "INumberBase" or "IHyperbolicFunctions" or "IFloatingPoint" }
            && type.ContainingNamespace is { Name: "System" or "Numerics" });

    private static Expr? Apply(Dictionary<string, Func<Term[], Term>> table, string name, IReadOnlyList<Expr> arguments)
    {
        if (!table.TryGetValue(name, out var apply)) return null;
        try
        {
            return apply([.. arguments.Select(a => (Term)a)]);
        }
        catch (IndexOutOfRangeException)
        {
            // An overload that the table does not have.
            return null;
        }
    }

    // e is often written as a number, and 2^x as a power.
    private static bool IsE(Term x) => x.Expr is { Op: Op.Constant, Value: var value } && Math.Abs(value - Math.E) < 1e-3;

    private static Term Power(Term x, Term power) =>
        x.Expr is { Op: Op.Constant, Value: > 1 } b ? RowMath.Exp(IsE(x) ? power : power * Math.Log(b.Value))
        : power.Expr.IsConstant(2) ? x * x
        : power.Expr.IsConstant(0.5) ? RowMath.Sqrt(x)
        : RowMath.Pow(x, power);
}
