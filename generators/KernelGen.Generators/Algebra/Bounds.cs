namespace KernelGen.Generators.Algebra;

/// <summary>
/// What is known of an expression's values for every input, by interval arithmetic. Sums of what cannot be negative are known not to be;
/// inputs may be anything. Conditions of laws and the choice of scales rest on it, so it only ever says too little.
/// </summary>
internal readonly record struct Bounds(double Low, double High)
{
    private const double Infinity = double.PositiveInfinity;

    public static readonly Bounds Any = new(-Infinity, Infinity);
    public static readonly Bounds NonNegative = new(0, Infinity);

    public bool IsNonNegative => Low >= 0;
    public bool IsPositive => Low > 0;
    public bool IsNonPositive => High <= 0;

    /// <summary>Magnitude at most <paramref name="limit"/>.</summary>
    public bool Within(double limit) => Low >= -limit && High <= limit;

    /// <summary>Each node computes its own once.</summary>
    public static Bounds Of(Expr e) => e.Bounds;

    public static Bounds Compute(Expr e) => e.Op switch
    {
        Op.Constant => new(e.Value, e.Value),
        Op.Length or Op.Positions or Op.Position or Op.Room => NonNegative,
        Op.Neg => -Of(e[0]),
        Op.Add => Of(e[0]) + Of(e[1]),
        Op.Sub => e[0].Equals(e[1]) ? new(0, 0) : IsPartOf(e[1], Op.Max, e[0]) ? new(-Infinity, 0) : Of(e[0]) + -Of(e[1]),
        Op.Mul or Op.Div => Product(Parts.Factors(e)),
        Op.Exp or Op.Exp2 or Op.ScaledExp => Exponential(e.Op, Of(e[0])),
        Op.OwnExp => Of(e[2]).IsNonNegative ? NonNegative : Any,
        Op.Expm1 or Op.ScaledExpm1 => new(Of(e[0]).Low >= 0 ? 0 : e.Op == Op.Expm1 ? -1 : -Infinity, Infinity),
        Op.Log1p or Op.Sign => Monotone(Of(e[0]), e.Op == Op.Sign ? 1 : Infinity),
        Op.Sqrt => NonNegative,
        Op.Softplus => NonNegative,
        Op.Abs => Of(e[0]).Magnitude(),
        Op.Relu => new(Math.Max(0, Of(e[0]).Low), Math.Max(0, Of(e[0]).High)),
        Op.Pow => Power(Of(e[0]), e[1]),
        Op.Min => new(Math.Min(Of(e[0]).Low, Of(e[1]).Low), Math.Min(Of(e[0]).High, Of(e[1]).High)),
        Op.Max => new(Math.Max(Of(e[0]).Low, Of(e[1]).Low), Math.Max(Of(e[0]).High, Of(e[1]).High)),
        Op.Sigmoid => new(0, 1),
        Op.Tanh or Op.Sin or Op.Cos => new(-1, 1),
        Op.Round or Op.Floor => new(Math.Floor(Of(e[0]).Low), Math.Ceiling(Of(e[0]).High)),
        Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not => new(0, 1),
        Op.Select => new(Math.Min(Of(e[1]).Low, Of(e[2]).Low), Math.Max(Of(e[1]).High, Of(e[2]).High)),
        Op.Sum or Op.Cumulative => Of(e[0]) is { IsNonNegative: true } ? NonNegative : Of(e[0]).IsNonPositive ? new(-Infinity, 0) : Any,
        Op.Highest or Op.Lowest => Of(e[0]),
        Op.Product => Of(e[0]).IsNonNegative ? NonNegative : Any,
        Op.ArgMax or Op.ChosenAt => new(-1, Infinity),
        Op.At when e.Value == 1 => new(0, 1),
        Op.Uniform => new(1.0 / (1L << 32), 1),
        Op.InverseMass => Of(e[0]).IsNonNegative ? NonNegative : Any,
        Op.Rescale when e[1] is { Op: Op.ScalePower, Value: -1 } scale && scale[0].Op == Op.Magnitude && scale[0][0].Equals(e[0]) => Of(e[0]).IsNonNegative ? new(0, 1) : new(-1, 1),
        Op.Rescale => Of(e[0]).IsNonNegative ? NonNegative : Of(e[0]).IsNonPositive ? new(-Infinity, 0) : Any,
        _ => Any,
    };

    // A factor that occurs twice is a square, wherever it stands.
    private static Bounds Product(IEnumerable<Part> factors)
    {
        var product = new Bounds(1, 1);
        foreach (var equal in factors.GroupBy(f => f))
        {
            var bounds = equal.Key.Inverse ? Of(equal.Key.Expr).Inverse() : Of(equal.Key.Expr);
            int count = equal.Count();
            for (int i = 0; i < count / 2; i++) product *= bounds.Squared();
            if (count % 2 == 1) product *= bounds;
        }
        return product;
    }

    private static Bounds Exponential(Op op, Bounds x) => op switch
    {
        Op.Exp => new(Math.Exp(x.Low), Math.Exp(x.High)),
        Op.Exp2 => new(Math.Pow(2, x.Low), Math.Pow(2, x.High)),
        _ => NonNegative,
    };

    private static Bounds Power(Bounds x, Expr power)
    {
        double high = x.Within(1) && Of(power).IsNonNegative ? 1 : Infinity;
        return IsEven(power) || x.IsNonNegative ? new(0, high) : new(-high, high);
    }

    private static Bounds Monotone(Bounds x, double limit) => new(x.Low >= 0 ? 0 : -limit, x.High <= 0 ? 0 : limit);

    // One of several of which the largest is taken.
    private static bool IsPartOf(Expr extreme, Op op, Expr e) => extreme.Op == op && extreme.Arguments.Any(a => a.Equals(e) || IsPartOf(a, op, e));

    private static bool IsEven(Expr power) => power.Op == Op.Constant && power.Value % 2 == 0;

    public static Bounds operator -(Bounds a) => new(-a.High, -a.Low);

    public static Bounds operator +(Bounds a, Bounds b) => new(Known(a.Low + b.Low, -Infinity), Known(a.High + b.High, Infinity));

    public static Bounds operator *(Bounds a, Bounds b)
    {
        double p = Times(a.Low, b.Low), q = Times(a.Low, b.High), r = Times(a.High, b.Low), s = Times(a.High, b.High);
        return new(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    private Bounds Squared() => Magnitude() * Magnitude();

    private Bounds Magnitude() => Low >= 0 ? this : High <= 0 ? -this : new(0, Math.Max(-Low, High));

    private Bounds Inverse() => Low > 0 || High < 0 ? new(1 / High, 1 / Low) : Low >= 0 ? NonNegative : High <= 0 ? new(-Infinity, 0) : Any;

    // 0 times an unbounded end is 0: the end itself is never reached by a finite input.
    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static double Known(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
}
