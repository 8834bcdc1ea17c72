using KernelGen.Generators.Algebra;

namespace KernelGen.Analyzers.Replacing;

/// <summary>
/// What a formula is worth for inputs drawn once and for all: two formulas that agree on a few of them are the same, whichever way they
/// were written. A proof by algebra would need a canonical form of all the ways to write a variance.
/// </summary>
internal sealed class Sample(int seed, IReadOnlyDictionary<string, int> order)
{
    private const int Length = 7;

    private readonly Dictionary<Expr, double[]> _known = [];

    /// <summary>One number for a scalar, one an element for a row.</summary>
    public double[] this[Expr e]
    {
        get
        {
            if (!_known.TryGetValue(e, out var value)) _known[e] = value = Compute(e);
            return value;
        }
    }

    public static bool Agree(Expr a, Expr b, IReadOnlyDictionary<string, int> order) =>
        a.IsRow == b.IsRow && Enumerable.Range(1, 3).All(seed =>
        {
            var sample = new Sample(seed, order);
            return sample[a].Zip(sample[b], (p, q) => Math.Abs(p - q) <= 1e-9 * (1 + Math.Abs(q))).All(near => near);
        });

    private double[] Compute(Expr e) => e.Op switch
    {
        Op.Constant => [e.Value],
        Op.Length => [Length],
        Op.Row => Draw(e.Name!, Length, -2, 2),
        Op.Scalar => Draw(e.Name!, 1, 0.25, 1.5),
        Op.Position => [3],
        Op.Positions => [.. Enumerable.Range(0, Length).Select(i => (double)i)],
        Op.Pick => [Row(e[0])[Math.Min(Length - 1, (int)Math.Abs(this[e[1]][0]))]],
        Op.Sum => [Row(e[0]).Sum()],
        Op.Highest => [Row(e[0]).Max()],
        Op.Lowest => [Row(e[0]).Min()],
        Op.Product => [Row(e[0]).Aggregate(1.0, (p, v) => p * v)],
        Op.ArgMax => [Array.IndexOf(Row(e[0]), Row(e[0]).Max())],
        _ => Map(e),
    };

    private double[] Row(Expr e) => this[e] is { Length: 1 } single ? [.. Enumerable.Repeat(single[0], Length)] : this[e];

    private double[] Map(Expr e)
    {
        var arguments = e.Arguments.Select(a => this[a]).ToList();
        int length = arguments.Max(a => a.Length);
        return [.. Enumerable.Range(0, length).Select(i => Element(e.Op, [.. arguments.Select(a => a[a.Length == 1 ? 0 : i])]))];
    }

    private static double Element(Op op, double[] a) => op switch
    {
        Op.Neg => -a[0],
        Op.Add => a[0] + a[1],
        Op.Sub => a[0] - a[1],
        Op.Mul => a[0] * a[1],
        Op.Div => a[0] / a[1],
        Op.Exp => Math.Exp(a[0]),
        Op.Exp2 => Math.Pow(2, a[0]),
        Op.Expm1 => Math.Exp(a[0]) - 1,
        Op.Log => Math.Log(a[0]),
        Op.Log2 => Math.Log(a[0], 2),
        Op.Log1p => Math.Log(1 + a[0]),
        Op.Sqrt => Math.Sqrt(a[0]),
        Op.Pow => Math.Pow(a[0], a[1]),
        Op.Abs => Math.Abs(a[0]),
        Op.Sign => Math.Sign(a[0]),
        Op.Relu => Math.Max(a[0], 0),
        Op.Min => Math.Min(a[0], a[1]),
        Op.Max => Math.Max(a[0], a[1]),
        Op.Sigmoid => 1 / (1 + Math.Exp(-a[0])),
        Op.Tanh => Math.Tanh(a[0]),
        Op.Softplus => Math.Log(1 + Math.Exp(a[0])),
        Op.Select => a[0] != 0 ? a[1] : a[2],
        Op.Less => a[0] < a[1] ? 1 : 0,
        Op.LessOrEqual => a[0] <= a[1] ? 1 : 0,
        Op.Equal => a[0] == a[1] ? 1 : 0,
        Op.Not => a[0] == 0 ? 1 : 0,
        Op.And => a[0] * a[1],
        Op.Or => Math.Max(a[0], a[1]),
        _ => double.NaN,
    };

    private double[] Draw(string name, int length, double low, double high)
    {
        // Knuth's multiplicative sequence: the same inputs in every process.
        uint state = (uint)((seed * 7919) + (order.TryGetValue(name, out int place) ? place : order.Count) + 1);
        return [.. Enumerable.Range(0, length).Select(_ => low + ((high - low) * ((state = unchecked((state * 1664525) + 1013904223)) / (double)uint.MaxValue)))];
    }
}
