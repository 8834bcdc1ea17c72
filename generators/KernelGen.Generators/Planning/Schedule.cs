using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Planning;

/// <summary>The sweeps that a kernel needs and what its results are in terms of what they keep.</summary>
/// <param name="Rewritten">What became of every expression met on the way.</param>
internal sealed record Schedule(IReadOnlyList<Level> Levels, IReadOnlyList<Expr> Results, IReadOnlyList<string> Reasons, IReadOnlyDictionary<Expr, Expr> Rewritten);

/// <summary>
/// Assigns every reduction to the earliest sweep that can make it. A reduction whose summand depends on results of the same sweep joins it
/// if the summand expands (<see cref="Expansion"/>) into moments about a point that moves along (<see cref="MomentBuilder"/>); else it
/// opens the next level.
/// </summary>
internal sealed class Scheduler
{
    private readonly List<Level> _levels = [];
    private readonly List<string> _reasons = [];
    private readonly Dictionary<Expr, int> _placed = [];
    private readonly Dictionary<Expr, int> _levelOf = [];
    private readonly Dictionary<Expr, Expr> _rewritten = [];

    public static Schedule Run(IReadOnlyList<Expr> results)
    {
        var scheduler = new Scheduler();
        var rewritten = results.Select(scheduler.Rewrite).ToList();
        var saved = scheduler.SumsByMoments();
        Expr Saved(Expr e) => saved.Count == 0 ? e : e.Substitute(n => saved.TryGetValue(n, out var by) ? by : null);
        return new([.. scheduler._levels.Select(l => l.Map(Saved))], [.. rewritten.Select(Saved)], scheduler._reasons, scheduler._rewritten.ToDictionary(p => p.Key, p => Saved(p.Value)));
    }

    /// <summary>A plain sum of a row whose first moment is kept as well follows from it: Σ X = Σ (X − c) + c·n.</summary>
    private Dictionary<Expr, Expr> SumsByMoments()
    {
        var saved = new Dictionary<Expr, Expr>();
        foreach (var level in _levels)
            foreach (var mean in level.Means)
            {
                var plain = level.Accumulators.Find(a => a.Reducer == Op.Sum && a.Moments.Count == 0 && a.Weight.Equals(mean));
                var first = level.Accumulators.Find(a => a.Weight.IsConstant(1) && a.Moments.Count == 1 && a.Order == 1 && a.Moments[0].Deviation.Row.Equals(mean));
                if (plain is null || first is null) continue;
                saved[plain.Node] = Build.Add(first.Node, Build.Mul(Expr.Of(Op.Center, mean), new Term(mean).Length));
                level.Accumulators.Remove(plain);
            }
        return saved;
    }

    private Expr Rewrite(Expr e)
    {
        if (_rewritten.TryGetValue(e, out var result)) return result;
        result = e.Map(Rewrite);
        if (result.Op is Op.Anchor or Op.Magnitude) PlaceAnchor(result);
        else if (result.Op.IsReduction()) result = Place(result);
        return _rewritten[e] = result;
    }

    /// <summary>The last level whose results <paramref name="e"/> needs; −1 if it needs inputs only.</summary>
    private int LevelOf(Expr e)
    {
        if (_placed.TryGetValue(e, out int placed)) return placed;
        if (e.Arguments.IsEmpty) return -1;
        if (!_levelOf.TryGetValue(e, out int level)) _levelOf[e] = level = e.Arguments.Max(LevelOf);
        return level;
    }

    /// <summary>The first level after another that sweeps the same elements.</summary>
    private Level After(int index, Expr? selection)
    {
        var next = _levels.Skip(index + 1).FirstOrDefault(l => Equals(l.Selection, selection));
        if (next is null) _levels.Add(next = new(_levels.Count, selection));
        return next;
    }

