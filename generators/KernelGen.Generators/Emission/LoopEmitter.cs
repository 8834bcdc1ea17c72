using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes a <see cref="Loop"/> for one target: broadcasts, an unrolled main loop over whole vectors with independent accumulators, a loop
/// for what is left (the last vector partly filled: lanes past the end hold the reduction's identity), and the folds into the state.
/// </summary>
internal sealed class LoopEmitter(CodeWriter writer, Target target, Loop loop, IReadOnlyDictionary<Expr, int> uses, Names kernelNames)
{
    private readonly Names _names = kernelNames.Nested();
    private readonly FoldEmitter _folds = new(target, uses);

    private int Copies => target.IsScalar ? 1 : loop.Folds.Count == 0 ? 2 : loop.Folds.Any(f => f.PairAnchor is not null) || Expr.RowNodes(loop.Values).Any(e => Costs(e.Op)) ? 2 : 4;

    private static bool Costs(Op op) => op is Op.ScaledExp or Op.ScaledExpm1 or Op.OwnExp or (>= Op.Exp and <= Op.Log1p) or (>= Op.Sigmoid and <= Op.Cos) or Op.Pow;

    public void Emit(Signature signature)
    {
        foreach (var (_, name) in signature.Scalars) _names.Take(name);
        var broadcasts = new List<string>();
        var prologue = new Prologue(target, _names, e => Names.Escape(signature.Scalars.Find(s => s.Expr.Equals(e)).Name), broadcasts.Add);
        string i = _names.Fresh("i"), end = _names.Fresh("end"), left = _names.Fresh("left");
        int copies = Copies;
        var accumulators = loop.Folds.ToDictionary(f => f, f => FoldEmitter.Accumulators(f, copies, _names));

        var main = new CodeWriter();
        for (int copy = 0; copy < copies; copy++)
        {
            string at = copy == 0 ? i : $"{i} + {copy * target.Lanes}";
            if (copies == 1) Body(main, prologue, at, null, f => accumulators[f][0]);
            else
                using (main.Block()) { int c = copy; Body(main, prologue, at, null, f => accumulators[f][c]); }
        }
        var rest = new CodeWriter();
        if (!target.IsScalar) Body(rest, prologue, i, left, f => accumulators[f][0]);

        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"private static void {loop.Name}_{target.Suffix}{signature.Generic}({signature.Declaration}){signature.Constraint}"))
        {
            foreach (string line in broadcasts) writer.Line(line);
            foreach (var fold in loop.Folds) _folds.Start(writer, fold, accumulators[fold], "start");
            writer.Line($"nint {i} = start, {end} = start + count;");
            int step = copies * target.Lanes;
            string whole = step == 1 ? $"for (; {i} < {end}; {i}++)" : $"for (; {i} <= {end} - {step}; {i} += {step})";
            var flushed = loop.Folds.Where(_folds.IsFlushed).ToList();
            if (flushed.Count == 0)
                using (writer.Block(whole)) writer.Line(main.ToString().TrimEnd());
            else EmitFlushed(main.ToString().TrimEnd(), flushed, f => accumulators[f], i, end, step);
            if (!target.IsScalar)
                using (writer.Block($"for (; {i} < {end}; {i} += {target.Lanes})"))
                {
                    writer.Line($"nint {left} = Math.Min({target.Lanes}, {end} - {i});");
                    writer.Line(rest.ToString().TrimEnd());
                }
            foreach (var fold in loop.Folds) _folds.Finish(writer, fold, accumulators[fold], "state", "count");
        }
    }

    /// <summary>Float sums stay short: after a few rounds they go into double.</summary>
    private void EmitFlushed(string main, List<Fold> flushed, Func<Fold, IReadOnlyList<string>> accumulators, string i, string end, int step)
    {
        string stop = _names.Fresh("stop");
        using (writer.Block($"while ({i} <= {end} - {step})"))
        {
            writer.Line($"nint {stop} = Math.Min({end} - {step}, {i} + {(FoldEmitter.Rounds - 1) * step});");
            using (writer.Block($"for (; {i} <= {stop}; {i} += {step})")) writer.Line(main);
            foreach (var fold in flushed) _folds.Flush(writer, fold, accumulators(fold));
        }
    }

    private void Body(CodeWriter body, Prologue prologue, string index, string? left, Func<Fold, string> accumulator)
    {
        var names = _names.Nested();
        var rows = new RowEmitter(target, body, names, prologue, uses, index);
        foreach (var row in loop.Rows) rows.Load(row, left);
        string? lanes = left is null || loop.Folds.Count == 0 ? null : names.Fresh("inside");
        if (lanes is not null) body.Line($"var {lanes} = {target.FirstLanes(left!)};");
        foreach (var fold in loop.Folds) _folds.Add(body, rows, fold, accumulator(fold), lanes, index);
        foreach (var store in loop.Stores)
        {
            string value = rows.Narrow(store.Value);
            body.Line((left is null ? target.Store(value, References.Of(store.Row), index) : target.StorePart(value, References.Of(store.Row), index, left)) + ";");
        }
    }
}
