using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>
/// What an expression is worth, in double: one number for a scalar, one an element for a row. It shares no code with the compiler.
/// A scale is held as its logarithm, so that e^10000 is a scale like any other. An anchor stands for any power of two near the largest
/// exponential of its rows: this one is off by <paramref name="anchorOffset"/> powers, and no result may depend on it.
/// With <paramref name="noise"/> every result is off in its last places, which shows how well the value can be known at all.
/// </summary>
internal sealed class Interpreter(Inputs inputs, double anchorOffset = 0, Random? noise = null, double noiseLevel = 1e-14)
{
    private readonly Dictionary<Expr, double[]> _values = [];

    /// <summary>For a part of a row: the whole, the part's place in it, and the whole's length.</summary>
    public Inputs? Whole { get; init; }
    public int Start { get; init; }

    private Inputs Row => Whole ?? inputs;

    /// <summary>Whether every value met on the way was an ordinary number: finite, and not so small that it has lost its digits.</summary>
    public bool StayedOrdinary => _values.Values.All(v => v.All(x => x == 0 || Math.Abs(x) is > 1e-250 and < double.PositiveInfinity));

    /// <summary>Fixes the value of a node, as a level does for what it keeps.</summary>
    public double this[Expr known]
    {
        get => Evaluate(known)[0];
        set => _values[known] = [value];
    }

    public double[] Evaluate(Expr e)
    {
        if (!_values.TryGetValue(e, out var value)) _values[e] = value = Noisy(e, Compute(e));
        return value;
    }

    /// <summary>The largest magnitude met on the way.</summary>
    public double Largest => _values.Values.SelectMany(v => v).Max(Math.Abs);

    private double[] Noisy(Expr e, double[] value) =>
        noise is null || e.Op is Op.TopK or Op.ChosenAt or Op.Mask or Op.Position or Op.Positions or Op.Constant || e.Op.IsMask() ? value
        : [.. value.Select(v => v * (1 + (noiseLevel * ((2 * noise.NextDouble()) - 1))))];

    private double[] Compute(Expr e)
    {
        var a = e.Op is Op.Anchor or Op.Magnitude or Op.Center ? [] : e.Arguments.Select(Evaluate).ToArray();
        return e.Op switch
        {
            Op.Constant => [e.Value],
            Op.Row or Op.Mask => inputs.Rows[e.Name!],
            Op.Scalar or Op.Position => [inputs.Scalars[e.Name!]],
            Op.Length => [Row.Length],
            Op.Positions => [.. Enumerable.Range(0, inputs.Length).Select(i => (double)(Start + i))],
            Op.Pick => [Row.Rows[e[0].Name!][(int)a[1][0]]],
            Op.Anchor => [Anchor(e)],
            Op.Magnitude => [Magnitude(e)],
            Op.Center => throw new InvalidOperationException($"{e} is not known"),
            Op.Accumulator => throw new InvalidOperationException($"{e} is not known"),
            // How many are chosen must not hang on a last place.
            Op.TopK => Chosen(Broadcast(a[0]), 1 + Math.Abs(e[1].GetHashCode() % 3)),
            Op.Chosen => a[0][..(a[0].Length / 2)],
            Op.ChosenAt => a[0][(a[0].Length / 2)..],
            _ when Reduced(e) is { } reduce => [reduce(Broadcast(a[0]))],
            _ => Map(a, e.IsRow, Function(e)),
        };
    }

    private static double[] Map(double[][] a, bool isRow, Func<double[], double> f)
    {
        int n = isRow ? a.Max(v => v.Length) : 1;
        return [.. Enumerable.Range(0, n).Select(i => f([.. a.Select(v => v[v.Length == 1 ? 0 : i])]))];
    }

    private double[] Broadcast(double[] value) => value.Length == 1 ? [.. Enumerable.Repeat(value[0], inputs.Length)] : value;

    // The logarithm of the power of two: of the largest exponential, but of no less than 1 where the anchor says so.
    private double Anchor(Expr e)
    {
        double largest = e.Arguments.SelectMany(Evaluate).Append(e.Value == 1 ? 0 : double.NegativeInfinity).Max();
        return (Math.Round(largest / Math.Log(2)) + anchorOffset) * Math.Log(2);
    }

    // The logarithm of the power of two above the largest element; 0 where all are 0.
    private double Magnitude(Expr e)
    {
        double largest = Evaluate(e[0]).Max(Math.Abs);
        return largest == 0 ? 0 : (Math.Floor(Math.Log2(largest)) + 1 + anchorOffset) * Math.Log(2);
    }

