using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes a <see cref="Loop"/> for one target: broadcasts, a main loop of four vectors in lockstep, a loop for what is left (the last vector
/// partly filled: lanes past the end hold the reduction's identity), and the folds into the state.
/// </summary>
internal sealed class LoopEmitter
{
    private readonly CodeWriter _writer;
    private readonly Target _target, _main;
    private readonly Loop _loop;
    private readonly IReadOnlyDictionary<Expr, int> _uses;
    private readonly Names _names;
    private readonly FoldEmitter _folds;

    public LoopEmitter(CodeWriter writer, Target target, Loop loop, IReadOnlyDictionary<Expr, int> uses, Names kernelNames)
    {
        (_writer, _target, _loop, _uses, _names) = (writer, target, loop, uses, kernelNames.Nested());
        int weight = Weight(loop);
        // Sixteen lanes may be two registers of eight: four such vectors are more than the compiler inlines.
        _main = weight >= Capacity || target.IsReproducible ? target : target.InLockstep;
        _folds = new(_main, uses, isCheap: weight < Function);
    }

    /// <summary>Compiled once, by itself. Put into a caller that is hot it would share that method's 512 variables, and its mathematics become calls.</summary>
    public const string CompiledAlone = "[MethodImpl(Alone)]";

    // The just-in-time compiler inlines nothing more into a method of 512 variables: of what weighs more than this, four do not fit. A single
    // vector of so much work keeps the processor busy by itself.
    private const int Capacity = 45;

    private const int Function = 15;

    /// <summary>The work for one vector, about the number of its operations.</summary>
    public static int Weight(Loop loop) =>
        Expr.RowNodes(loop.Values).Sum(e => Weight(e.Op)) + loop.Folds.Where(FoldEmitter.IsTakenInDouble).Sum(f => 2 * Expr.RowNodes([f.Value]).Count())
        + (Function * loop.Folds.Count(f => f.PairAnchor is not null));

    private static int Weight(Op op) => op switch
    {
        Op.ScaledExp or Op.ScaledExpm1 or Op.OwnExp or Op.Exp or Op.Exp2 or Op.Expm1 => Function,
        Op.Log or Op.Log2 or Op.Log1p or Op.Sigmoid or Op.Tanh or Op.Softplus => 2 * Function,
        // In double: twice the vectors, and longer polynomials.
        Op.Pow or Op.LogAddExp or Op.Sin or Op.Cos => Capacity,
        // A hundred operations on whole numbers.
        Op.Uniform => Capacity,
        _ => 1,
    };

    public void Emit(Signature signature)
    {
        foreach (var (_, name) in signature.Scalars) _names.Take(name);
        var broadcasts = new List<string>();
        var prologue = new Prologue(_target, _names, e => Names.Escape(signature.Scalars.Find(s => s.Expr.Equals(e)).Name), broadcasts.Add);
        string i = _names.Fresh("i"), end = _names.Fresh("end"), left = _names.Fresh("left");
        var accumulators = _loop.Folds.ToDictionary(f => f, f => FoldEmitter.Accumulator(f, _names));
        var main = Body(_main, prologue, i, null, accumulators);
        var rest = _target.IsScalar ? null : Body(_target, prologue, i, left, accumulators);

        _writer.Line();
        _writer.Line(CompiledAlone);
        using (_writer.Block($"private static void {_loop.Name}_{_target.Suffix}{signature.Generic()}({signature.Declaration}){signature.Constraint()}"))
        {
            foreach (string line in broadcasts) _writer.Line(line);
            foreach (var fold in _loop.Folds) _folds.Start(_writer, fold, accumulators[fold], "start");
            _writer.Line($"nint {i} = start, {end} = start + count;");
            var flushed = _loop.Folds.Where(_folds.IsFlushed).ToList();
            if (flushed.Count == 0)
                using (_writer.Block(_main.Lanes == 1 ? $"for (; {i} < {end}; {i}++)" : $"for (; {i} <= {end} - {_main.Lanes}; {i} += {_main.Lanes})")) _writer.Lines(main);
            else EmitFlushed(main, flushed, accumulators, i, end);
            if (rest is not null)
                using (_writer.Block($"for (; {i} < {end}; {i} += {_target.Lanes})"))
                {
                    _writer.Line($"nint {left} = Math.Min({_target.Lanes}, {end} - {i});");
                    _writer.Lines(rest);
                }
            foreach (var fold in _loop.Folds) _folds.Finish(_writer, fold, accumulators[fold], "state", "count");
        }
    }

    /// <summary>Float sums stay short: after a few rounds they go into double.</summary>
    private void EmitFlushed(CodeWriter main, List<Fold> flushed, IReadOnlyDictionary<Fold, string> accumulators, string i, string end)
    {
        string stop = _names.Fresh("stop");
        int step = _main.Lanes;
        using (_writer.Block($"while ({i} <= {end} - {step})"))
        {
            _writer.Line($"nint {stop} = Math.Min({end} - {step}, {i} + {(FoldEmitter.Rounds - 1) * step});");
            using (_writer.Block($"for (; {i} <= {stop}; {i} += {step})")) _writer.Lines(main);
            foreach (var fold in flushed) _folds.Flush(_writer, fold, accumulators[fold]);
        }
    }

    /// <summary>A step of the loop on what <paramref name="target"/> takes at once, or on the elements that are <paramref name="left"/>.</summary>
    private CodeWriter Body(Target target, Prologue prologue, string index, string? left, IReadOnlyDictionary<Fold, string> accumulators)
    {
        var body = new CodeWriter();
        var names = _names.Nested();
        var rows = new RowEmitter(target, body, names, prologue, _uses, index);
        if (_loop.LooksAhead && left is null && !target.IsScalar)
            foreach (var row in _loop.Rows.Where(r => r.Op == Op.Row)) body.Line($"{(_loop.IsWritten ? "if (!TWrite.IsStored) " : "")}{target.Prefetch(References.Of(row), $"{index} + Block")};   // the next block comes while this one is computed");
        foreach (var row in _loop.Rows) rows.Load(row, left);
        string? lanes = left is null || _loop.Folds.Count == 0 ? null : names.Fresh("inside");
        if (lanes is not null) body.Line($"var {lanes} = {target.FirstLanes(left!)};");
        foreach (var fold in _loop.Folds)
            if (lanes is null) _folds.Add(body, rows, fold, accumulators[fold], index);
            else _folds.AddPart(body, rows, fold, accumulators[fold], lanes, index, left!);
        foreach (var store in _loop.Stores)
        {
            string value = store.IsIndex ? rows.Integer(store.Value) : rows.Narrow(store.Value);
            string row = References.Of(store.Row);
            body.Line((_loop.IsWritten ? target.Write(value, row, index, left) : left is null ? target.Store(value, row, index) : target.StorePart(value, row, index, left)) + ";");
        }
        return body;
    }
}
