using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>Writes the accumulators of a fold: their start, a step for one vector, and the fold of all copies and lanes into the state.</summary>
internal sealed class FoldEmitter(Target target, IReadOnlyDictionary<Expr, int> uses)
{
    public static IReadOnlyList<string> Accumulators(Fold fold, int copies, Names names)
    {
        // The elements that count are sought with one bar for all copies.
        if (fold.Reducer.IsSelection()) return [.. Enumerable.Repeat(names.Fresh("bar"), copies)];
        string stem = fold.Field?.Substring(fold.Field.LastIndexOf('.') + 1) ?? "Max";
        stem = char.ToLowerInvariant(stem[0]) + stem.Substring(1);
        return [.. Enumerable.Range(0, copies).Select(c => names.Fresh(copies == 1 ? stem : stem + c))];
    }

    /// <summary>How many vectors a float accumulator takes before it goes into double: its error is that of so many additions, at any length.</summary>
    public const int Rounds = 8;

    /// <summary>A float sum of a vector target.</summary>
    public bool IsFlushed(Fold fold) => !target.IsScalar && fold is { Reducer: Op.Sum, IsRough: false, PairAnchor: null } && !IsWide(fold);

    /// <summary>Adds the float accumulators into the double ones, and empties them.</summary>
    public void Flush(CodeWriter writer, Fold fold, IReadOnlyList<string> copies)
    {
        foreach (string copy in copies)
        {
            foreach (string half in target.Halves) writer.Line($"{copies[0]}{half} += {target.Widen(copy, half)};");
            writer.Line($"{copy} = {Identity(fold)};");
        }
    }

    public void Start(CodeWriter writer, Fold fold, IReadOnlyList<string> copies, string start)
    {
        if (fold.Reducer.IsSelection())
        {
            writer.Line($"var {copies[0]} = {target.Literal($"state.{fold.Field}.Bar")};");
            return;
        }
        foreach (string copy in copies)
            foreach (string half in Halves(fold))
                writer.Line($"var {copy}{half} = {half switch
                {
                    "Exponent" => target.Literal("Pairs.Empty"),
                    "At" => target.Indices(start),
                    "Invalid" => target.Literal("0f"),
                    _ => Identity(fold),
                }};");
        if (IsFlushed(fold))
            foreach (string half in target.Halves) writer.Line($"var {copies[0]}{half} = {target.Literal("0.0")};");
    }

    /// <summary>One vector into an accumulator; <paramref name="inside"/> is the mask of the lanes that count, if not all do.</summary>
    public void Add(CodeWriter writer, RowEmitter rows, Fold fold, string accumulator, string? inside, string index, string? left)
    {
        string Value() => inside is null ? rows.Narrow(fold.Value) : target.Select(inside, rows.Narrow(fold.Value), target.Literal("float.NegativeInfinity"));
        if (fold.PairAnchor is not null) writer.Line($"Pairs.Add({Value()}, ref {accumulator}, ref {accumulator}Exponent);");
        else if (fold.Reducer == Op.ArgMax) writer.Line($"Extremes.Add({Value()}, {target.Indices(index)}, ref {accumulator}, ref {accumulator}At, ref {accumulator}Invalid);");
        else if (fold.Reducer.IsSelection()) Select(writer, rows, fold, accumulator, inside, index, left);
        else foreach (string half in Halves(fold)) writer.Line(Step(rows, fold, half, accumulator + half, inside));
    }

    public void Finish(CodeWriter writer, Fold fold, IReadOnlyList<string> copies, string state, string count)
    {
        if (fold.PairAnchor is not null)
        {
            foreach (string copy in copies.Skip(1)) writer.Line($"Pairs.Merge({copy}, {copy}Exponent, ref {copies[0]}, ref {copies[0]}Exponent);");
            writer.Line($"{state}.{fold.Field} = Pairs.Fold({copies[0]}, {copies[0]}Exponent, ref {state}.{fold.PairAnchor});");
        }
        else if (fold.Reducer == Op.ArgMax)
        {
            using (writer.Block($"if ({count} > 0)"))
                foreach (string copy in copies) writer.Line($"Extremes.Fold({copy}, {copy}At, {copy}Invalid, ref {state}.{fold.Field});");
        }
        else if (fold.Field is not null && !fold.Reducer.IsSelection()) writer.Line(Folded(fold, copies, $"{state}.{fold.Field}"));
        if (fold.Raises is not null)
            writer.Line($"Selections.Raise({string.Join(", ", target.IsScalar ? copies : copies.Take(4).Concat(Enumerable.Repeat(Identity(fold), Math.Max(0, 4 - copies.Count))))}, ref {state}.{fold.Raises});");
    }

