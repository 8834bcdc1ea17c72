using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>A value that a loop writes to a destination row.</summary>
/// <param name="IsIndex">The destination is one of whole numbers.</param>
internal sealed record Store(string Row, Expr Value, bool IsIndex = false);

/// <summary>A value that a loop folds over the row, and the field of the state that takes it; or the selection that does.</summary>
/// <param name="PairAnchor">For a sum of exponentials kept as pairs of mantissa and exponent: the field of the anchor that comes of it. The value is then the exponent X.</param>
/// <param name="IsRough">A sum that only has to be near: it stays in float.</param>
/// <param name="IsNaNTold">For elements that are sought: something else tells that one is NaN.</param>
/// <param name="Raises">For a maximum: the selection whose bar it raises. The maximum has no field of its own if there is none.</param>
internal sealed record Fold(string? Field, Op Reducer, Expr Value, string? PairAnchor = null, bool IsRough = false, Accumulator? Raises = null, bool IsNaNTold = false);

/// <summary>One sweep over a stretch of the row: what it stores and what it folds. The same loop is written for every target.</summary>
internal sealed class Loop(string name, IReadOnlyList<Store> stores, IReadOnlyList<Fold> folds)
{
    /// <summary>The caller says where the loop stores: to the caches, past them, or not at all.</summary>
    public bool IsWritten { get; private init; }

    /// <summary>The loop asks for the next block while it computes this one: the maximum of the next would wait for memory, with nothing else to do.</summary>
    public bool LooksAhead { get; private init; }

    /// <summary>A loop whose exponentials have anchors: their exponents come in units where they are far away.</summary>
    public static Loop OfExponentials(string name, IReadOnlyList<Store> stores, IReadOnlyList<Fold> folds, bool isWritten = false, bool looksAhead = false) =>
        new(name, [.. stores.Select(s => s with { Value = FarExponents.Apply(s.Value) })], [.. folds.Select(f => f with { Value = FarExponents.Apply(f.Value) })]) { IsWritten = isWritten, LooksAhead = looksAhead };

    public string Name { get; } = name;
    public IReadOnlyList<Store> Stores { get; } = stores;
    public IReadOnlyList<Fold> Folds { get; } = folds;

    public IEnumerable<Expr> Values => Stores.Select(s => s.Value).Concat(Folds.Select(f => f.Value));

    /// <summary>Rows read, as leaves (Row, Mask, Stored, and what is chosen).</summary>
    public IReadOnlyList<Expr> Rows { get; } = RowNodes(stores, folds).Where(e => e.Op is Op.Row or Op.Mask or Op.Stored or Op.Chosen or Op.ChosenAt).ToList();

    /// <summary>The selections that the loop adds elements to, or raises the bars of: their names and types.</summary>
    public IReadOnlyList<(string Name, string Type)> Selections { get; } =
        [.. folds.Select(f => f.Raises is { } raised ? (raised.Name, raised.Reducer) : (Name: f.Field!, f.Reducer)).Where(s => s.Reducer.IsSelection()).Distinct().Select(s => (s.Name, StateEmitter.TypeOf(s.Reducer)))];

    /// <summary>The loop adds to the state, and not only to selections.</summary>
    public bool AddsToState { get; } = folds.Any(f => f.Field is not null && !f.Reducer.IsSelection());

    /// <summary>Rows read at chosen indices (At nodes).</summary>
    public IReadOnlyList<Expr> Gathered { get; } = RowNodes(stores, folds).Where(e => e.Op == Op.At).ToList();

    /// <summary>Anchors whose exponentials the loop takes.</summary>
    public IReadOnlyList<Expr> Anchors { get; } = RowNodes(stores, folds).Where(e => e.Op is Op.ScaledExp or Op.ScaledExpm1 or Op.Floored).Select(e => e[1]).Distinct().ToList();

    /// <summary>The loop is written once for rows near 0 and once for those far away.</summary>
    public bool IsRanged => Anchors.Count > 0 || IsMeasuredInUnits;

    /// <summary>The loop finds maxima, in units if it has to.</summary>
    public bool IsMeasuredInUnits => Anchors.Count == 0 && Values.Any(v => v.Contains(n => n.Op == Op.InUnits));

    /// <summary>The largest scalar parts of the loop's expressions, constants apart: computed before it and handed over.</summary>
    public IReadOnlyList<Expr> Scalars { get; } = ScalarParts(stores.Select(s => s.Value).Concat(folds.Select(f => f.Value)));

    private static IEnumerable<Expr> RowNodes(IReadOnlyList<Store> stores, IReadOnlyList<Fold> folds) =>
        Expr.RowNodes(stores.Select(s => s.Value).Concat(folds.Select(f => f.Value)));

    private static List<Expr> ScalarParts(IEnumerable<Expr> values)
    {
        var found = new List<Expr>();
        var seen = new HashSet<Expr>();
        foreach (var value in values) Visit(value);
        return found;

        void Visit(Expr e)
        {
            if (!seen.Add(e)) return;
            if (!e.IsRow)
            {
                if (e.Op != Op.Constant) found.Add(e);
                return;
            }
            // What has chosen a row is not read with it.
            foreach (var a in e.Arguments.Where(a => !a.Equals(e.Selection)))
                if (!a.Op.IsScale()) Visit(a);
                else if (e.Op is Op.Rescale or Op.OwnExp) found.AddRange(found.Contains(a) ? [] : [a]);
        }
    }
}
