using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes the accumulator of a fold: its start, a step, and the fold of its lanes into the state. Vectors in lockstep are added up at each
/// step, so that a sum takes one register; any other accumulator is in lockstep itself, and what is left of the row goes into its first vector.
/// </summary>
/// <param name="main">What the main loop works on: vectors in lockstep, or the target itself.</param>
/// <param name="isCheap">The loop has little to do but load: then a multiply-add into an accumulator of its own saves an addition.</param>
internal sealed class FoldEmitter(Target main, IReadOnlyDictionary<Expr, int> uses, bool isCheap)
{
    private readonly Target _single = main.Single;

    public static string Accumulator(Fold fold, Names names)
    {
        // The elements that count are sought with one bar.
        if (fold.Reducer.IsSelection()) return names.Fresh("bar");
        string stem = fold.Field?.Substring(fold.Field.LastIndexOf('.') + 1) ?? "Max";
        return names.Fresh(char.ToLowerInvariant(stem[0]) + stem.Substring(1));
    }

    /// <summary>How many steps a float accumulator takes before it goes into double: its error is that of so many additions, at any length.</summary>
    public const int Rounds = 8;

    /// <summary>A float sum of a vector target.</summary>
    public bool IsFlushed(Fold fold) => !main.IsScalar && fold is { Reducer: Op.Sum, IsRough: false, PairAnchor: null } && !IsWide(fold);

    /// <summary>Adds the float accumulator into the double ones, and empties it.</summary>
    public void Flush(CodeWriter writer, Fold fold, string accumulator)
    {
        foreach (string half in _single.Halves) writer.Line($"{accumulator}{half} += {_single.Widen(Of(fold).Total(accumulator), half)};");
        writer.Line($"{accumulator} = {Identity(fold)};");
    }

    public void Start(CodeWriter writer, Fold fold, string accumulator, string start)
    {
        if (fold.Reducer.IsSelection())
        {
            writer.Line($"var {accumulator} = {_single.Literal($"{fold.Field}.Bar")};");
            return;
        }
        foreach (string half in Halves(fold))
            writer.Line($"var {accumulator}{half} = {half switch
            {
                "Exponent" => Of(fold).Literal("Pairs.Empty"),
                "At" => Of(fold).Indices(start),
                "Invalid" => Of(fold).Literal("0f"),
                _ => Identity(fold),
            }};");
        if (IsFlushed(fold))
            foreach (string half in _single.Halves) writer.Line($"var {accumulator}{half} = {_single.Literal("0.0")};");
    }

    /// <summary>A step of the main loop.</summary>
    public void Add(CodeWriter writer, RowEmitter rows, Fold fold, string accumulator, string index) => Add(writer, rows, fold, accumulator, "", main, null, index, null);

    /// <summary>One vector more; <paramref name="inside"/> is the mask of the lanes that count, <paramref name="left"/> their number.</summary>
    public void AddPart(CodeWriter writer, RowEmitter rows, Fold fold, string accumulator, string inside, string index, string left) =>
        Add(writer, rows, fold, accumulator, Of(fold) == _single ? "" : ".First", _single, inside, index, left);

    private void Add(CodeWriter writer, RowEmitter rows, Fold fold, string accumulator, string vector, Target target, string? inside, string index, string? left)
    {
        string Value() => inside is null ? rows.Narrow(fold.Value) : target.Select(inside, rows.Narrow(fold.Value), target.Literal("float.NegativeInfinity"));
        if (fold.PairAnchor is not null) writer.Line($"Pairs.Add({Value()}, ref {accumulator}{vector}, ref {accumulator}Exponent{vector});");
        else if (fold.Reducer == Op.ArgMax) writer.Line($"Extremes.Add({Value()}, {target.Indices(index)}, ref {accumulator}{vector}, ref {accumulator}At{vector}, ref {accumulator}Invalid{vector});");
        else if (fold.Reducer.IsSelection()) Select(writer, rows, fold, accumulator, target, inside, index, left);
        else foreach (string half in Halves(fold)) writer.Line(Step(rows, fold, half, accumulator + half + vector, target, inside));
    }

    public void Finish(CodeWriter writer, Fold fold, string accumulator, string state, string count)
    {
        if (fold.PairAnchor is not null) writer.Line($"{state}.{fold.Field} = Pairs.Fold({accumulator}, {accumulator}Exponent, ref {state}.{fold.PairAnchor});");
        else if (fold.Reducer == Op.ArgMax) writer.Line($"if ({count} > 0) Extremes.Fold({accumulator}, {accumulator}At, {accumulator}Invalid, ref {state}.{fold.Field});");
        else if (fold.Field is not null && !fold.Reducer.IsSelection()) writer.Line(Folded(fold, accumulator, $"{state}.{fold.Field}"));
        if (fold.Raises is not null) writer.Line($"Selections.Raise({accumulator}, ref {fold.Raises.Name});");
    }

    /// <summary>An element is compared with the bar; few are above it.</summary>
    private void Select(CodeWriter writer, RowEmitter rows, Fold fold, string bar, Target target, string? inside, string index, string? left)
    {
        string value = rows.Local(fold.Value);
        string counted = inside is null ? value : target.Select(inside, value, bar);
        string passed = fold.IsNaNTold ? target.Single.IsAtMost(target.Largest(counted), bar) : target.IsAtMost(counted, bar);
        // What is in a row is looked at there: few vectors that are handed over have to be in memory.
        string added = fold.Value.Op == Op.Row && target != _single
            ? $"ref Unsafe.Add(ref {References.Of(fold.Value)}, {index}), {index}, ref {fold.Field}, {target.Float}.Zero"
            : $"{value}, {index}, {(left is null ? "" : left + ", ")}ref {fold.Field}";
        writer.Line($"if (!{passed}) {bar} = {_single.Literal($"Selections.Add({added})")};");
    }