    // A reduction may join the sweep whose results it needs, if that sweeps the same elements.
    private Level JoinedBy(Expr row, int needs) =>
        needs >= 0 && Equals(_levels[needs].Selection, row.Selection) ? _levels[needs] : After(needs, row.Selection);

    private void PlaceAnchor(Expr anchor)
    {
        if (_placed.ContainsKey(anchor)) return;
        int needs = anchor.Arguments.Max(LevelOf);
        var level = After(needs, anchor[0].Selection);
        if (needs >= 0 && level.Selection is null)
        {
            var late = anchor.Arguments.SelectMany(a => a.Nodes()).Where(n => !n.IsRow && LevelOf(n) == needs).OrderBy(n => n.Op.IsScale()).First();
            _reasons.Add($"e^({Printer.Brief(anchor[0])}) needs a sweep of its own: its exponent depends on {late}");
        }
        level.Anchors.Add(anchor);
        _placed[anchor] = level.Index;
    }

    private Expr Place(Expr reduction)
    {
        var row = reduction[0];
        // What a selection is asked for must be known before it begins, too.
        int needs = reduction.Arguments.Max(LevelOf);
        if (reduction.Op == Op.Sum)
        {
            var level = JoinedBy(row, needs);
            var expansion = new Expansion(e => LevelOf(e) == level.Index);
            if (expansion.Expand(row) is { } products)
            {
                var sum = new MomentBuilder(level, LevelOf, (l, op, weight, degrees, moments) => Register(l, op, weight, degrees, moments)).Sum(products);
                foreach (var mean in level.Means) _placed[Expr.Of(Op.Center, mean)] = level.Index;
                // What cannot be negative must not become so by the rounding of its moments: a root may follow.
                return Bounds.Of(row).IsNonNegative && products.Any(p => !p.IsMonomial) ? Expr.Of(Op.Max, sum, Build.Zero) : sum;
            }
            _reasons.Add($"{Printer.Brief(reduction)} needs a sweep of its own: {expansion.Reason ?? "too many terms"}");
        }
        else if (needs >= 0 && row.Selection is null)
        {
            _reasons.Add($"{Printer.Brief(reduction)} needs a sweep of its own: it is taken over {Printer.Brief(reduction.Arguments.First(a => LevelOf(a) == needs))}");
        }
        return Register(After(needs, row.Selection), reduction.Op, row, [], [], reduction.Op.IsSelection() ? [.. reduction.Arguments.Skip(1)] : []);
    }

    /// <summary>The accumulator of a level for a reduction, made if the level has none equal to it.</summary>
    private Expr Register(Level level, Op reducer, Expr weight, IReadOnlyList<(Expr Anchor, double Degree)> degrees, IReadOnlyList<(Deviation Deviation, int Power)> moments, IReadOnlyList<Expr>? parameters = null)
    {
        moments = moments.Where(m => m.Power > 0).ToList();
        var known = level.Accumulators.Find(a => a.Reducer == reducer && a.Weight.Equals(weight) && a.Moments.SequenceEqual(moments) && a.Parameters.SequenceEqual(parameters ?? []));
        if (known is null)
        {
            known = new(Name(reducer, moments), reducer, weight, degrees, moments) { Parameters = parameters ?? [] };
            level.Accumulators.Add(known);
            _placed[known.Node] = level.Index;
        }
        return known.Node;
    }

    private string Name(Op reducer, IReadOnlyList<(Deviation Deviation, int Power)> moments)
    {
        string stem = reducer switch
        {
            Op.Highest => "max",
            Op.Lowest => "min",
            Op.TopK => "top",
            Op.Sum when moments.Count > 0 => "moment" + string.Concat(moments.Select(m => m.Power)),
            _ => reducer.ToString().ToLowerInvariant(),
        };
        var taken = _levels.SelectMany(l => l.Accumulators).Select(a => a.Name).ToList();
        return !taken.Contains(stem) ? stem : Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{stem}_{i}").First(n => !taken.Contains(n));
    }
}
