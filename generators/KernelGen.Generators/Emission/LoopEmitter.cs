using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes a <see cref="Loop"/> for one target: broadcasts, an unrolled main loop over whole vectors with independent accumulators, a loop
/// for what is left (the last vector partly filled: lanes past the end hold the reduction's identity), and the folds into the state.
/// </summary>
internal sealed class LoopEmitter(CodeWriter writer, Target target, Loop loop, Names kernelNames)
{
    private readonly Names _names = kernelNames.Nested();
    private readonly Dictionary<Expr, int> _uses = CountUses(loop);

    private int Copies => target.IsScalar ? 1 : loop.Folds.Count == 0 ? 2 : loop.Folds.Any(f => f.PairAnchor is not null) || Expr.RowNodes(loop.Values).Any(e => Costs(e.Op)) ? 2 : 4;

    private static bool Costs(Op op) => op is Op.ScaledExp or Op.ScaledExpm1 or (>= Op.Exp and <= Op.Log1p) or (>= Op.Sigmoid and <= Op.Cos) or Op.Pow;

    public void Emit(Signature signature)
    {
        var prologue = new Prologue(target, _names);
        foreach (var (e, name) in signature.Scalars) prologue.Parameter(e, name);
        string i = _names.Fresh("i"), end = _names.Fresh("end");
        int copies = Copies;
        var accumulators = loop.Folds.ToDictionary(f => f, f => Accumulators(f, copies));

        var main = new CodeWriter();
        for (int copy = 0; copy < copies; copy++)
        {
            string at = copy == 0 ? i : $"{i} + {copy * target.Lanes}";
            if (copies == 1) Body(main, prologue, at, null, f => accumulators[f][0]);
            else
                using (main.Block()) { int c = copy; Body(main, prologue, at, null, f => accumulators[f][c]); }
        }
        var rest = new CodeWriter();
        string left = _names.Fresh("left");
        if (!target.IsScalar) Body(rest, prologue, i, left, f => accumulators[f][0]);

        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {loop.Name}_{target.Suffix}{signature.Generic}({signature.Declaration}){signature.Constraint}"))
        {
            foreach (string line in prologue.Lines) writer.Line(line);
            foreach (var fold in loop.Folds)
                foreach (var copy in accumulators[fold])
                    foreach (string half in Halves(fold)) writer.Line($"var {copy}{half} = {Start(fold, half)};");
            writer.Line($"nint {i} = start, {end} = start + count;");
            int step = copies * target.Lanes;
            using (writer.Block(step == 1 ? $"for (; {i} < {end}; {i}++)" : $"for (; {i} <= {end} - {step}; {i} += {step})")) writer.Line(main.ToString().TrimEnd());
            if (!target.IsScalar)
                using (writer.Block($"for (; {i} < {end}; {i} += {target.Lanes})"))
                {
                    writer.Line($"nint {left} = Math.Min({target.Lanes}, {end} - {i});");
                    writer.Line(rest.ToString().TrimEnd());
                }
            foreach (var fold in loop.Folds)
            {
                if (fold.PairAnchor is not null) FinishPair(fold, accumulators[fold]);
                else if (fold.Reducer == Op.ArgMax) FinishExtreme(fold, accumulators[fold]);
                else writer.Line(Finish(fold, accumulators[fold]));
            }
        }
    }

    private void Body(CodeWriter body, Prologue prologue, string index, string? left, Func<Fold, string> accumulator)
    {
        var names = _names.Nested();
        var rows = new RowEmitter(target, body, names, prologue, _uses, index);
        foreach (var row in loop.Rows)
        {
            string reference = References.Of(row), name = names.Fresh(row.Name + "Lanes");
            body.Line($"var {name} = {(row.Op == Op.Mask ? (left is null ? target.LoadMask(reference, index) : target.LoadMaskPart(reference, index, left)) : left is null ? target.Load(reference, index) : target.LoadPart(reference, index, left))};");
            rows.Bind(row, name);
        }
        string? lanes = left is null || loop.Folds.Count == 0 ? null : names.Fresh("inside");
        if (lanes is not null) body.Line($"var {lanes} = {target.FirstLanes(left!)};");
        foreach (var fold in loop.Folds)
        {
            string name = accumulator(fold);
            string Inside() => lanes is null ? rows.Narrow(fold.Value) : target.Select(lanes, rows.Narrow(fold.Value), target.Literal("float.NegativeInfinity"));
            if (fold.PairAnchor is not null) body.Line($"Pairs.Add({Inside()}, ref {name}, ref {name}Exponent);");
            else if (fold.Reducer == Op.ArgMax) body.Line($"Extremes.Add({Inside()}, {target.Indices(index)}, ref {name}, ref {name}At, ref {name}Invalid);");
            else foreach (string half in Halves(fold)) body.Line(Step(rows, fold, half, name + half, lanes));
        }
        foreach (var store in loop.Stores)
        {
            string value = rows.Narrow(store.Value);
            body.Line((left is null ? target.Store(value, References.Of(store.Row), index) : target.StorePart(value, References.Of(store.Row), index, left)) + ";");
        }
    }

