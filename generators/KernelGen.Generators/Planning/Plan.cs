using System.Collections.Immutable;
using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>The algorithms of <c>KernelGen.Algorithm</c>, by the same names.</summary>
internal enum Algorithm { Auto, Reload, Online, TwoPass, ThreePass }

/// <summary>A result: a row that is written, or a scalar. The name is that of its destination; null for the return value.</summary>
internal sealed record Result(string? Name, bool IsRow, Expr Value)
{
    /// <summary>A scalar's value on an empty row, as the description gives it: there the algebra of sums and maxima ends (0 · ∞).</summary>
    public Expr? OfEmptyRow { get; init; }

    /// <summary>The position parameters at which the description asks for an element, also where the algebra has found a way without it.</summary>
    public IReadOnlyList<Expr> Positions { get; init; } = [];
}

/// <summary>For the algorithm that keeps its exponentials in the destination: what is stored for a row result, and the result from it.</summary>
internal sealed record Kept(string Row, Expr Value, Expr Finish);

/// <summary>What is swept, in which order, and what for.</summary>
internal sealed record Plan(Schedule Schedule, IReadOnlyList<Result> Results, IReadOnlyList<Kept>? Kept, bool AdmitsPairs, Algorithm Algorithm)
{
    public IReadOnlyList<Level> Levels => Schedule.Levels;

    public IEnumerable<Result> Rows => Results.Where(r => r.IsRow && r.Value.Selection is null);

    /// <summary>Rows of chosen elements.</summary>
    public IEnumerable<Result> ChosenRows => Results.Where(r => r.Value.Selection is not null);

    public IEnumerable<Result> Scalars => Results.Where(r => !r.IsRow);

    /// <summary>Sweeps that read the row from memory when it does not stay in cache.</summary>
    public int Sweeps => Levels.Count(l => l.Selection is null) + (Rows.Any() ? 1 : 0);

    /// <summary>The last sweep of the whole row, during which a destination may take values; null if there is none.</summary>
    public Level? Last => Levels.LastOrDefault(l => l.Selection is null);
}

/// <summary>Makes the plan: which levels, what may be kept in a destination, whether pairs of mantissa and exponent do.</summary>
internal static class Planner
{
    public static Plan Run(IReadOnlyList<Result> results, Algorithm algorithm)
    {
        var schedule = Scheduler.Run(results.Select(r => r.Value).ToList());
        var planned = results.Zip(schedule.Results, (r, value) => r with { Value = value }).ToList();
        return new(schedule, planned, KeptRows(schedule, planned), schedule.Levels.Any(AdmitsPairs), algorithm);
    }

    /// <summary>
    /// A destination may hold a value v between the last reducing sweep and the end if every row result is a function of its own v and of
    /// scalars: the sources may be overwritten by then (a kernel may run in place).
    /// </summary>
    private static IReadOnlyList<Kept>? KeptRows(Schedule schedule, IReadOnlyList<Result> results)
    {
        if (schedule.Levels.LastOrDefault(l => l.Selection is null) is not { } last) return null;
        // Elements at chosen indices, and at positions that are computed, are read after the sweep: they must still be there.
        if (Expr.Nodes(results.Select(r => r.Value).Concat(schedule.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand))).Any(e => e.Op == Op.At || (e.Op == Op.Pick && e[0].Selection is null && e[1].Contains(n => n.Op.IsMeasured())))) return null;
        var late = schedule.Levels.Skip(last.Index).SelectMany(l => l.Accumulators).Select(a => a.Node).ToImmutableHashSet();
        var kept = results.Where(r => r.IsRow && r.Value.Selection is null).Select(r => Keep(r, e => e.Contains(late.Contains))).ToList();
        return kept.Count == 0 || kept.Contains(null) ? null : [.. kept.OfType<Kept>()];
    }

    private static Kept? Keep(Result result, Func<Expr, bool> isLate)
    {
        bool reads(Expr e) => e.Contains(n => n.Op is Op.Row or Op.Mask);
        var values = new HashSet<Expr>();
        Visit(result.Value);
        if (values.Count != 1 || values.Single().Op.IsMask() || !values.Single().Contains(n => n.Op is Op.ScaledExp or Op.ScaledExpm1 or Op.Pow or (>= Op.Exp and <= Op.Log1p) or (>= Op.Sigmoid and <= Op.LogAddExp))) return null;
        // What may leave the range of float cannot be stored in one.
        if (!Magnitude.IsTame(values.Single())) return null;
        var stored = Expr.Leaf(Op.Stored, result.Name);
        return new(result.Name!, values.Single(), result.Value.Substitute(e => values.Contains(e) ? stored : e.IsRow ? null : e));

        void Visit(Expr e)
        {
            if (!e.IsRow || !reads(e)) return;
            if (!isLate(e)) values.Add(e);
            else foreach (var a in e.Arguments) Visit(a);
        }
    }

    /// <summary>A level whose exponentials enter plain sums alone needs no maximum: each lane keeps a mantissa and an exponent. Pairs are of e^X: an exponent of base 2 would be rounded first.</summary>
    public static bool AdmitsPairs(Level level) =>
        level.Anchors.Count > 0 && level.Means.Count == 0
        && level.Anchors.TrueForAll(a => a.Op == Op.Anchor && a.Value == 0 && a.Arguments.Length == 1 && !Laws.IsBaseTwo(a[0]))
        && level.Accumulators.TrueForAll(a => a.Reducer == Op.Sum ? IsPairSum(a) : !a.Weight.Contains(level.Anchors.Contains))
        // It is the pairs that find the anchor.
        && level.Anchors.TrueForAll(anchor => level.Accumulators.Exists(a => a.Weight.Op == Op.ScaledExp && a.Weight[1].Equals(anchor)));

    private static bool IsPairSum(Accumulator a) =>
        a.Degrees.Count == 0 || (a.Moments.Count == 0 && a.Degrees.Count == 1 && a.Degrees[0].Degree == 1 && a.Weight.Op == Op.ScaledExp);
}