    /// <summary>An element is compared with the bar; few are above it.</summary>
    private void Select(CodeWriter writer, RowEmitter rows, Fold fold, string bar, string? inside, string index, string? left)
    {
        string value = rows.Local(fold.Value);
        string passed = target.IsAtMost(inside is null ? value : target.Select(inside, value, bar), bar);
        writer.Line($"if (!{passed}) {bar} = Selections.Add({value}, {index}, {(left is null ? "" : left + ", ")}ref state.{fold.Field});");
    }

    private string Step(RowEmitter rows, Fold fold, string half, string accumulator, string? lanes)
    {
        bool wide = IsWide(fold);
        string Inside(string value) => lanes is null ? value : target.Select(wide ? target.WidenMask(lanes, half) : lanes, value, Identity(fold));
        // e * w is added by one multiply-add; past the end the whole term gives way to the identity.
        if (fold is { Reducer: Op.Sum, Value.Op: Op.Mul } && lanes is null && (!uses.TryGetValue(fold.Value, out int n) || n < 2))
            return $"{accumulator} = {(wide ? target.MultiplyAdd(rows.Wide(fold.Value[0], half), rows.Wide(fold.Value[1], half), accumulator) : target.MultiplyAdd(rows.Narrow(fold.Value[0]), rows.Narrow(fold.Value[1]), accumulator))};";
        string value = Inside(wide ? rows.Wide(fold.Value, half) : rows.Narrow(fold.Value));
        return fold.Reducer switch
        {
            Op.Sum => $"{accumulator} += {value};",
            Op.Product => $"{accumulator} *= {value};",
            Op.Max => $"{accumulator} = {target.MaxNumber(value, accumulator)};",
            Op.Highest => $"{accumulator} = {target.Max(accumulator, value)};",
            _ => $"{accumulator} = {target.Min(accumulator, value)};",
        };
    }

    private string Folded(Fold fold, IReadOnlyList<string> copies, string field)
    {
        var parts = copies.SelectMany(c => Halves(fold).Select(h => c + h)).ToList();
        return fold.Reducer switch
        {
            Op.Sum when IsFlushed(fold) => $"{field} += Lanes.Sum({copies[0]}Lower + {copies[0]}Upper) + Lanes.Sum({string.Join(" + ", parts)});",
            Op.Sum => $"{field} += {target.Fold("Sum", string.Join(" + ", parts))};",
            Op.Product => $"{field} *= {target.Fold("Product", string.Join(" * ", parts))};",
            Op.Max => $"{field} = Math.Max({field}, {target.Fold("MaxNumber", parts.Aggregate(target.MaxNumber))});",
            Op.Highest => $"{field} = Math.Max({field}, {target.Fold("Max", parts.Aggregate(target.Max))});",
            _ => $"{field} = Math.Min({field}, {target.Fold("Min", parts.Aggregate(target.Min))});",
        };
    }

    private string[] Halves(Fold fold) => fold.PairAnchor is not null ? ["", "Exponent"] : fold.Reducer == Op.ArgMax ? ["", "At", "Invalid"] : IsWide(fold) ? target.Halves : [""];

    private string Identity(Fold fold)
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

    private bool IsWide(Fold fold) => fold.PairAnchor is null ? IsWideSum(fold) : target.IsScalar;

    // One element at a time there are no lanes to share the rounding errors among: the sum itself has to be double.
    private bool IsWideSum(Fold fold) => fold.Reducer == Op.Product || (fold is { Reducer: Op.Sum, IsRough: false } && (target.IsScalar || !Magnitude.IsTame(fold.Value)));
}
