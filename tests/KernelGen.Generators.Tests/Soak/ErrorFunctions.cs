extern alias Library;

using KernelGen.Generators.Algebra;
using Values = Library::KernelGen.RowMath;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>How each operation passes on what its arguments are off by.</summary>
internal static class ErrorFunctions
{
    public static Estimate Apply(Op op, Estimate a) => op switch
    {
        Op.Neg => -a,
        Op.Abs => Estimate.Exact(Extended.Abs(a.Value), a.Error),
        Op.Relu => Estimate.Exact(Extended.Max(a.Value, 0), a.Error),
        Op.Exp => a.Monotone(Extended.Exp),
        Op.Exp2 => a.Monotone(Extended.Exp2),
        Op.Expm1 => a.Monotone(Extended.Expm1),
        Op.Log => Positive(a, 0) ? a.Monotone(Extended.Log) : Undecided(a, Extended.Log),
        Op.Log2 => Positive(a, 0) ? a.Monotone(Extended.Log2) : Undecided(a, Extended.Log2),
        Op.Log1p => Positive(a, -1) ? a.Monotone(Extended.Log1p) : Undecided(a, Extended.Log1p),
        Op.Sqrt => a.Low >= 0 ? a.Monotone(Extended.Sqrt) : Undecided(a, Extended.Sqrt),
        Op.Sigmoid => a.Monotone(Extended.Sigmoid),
        Op.Tanh => a.Monotone(Extended.Tanh),
        Op.Softplus => a.Monotone(Extended.Softplus),
        Op.Sign when a.IsUnknown => Estimate.Unknown(Extended.Sign(a.Value)),
        Op.Sign => Estimate.Compare(a, Estimate.Exactly(0)) is null ? Estimate.Exact(Extended.Sign(a.Value), 2) : Estimate.Exactly(Extended.Sign(a.Value)),
        Op.Round => Stepped(a, Extended.Round),
        Op.Floor => Stepped(a, Extended.Floor),
        Op.Sin => Estimate.Rounded(Extended.Sin(a.Value), Periodic(a)),
        Op.Cos => Estimate.Rounded(Extended.Cos(a.Value), Periodic(a)),
        _ => throw new InvalidOperationException($"{op} has no error"),
    };

    public static Estimate Apply(Op op, Estimate a, Estimate b) => op switch
    {
        Op.Add => a + b,
        Op.Sub => a - b,
        Op.Mul => a * b,
        Op.Div => a / b,
        Op.Min => Estimate.Exact(Extended.Min(a.Value, b.Value), Estimate.Larger(a.Error, b.Error)),
        Op.Max => Estimate.Exact(Extended.Max(a.Value, b.Value), Estimate.Larger(a.Error, b.Error)),
        // Where the two cancel, what is left is off by a unit of the smaller.
        Op.LogAddExp => Estimate.Rounded(Extended.LogAddExp(a.Value, b.Value), Estimate.Larger(a.Error, b.Error) + (Estimate.Unit * 1e-5)),
        Op.Pow => Power(a, b),
        _ => throw new InvalidOperationException($"{op} has no error"),
    };

    public static Estimate Select((bool Value, bool Known) mask, Estimate then, Estimate otherwise)
    {
        var (chosen, other) = mask.Value ? (then, otherwise) : (otherwise, then);
        return mask.Known ? chosen : Estimate.Exact(chosen.Value, chosen.Error + other.Error + Extended.Abs(then.Value - otherwise.Value));
    }

