using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes row expressions for one target as statements on vectors. A value used more than once becomes a local; the rest nests.
/// Sums whose terms may leave the range of float are taken in double: their arithmetic is done on widened halves, functions stay float.
/// </summary>
internal sealed class RowEmitter(Target target, CodeWriter writer, Names names, Prologue prologue, IReadOnlyDictionary<Expr, int> uses, string index, string range = "TRange")
{
    private readonly Dictionary<Expr, string> _narrow = [];
    private readonly Dictionary<(Expr, string), string> _wide = [];
    private readonly Dictionary<Expr, string> _indices = [];

    /// <summary>Loads a row, or <paramref name="left"/> elements of it.</summary>
    public void Load(Expr row, string? left)
    {
        string reference = References.Of(row), name = names.Fresh((row.Name ?? reference) + "Lanes");
        writer.Line($"var {name} = {(row.Op == Op.Mask ? (left is null ? target.LoadMask(reference, index) : target.LoadMaskPart(reference, index, left)) : left is null ? target.Load(reference, index) : target.LoadPart(reference, index, left))};");
        (row.Op == Op.ChosenAt ? _indices : _narrow)[row] = name;
    }

    public string Narrow(Expr e)
    {
        if (_narrow.TryGetValue(e, out var known)) return known;
        string text = WriteNarrow(e);
        if (!e.IsRow || e.Arguments.IsEmpty || (uses.TryGetValue(e, out int count) ? count : 1) < 2 && !IsLocal(e)) return text;
        string name = names.Fresh(Hint(e));
        writer.Line($"var {name} = {text};");
        return _narrow[e] = name;
    }

    public string Wide(Expr e, string half)
    {
        if (_wide.TryGetValue((e, half), out var known)) return known;
        string text = WriteWide(e, half);
        if (!e.IsRow || (uses.TryGetValue(e, out int count) ? count : 1) < 2) return text;
        string name = names.Fresh(Hint(e) + half);
        writer.Line($"var {name} = {text};");
        return _wide[(e, half)] = name;
    }

    /// <summary>A value as a name: it is read more than once.</summary>
    public string Local(Expr e)
    {
        string text = Narrow(e);
        if (!e.IsRow || _narrow.ContainsKey(e)) return text;
        string name = names.Fresh(Hint(e));
        writer.Line($"var {name} = {text};");
        return _narrow[e] = name;
    }

    private static bool IsLocal(Expr e) => e.Op is Op.ScaledExp or Op.ScaledExpm1 or Op.OwnExp or Op.Exp or Op.Cumulative;

    private static string Hint(Expr e) => e.Op switch
    {
        Op.ScaledExp or Op.ScaledExpm1 or Op.OwnExp or Op.Exp or Op.Expm1 => "e",
        Op.Sub => "d",
        Op.Floored => "f",
        _ when e.Op.IsMask() => "mask",
        _ => "t",
    };

    private string Scalar(Expr e) => e.Op == Op.Constant ? target.Literal(Literals.Float(e.Value)) : prologue.Float(e);