    // The elements, and behind them their indices. Which of equals comes first a double does not know: what it has rounded to equals may differ.
    private static double[] Chosen(double[] row, int k)
    {
        int[] order = [.. Enumerable.Range(0, row.Length).OrderByDescending(i => row[i]).Take(k)];
        bool invalid = row.Any(double.IsNaN) || row.Distinct().Count() < row.Length;
        double At(int i, Func<int, double> of, double missing, double none) => invalid ? none : i < order.Length ? of(order[i]) : missing;
        return [.. Enumerable.Range(0, k).Select(i => At(i, j => row[j], double.NegativeInfinity, double.NaN)), .. Enumerable.Range(0, k).Select(i => At(i, j => j, -1, double.NaN))];
    }

    private static Func<double[], double>? Reduced(Expr e) => e.Op switch
    {
        Op.Sum => v => v.Sum(),
        Op.Highest => v => v.Aggregate(double.NegativeInfinity, Math.Max),
        Op.Lowest => v => v.Aggregate(double.PositiveInfinity, Math.Min),
        Op.Product => v => v.Aggregate(1.0, (p, x) => p * x),
        Op.ArgMax => v => Array.IndexOf(v, v.Max()),
        _ => null,
    };

    private static Func<double[], double> Function(Expr e) => e.Op switch
    {
        Op.Neg => v => -v[0],
        Op.Add => v => v[0] + v[1],
        Op.Sub => v => v[0] - v[1],
        Op.Mul => v => v[0] * v[1],
        Op.Div => v => v[0] / v[1],
        Op.Exp => v => Math.Exp(v[0]),
        Op.Exp2 => v => Math.Pow(2, v[0]),
        Op.Expm1 => v => Expm1(v[0]),
        Op.Log => v => Math.Log(v[0]),
        Op.Log2 => v => Math.Log2(v[0]),
        Op.Log1p => v => Log1p(v[0]),
        Op.Sqrt => v => Math.Sqrt(v[0]),
        Op.Pow => v => Math.Pow(v[0], v[1]),
        Op.Abs => v => Math.Abs(v[0]),
        Op.Sign => v => double.IsNaN(v[0]) ? double.NaN : Math.Sign(v[0]),
        Op.Relu => v => Math.Max(v[0], 0),
        Op.Min => v => Math.Min(v[0], v[1]),
        Op.Max => v => Math.Max(v[0], v[1]),
        Op.Sigmoid => v => 1 / (1 + Math.Exp(-v[0])),
        Op.Tanh => v => Math.Tanh(v[0]),
        Op.Softplus => v => LogAddExp(0, v[0]),
        Op.LogAddExp => v => LogAddExp(v[0], v[1]),
        Op.Round => v => Math.Round(v[0]),
        Op.Floor => v => Math.Floor(v[0]),
        Op.Sin => v => Math.Sin(v[0]),
        Op.Cos => v => Math.Cos(v[0]),
        Op.Less => v => v[0] < v[1] ? 1 : 0,
        Op.LessOrEqual => v => v[0] <= v[1] ? 1 : 0,
        Op.Equal => v => v[0] == v[1] ? 1 : 0,
        Op.And => v => v[0] != 0 && v[1] != 0 ? 1 : 0,
        Op.Or => v => v[0] != 0 || v[1] != 0 ? 1 : 0,
        Op.Not => v => v[0] == 0 ? 1 : 0,
        Op.Select => v => v[0] != 0 ? v[1] : v[2],
        // Scales, as logarithms.
        Op.Identity => _ => 0,
        Op.LogOf or Op.LogScale => v => v[0],
        Op.ScalePower => v => v[0] * e.Value,
        Op.ScaleProduct => v => v[0] + v[1],
        Op.ScaleMax => v => Math.Max(v[0], v[1]),
        Op.ScaledExp => v => Math.Exp(v[0] - v[1]),
        Op.OwnExp => v => Math.Exp(v[0] + v[1]) * v[2],
        Op.ScaledExpm1 => v => v[1] > 300 ? Math.Exp(v[0] - v[1]) - Math.Exp(-v[1]) : Expm1(v[0]) / Math.Exp(v[1]),
        Op.Rescale => v => v[0] * Math.Exp(v[1]),
        Op.InverseMass => v => v[0] == 0 ? 0 : double.IsPositiveInfinity(v[1]) ? double.NaN : 1 / v[0],
        Op.LogMass => v => v[0] == 0 ? 0 : double.IsPositiveInfinity(v[0]) ? double.NaN : Math.Log(v[0]),
        Op.Floored => v => Math.Max(v[0], v[1] - 740),
        _ => throw new InvalidOperationException($"{e.Op} has no value"),
    };

    private static double Log1p(double x) => Math.Abs(x) > 1e-4 ? Math.Log(1 + x) : x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4);

    private static double Expm1(double x) => Math.Abs(x) > 1e-3 ? Math.Exp(x) - 1 : x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5))))))));

    private static double LogAddExp(double a, double b) =>
        double.IsNegativeInfinity(Math.Max(a, b)) ? double.NegativeInfinity : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));
}