    private string Step(RowEmitter rows, Fold fold, string half, string accumulator, Target target, string? inside)
    {
        bool wide = IsWide(fold);
        // e * w is added by one multiply-add; past the end the whole term gives way to the identity.
        if (fold is { Reducer: Op.Sum, Value.Op: Op.Mul } && inside is null && Of(fold) == target && IsOnce(fold.Value))
            return $"{accumulator} = {(wide ? target.MultiplyAdd(rows.Wide(fold.Value[0], half), rows.Wide(fold.Value[1], half), accumulator) : target.MultiplyAdd(rows.Narrow(fold.Value[0]), rows.Narrow(fold.Value[1]), accumulator))};";
        string value = Counted(rows, fold, half, target, inside);
        return fold.Reducer switch
        {
            Op.Sum => $"{accumulator} += {(Of(fold) == _single ? target.Total(value) : value)};",
            Op.Product => $"{accumulator} *= {value};",
            Op.Max => $"{accumulator} = {target.MaxNumber(value, accumulator)};",
            Op.Highest => $"{accumulator} = {target.Max(accumulator, value)};",
            _ => $"{accumulator} = {target.Min(accumulator, value)};",
        };
    }

    // Past the end: the identity.
    private string Counted(RowEmitter rows, Fold fold, string half, Target target, string? inside)
    {
        bool wide = IsWide(fold);
        string value = wide ? rows.Wide(fold.Value, half) : rows.Narrow(fold.Value);
        return inside is null ? value : target.Select(wide ? target.WidenMask(inside, half) : inside, value, IdentityOf(fold, target));
    }

    private bool IsOnce(Expr e) => !uses.TryGetValue(e, out int n) || n < 2;

    private string Folded(Fold fold, string accumulator, string field)
    {
        string folded = OfLanes(fold, [.. Halves(fold).Select(h => accumulator + h)]);
        return fold.Reducer switch
        {
            Op.Sum when IsFlushed(fold) => $"{field} += Lanes.Sum({accumulator}Lower + {accumulator}Upper) + {folded};",
            Op.Sum => $"{field} += {folded};",
            Op.Product => $"{field} *= {folded};",
            Op.Max => $"{field} = float.MaxNative({field}, {folded});",
            Op.Highest => $"{field} = Math.Max({field}, {folded});",
            _ => $"{field} = Math.Min({field}, {folded});",
        };
    }

    private string OfLanes(Fold fold, string[] parts) => fold.Reducer switch
    {
        Op.Sum => main.Fold("Sum", string.Join(" + ", parts)),
        Op.Product => main.Fold("Product", string.Join(" * ", parts)),
        Op.Max => main.Fold("MaxNumber", parts.Aggregate(main.MaxNumber)),
        Op.Highest => main.Fold("Max", parts.Aggregate(main.Max)),
        _ => main.Fold("Min", parts.Aggregate(main.Min)),
    };

    /// <summary>All of a row that is one vector: no accumulator, and nothing in the state before.</summary>
    public void Whole(CodeWriter writer, RowEmitter rows, Fold fold, Names names, string inside, string state, string count)
    {
        if (fold.Reducer != Op.ArgMax)
        {
            writer.Line($"{state}.{fold.Field} = {OfLanes(fold, [.. Halves(fold).Select(half => Counted(rows, fold, half, main, inside))])};");
            return;
        }
        string accumulator = Accumulator(fold, names);
        Start(writer, fold, accumulator, "0");
        Add(writer, rows, fold, accumulator, "", main, inside, "0", count);
        Finish(writer, fold, accumulator, state, count);
    }

    /// <summary>What the accumulator is made of: vectors in lockstep, or one.</summary>
    private Target Of(Fold fold) => fold.PairAnchor is not null || (fold is { Reducer: Op.Sum, Value.IsRow: true } && !(isCheap && fold.Value.Op == Op.Mul && IsOnce(fold.Value))) ? _single : main;

    private string[] Halves(Fold fold) => fold.PairAnchor is not null ? ["", "Exponent"] : fold.Reducer == Op.ArgMax ? ["", "At", "Invalid"] : IsWide(fold) ? main.Halves : [""];

    private string Identity(Fold fold) => IdentityOf(fold, Of(fold));

    private string IdentityOf(Fold fold, Target target)
    {
        string value = fold.Reducer switch
        {
            Op.Sum => "0",
            Op.Product => "1",
            Op.Max or Op.Highest or Op.ArgMax => "NegativeInfinity",
            _ => "PositiveInfinity",
        };
        string number = value.Length > 1 ? (IsWide(fold) ? "double." : "float.") + value : value + (IsWide(fold) ? ".0" : "f");
        return target.Literal(number);
    }

    // One element at a time there are no lanes to share the rounding errors among: the sum itself has to be double.
    private bool IsWide(Fold fold) => fold.PairAnchor is null ? IsWide(fold, main.IsScalar) : main.IsScalar;

    /// <summary>Whether a vector target has to take the terms in double.</summary>
    public static bool IsTakenInDouble(Fold fold) => fold.PairAnchor is null && IsWide(fold, isScalar: false);

    private static bool IsWide(Fold fold, bool isScalar) => fold.Reducer == Op.Product || (fold is { Reducer: Op.Sum, IsRough: false } && (isScalar || !Magnitude.IsTame(fold.Value)));
}