    private string WriteNarrow(Expr e)
    {
        if (!e.IsRow) return Scalar(e);
        switch (e.Op)
        {
            case Op.Positions: return target.Positions(index);
            case Op.ChosenAt: return $"(float){_indices[e]}";
            case Op.At: return $"Selection.At(ref {References.Of(e)}, {Integer(e[0])})";
            case Op.Uniform: return $"{ScalarEmitter.NoiseOf(e)}({Integer(e[1])}, {prologue.Key(e[0])})";
            case Op.Cumulative: return Cumulated(e);
            case Op.Neg: return Negated(Narrow(e[0]));
            case Op.Add when e[0].Op == Op.Mul && Once(e[0]): return target.MultiplyAdd(Narrow(e[0][0]), Narrow(e[0][1]), Narrow(e[1]));
            case Op.Add when e[1].Op == Op.Mul && Once(e[1]): return target.MultiplyAdd(Narrow(e[1][0]), Narrow(e[1][1]), Narrow(e[0]));
            case Op.Add: return $"({Narrow(e[0])} + {Narrow(e[1])})";
            case Op.Sub when IsMeasured(e[1]): return $"(({Narrow(e[0])} - {Narrow(e[1])}) - {prologue.Residue(e[1])})";
            case Op.Sub: return $"({Narrow(e[0])} - {Narrow(e[1])})";
            case Op.Mul when e[1].Op == Op.InverseMass ? !Magnitude.IsTame(e[0]) : e[1] is { Op: Op.Rescale, IsRow: false } && e[1][0].Op == Op.InverseMass: return Quotient(e[0], factor => prologue.InverseDivisor(e[1], factor));
            case Op.Mul: return $"({Narrow(e[0])} * {Narrow(e[1])})";
            case Op.Div when !e[1].IsRow: return Quotient(e[0], factor => prologue.Divisor(e[1], factor));
            case Op.Div: return $"({Narrow(e[0])} / {Narrow(e[1])})";
            case Op.Rescale: return $"(({Narrow(e[0])} * {prologue.Factor(e[1])}) * {prologue.Remainder(e[1])})";
            case Op.ScaledExp when Laws.IsBaseTwo(e[0]): return $"Anchored.Exp2<{range}>({Narrow(e[0][0])}, {prologue.Anchor(e[1])})";
            case Op.ScaledExp: return $"Anchored.Exp<{range}>({Narrow(e[0])}, {prologue.Anchor(e[1])})";
            case Op.ScaledExpm1 when Laws.IsBaseTwo(e[0]): return $"Anchored.Exp2m1<{range}>({Narrow(e[0][0])}, {prologue.Anchor(e[1])})";
            case Op.ScaledExpm1: return $"Anchored.Expm1<{range}>({Narrow(e[0])}, {prologue.Anchor(e[1])})";
            case Op.Expm1 when Laws.IsBaseTwo(e[0]): return $"VectorMath.Exp2m1({Narrow(e[0][0])})";
            case Op.OwnExp when Laws.IsBaseTwo(e[0]): return $"VectorMath.Exp2({Narrow(e[0][0])}, {prologue.Multiple(e)})";
            case Op.OwnExp: return $"VectorMath.Exp({Narrow(e[0])}, {prologue.Multiple(e)})";
            case Op.Floored: return $"Anchored.Floor({Narrow(e[0])}, {prologue.Anchor(e[1])})";
            case Op.InUnits: return $"Anchored.InUnits<{range}>({Narrow(e[0])}{(e.Arguments.Length > 1 ? ", " + prologue.Anchor(e[1]) : "")})";
            case Op.Abs: return target.Abs(Narrow(e[0]));
            case Op.Sqrt: return target.Sqrt(Narrow(e[0]), wide: false);
            case Op.Min: return target.Min(Narrow(e[0]), Narrow(e[1]));
            case Op.Max: return target.Max(Narrow(e[0]), Narrow(e[1]));
            case Op.Round: return target.Round(Narrow(e[0]));
            case Op.Floor: return target.Floor(Narrow(e[0]));
            case Op.Select: return target.Select(Narrow(e[0]), Narrow(e[1]), Narrow(e[2]));
            case Op.And: return target.And(Narrow(e[0]), Narrow(e[1]));
            case Op.Or: return target.Or(Narrow(e[0]), Narrow(e[1]));
            case Op.Not: return target.Not(Narrow(e[0]));
            case Op.Less or Op.LessOrEqual or Op.Equal: return Comparison(e);
            default: return $"VectorMath.{e.Op}({string.Join(", ", e.Arguments.Select(Narrow))})";
        }
    }

    // A mean, a threshold, a log-sum-exp may be nearly all of an element: what is left of it must not be its rounding.
    private static bool IsMeasured(Expr e) => e is { IsRow: false, Op: not Op.Accumulator } && e.Contains(n => n.Op == Op.Accumulator);