    private string Step(RowEmitter rows, Fold fold, string half, string accumulator, string? lanes)
    {
        bool wide = IsWide(fold);
        string Inside(string value) => lanes is null ? value : target.Select(wide ? target.WidenMask(lanes, half) : lanes, value, Identity(fold));
        // e * w is added by one multiply-add; past the end the whole term gives way to the identity.
        if (fold is { Reducer: Op.Sum, Value.Op: Op.Mul } && !wide && lanes is null && !_uses.TryGetValue(fold.Value, out int n) | n < 2)
            return $"{accumulator} = {target.MultiplyAdd(rows.Narrow(fold.Value[0]), rows.Narrow(fold.Value[1]), accumulator)};";
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

    private string Finish(Fold fold, IReadOnlyList<string> copies)
    {
        var parts = copies.SelectMany(c => Halves(fold).Select(h => c + h)).ToList();
        string field = $"state.{fold.Field}";
        return fold.Reducer switch
        {
            Op.Sum => $"{field} += {target.Fold("Sum", string.Join(" + ", parts) is var sum && parts.Count > 1 ? sum : parts[0])};",
            Op.Product => $"{field} *= {target.Fold("Product", string.Join(" * ", parts))};",
            Op.Max or Op.Highest => $"{field} = Math.Max({field}, {target.Fold("Max", parts.Aggregate(target.Max))});",
            _ => $"{field} = Math.Min({field}, {target.Fold("Min", parts.Aggregate(target.Min))});",
        };
    }

    private void FinishPair(Fold fold, IReadOnlyList<string> copies)
    {
        foreach (string copy in copies.Skip(1)) writer.Line($"Pairs.Merge({copy}, {copy}Exponent, ref {copies[0]}, ref {copies[0]}Exponent);");
        writer.Line($"state.{fold.Field} = Pairs.Fold({copies[0]}, {copies[0]}Exponent, ref state.{fold.PairAnchor});");
    }

    private void FinishExtreme(Fold fold, IReadOnlyList<string> copies)
    {
        using (writer.Block("if (count > 0)"))
            foreach (string copy in copies) writer.Line($"Extremes.Fold({copy}, {copy}At, {copy}Invalid, ref state.{fold.Field});");
    }

    private string Start(Fold fold, string half) => half switch
    {
        "Exponent" => target.Literal("Pairs.Empty"),
        "At" => target.Indices("start"),
        "Invalid" => target.Literal("0f"),
        _ => Identity(fold),
    };

    private List<string> Accumulators(Fold fold, int copies)
    {
        string stem = fold.Field.Substring(fold.Field.LastIndexOf('.') + 1);
        stem = char.ToLowerInvariant(stem[0]) + stem.Substring(1);
        return Enumerable.Range(0, copies).Select(c => _names.Fresh(copies == 1 ? stem : stem + c)).ToList();
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

    private static bool IsWide(Fold fold) => fold.PairAnchor is null && IsWideSum(fold);

    private static bool IsWideSum(Fold fold) => fold.Reducer == Op.Product || (fold.Reducer == Op.Sum && !Magnitude.IsTame(fold.Value));

    private static Dictionary<Expr, int> CountUses(Loop loop)
    {
        var uses = new Dictionary<Expr, int>();
        var seen = new HashSet<Expr>();
        foreach (var value in loop.Values) Visit(value);
        return uses;

        void Visit(Expr e)
        {
            uses[e] = uses.TryGetValue(e, out int n) ? n + 1 : 1;
            if (e.IsRow && seen.Add(e))
                foreach (var a in e.Arguments) Visit(a);
        }
    }
}