    public static Estimate Reduce(Op op, Estimate[] row)
    {
        switch (op)
        {
            case Op.Sum:
                if (row.Length == 0) return Estimate.Exactly(0);
                var sum = row.Aggregate(Extended.Vanished, (s, v) => s + v.Value);
                var magnitude = row.Aggregate(Extended.Vanished, (s, v) => s + Extended.Abs(v.Value));
                var off = row.Aggregate((Extended)0, (s, v) => s + v.Error);
                return Estimate.Rounded(sum, !sum.IsFinite ? off : off + (magnitude * Estimate.Unit));
            case Op.Highest:
                return Estimate.Exact(row.Aggregate((Extended)double.NegativeInfinity, (m, v) => Extended.Max(m, v.Value)), Widest(row));
            case Op.Lowest:
                return Estimate.Exact(row.Aggregate((Extended)double.PositiveInfinity, (m, v) => Extended.Min(m, v.Value)), Widest(row));
            case Op.Product:
                return row.Aggregate(Estimate.Exactly(1), (p, v) => p * v) is var product && row.Any(v => v.Value.IsZero || !v.Value.IsFinite) ? Estimate.Unknown(product.Value)
                    : row.Sum(v => Math.Abs(Extended.Log(Extended.Abs(v.Value)).ToDouble())) > 600 ? Estimate.Unknown(product.Value) : product;
            default:
                var highest = Reduce(Op.Highest, row).Value;
                int at = Array.FindIndex(row, v => v.Value == highest);
                bool clear = at < 0 || row[at].IsUnknown ? !row.Any(v => v.IsUnknown) : row.Index().All(v => v.Index == at || Estimate.Compare(v.Item, row[at]) < 0);
                return clear ? Estimate.Exactly(at) : Estimate.Unknown(at);
        }
    }

    /// <summary>A threshold moves no further than the element that moves the farthest: it is monotone, and moves along with the whole row.</summary>
    public static Estimate Threshold(Estimate[] row, double power, Estimate sum)
    {
        Extended At(Extended s) => Values.Threshold(new Row(new Lanes<Extended>([.. row.Select(v => v.Value)])), power, new Scalar(s)).Value;
        var value = At(sum.Value);
        if (!value.IsFinite) return Estimate.Rounded(value, Widest(row));
        if (!(sum.Low > 0)) return Estimate.Unknown(value);
        return Estimate.Rounded(value, Widest(row) + (At(sum.Low) - At(sum.High)) + (Estimate.Unit * Math.Pow(sum.Value.ToDouble(), 1 / power)));
    }

    private static Extended Widest(Estimate[] row) => row.Select(v => v.Error).Aggregate((Extended)0, Estimate.Larger);

    private static bool Positive(Estimate a, double limit) => a.Low > limit;

    // Not surely within the domain: known only if it is exact.
    private static Estimate Undecided(Estimate a, Func<Extended, Extended> f) => a.Error.IsZero ? Estimate.Exactly(f(a.Value)) : Estimate.Unknown(f(a.Value));

    private static Estimate Stepped(Estimate a, Func<Extended, Extended> f) =>
        a.Error.IsZero ? Estimate.Exactly(f(a.Value)) : a.IsUnknown ? Estimate.Unknown(f(a.Value)) : Estimate.Exact(f(a.Value), f(a.High) - f(a.Low));

    // What may be infinite has no sine.
    private static Extended Periodic(Estimate a) => a.IsUnknown || a.Error < 2 ? a.Error : 2;

    private static Estimate Power(Estimate a, Estimate b)
    {
        var value = Extended.Pow(a.Value, b.Value);
        if (a.IsUnknown || b.IsUnknown) return Estimate.Unknown(value);
        // Here a power and the root or the product it is written as differ.
        if (!a.Value.IsFinite && a.Value < 0) return Estimate.Unknown(value);
        // As 1 / 0: the sign of the zero decides, and a description has zeros without one.
        if (a.Value.IsZero && b.Value < 0) return Estimate.Unknown(value);
        if (a.Error.IsZero && b.Error.IsZero) return Estimate.Rounded(value, 0);
        if (b.Error.IsZero && Extended.Floor(b.Value) == b.Value && b.Value > 0)
            return Estimate.Rounded(value, Extended.Pow(Extended.Abs(a.Value) + a.Error, b.Value) - Extended.Abs(value));
        if (!(a.Low > 0)) return Estimate.Unknown(value);
        var exponent = b * a.Monotone(Extended.Log);
        return exponent.Monotone(Extended.Exp) with { Value = value };
    }
}