    // One element at a time: the sum so far is carried along.
    private string Cumulated(Expr e)
    {
        string sum = prologue.Running(e);
        writer.Line($"{sum} += {Narrow(e[0])};");
        return $"(float){sum}";
    }

    private static string Negated(string text) => text[0] == '-' ? $"-({text})" : "-" + text;

    private bool Once(Expr e) => e.IsRow && !_narrow.ContainsKey(e) && (uses.TryGetValue(e, out int count) ? count : 1) < 2;

    // The divisor carries a power of two that keeps a huge or tiny quotient in range; a difference takes it term by term.
    private string Quotient(Expr above, Func<Expr?, string> by)
    {
        // A scalar factor goes with the divisor, in double: neither the product nor the quotient of the rest need be a float.
        if (above.Op == Op.Mul && !above[0].IsRow && Once(above)) return $"{by(above[0])}.Divide({Narrow(above[1])})";
        if (above.Op == Op.Mul && !above[1].IsRow && Once(above)) return $"{by(above[1])}.Divide({Narrow(above[0])})";
        string divisor = by(null);
        if (above.Op == Op.Sub && !above[1].IsRow && Once(above))
            return $"{divisor}.Divide({Narrow(above[0])}, {Narrow(above[1])})";
        // A product may leave the range of float where the quotient does not: one factor is divided first.
        return above.Op == Op.Mul && above[1].IsRow && Once(above) ? $"({Narrow(above[0])} * {divisor}.Divide({Narrow(above[1])}))" : $"{divisor}.Divide({Narrow(above)})";
    }

    private string Comparison(Expr e)
    {
        var (name, symbol) = e.Op switch { Op.Less => ("LessThan", "<"), Op.LessOrEqual => ("LessThanOrEqual", "<="), _ => ("Equals", "==") };
        return Integers.Are(e[0]) && Integers.Are(e[1])
            ? target.AsMask(target.Compare(name, symbol, Integer(e[0]), Integer(e[1])))
            : target.Compare(name, symbol, Narrow(e[0]), Narrow(e[1]));
    }

    /// <summary>A row of whole numbers, as such.</summary>
    public string Integer(Expr e) => e.Op switch
    {
        Op.Positions => target.Indices(index),
        Op.ChosenAt => _indices[e],
        Op.Constant => target.Literal(Literals.Int(e.Value)),
        _ when !e.IsRow => prologue.Index(e),
        Op.Neg => Negated(Integer(e[0])),
        _ => $"({Integer(e[0])} {(e.Op == Op.Add ? "+" : "-")} {Integer(e[1])})",
    };

    private string WriteWide(Expr e, string half)
    {
        if (!e.IsRow) return e.Op == Op.Constant ? target.Literal(Literals.Double(e.Value)) : prologue.Double(e);
        return e.Op switch
        {
            Op.Neg => Negated(Wide(e[0], half)),
            Op.Add => $"({Wide(e[0], half)} + {Wide(e[1], half)})",
            Op.Sub => $"({Wide(e[0], half)} - {Wide(e[1], half)})",
            Op.Mul => $"({Wide(e[0], half)} * {Wide(e[1], half)})",
            Op.Div => $"({Wide(e[0], half)} / {Wide(e[1], half)})",
            Op.Abs => target.Abs(Wide(e[0], half)),
            Op.Sqrt => target.Sqrt(Wide(e[0], half), wide: true),
            Op.Min => target.Min(Wide(e[0], half), Wide(e[1], half)),
            Op.Max => target.Max(Wide(e[0], half), Wide(e[1], half)),
            Op.Relu => target.Max(Wide(e[0], half), target.Literal("0.0")),
            Op.Select => target.Select(target.WidenMask(Local(e[0]), half), Wide(e[1], half), Wide(e[2], half)),
            _ => target.Widen(Local(e), half),
        };
    }
}
