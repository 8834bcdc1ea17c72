using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>Writes a kernel: argument checks, the sweeps of the plan in order, the scalar code between them, and the loops for every target.</summary>
internal sealed class KernelEmitter
{
    private readonly CodeWriter _writer = new();
    private readonly Plan _plan;
    private readonly IReadOnlyList<Input> _inputs;
    private readonly IReadOnlyList<Output> _outputs;
    private readonly IReadOnlyList<Target> _targets;
    private readonly Names _names;
    private readonly List<StateEmitter> _states = [];
    private readonly List<(Loop Loop, string? State)> _loops = [];
    private readonly ScalarEmitter _scalars;
    private readonly Dictionary<Expr, string> _picked = [];

    // The level whose sweep is being written: a part of it has anchors of its own, earlier levels have theirs.
    private int _level;

    private KernelEmitter(Plan plan, IReadOnlyList<Input> inputs, IReadOnlyList<Output> outputs, IReadOnlyList<Target> targets)
    {
        (_plan, _inputs, _outputs, _targets) = (plan, inputs, outputs, targets);
        _names = new(inputs.Select(i => i.Name).Concat(outputs.Select(o => o.Name ?? "")).Concat(["state", "start", "count", "length", "part"]));
        foreach (var level in plan.Levels) _states.Add(new(level, plan.Levels.Count == 1 ? "Sweep" : $"Sweep{level.Index + 1}"));
        _scalars = new(_writer, _names, Leaf, ScalarEmitter.CountUses(AllScalars()));
    }

    public static string Emit(string className, Plan plan, IReadOnlyList<Input> inputs, IReadOnlyList<Output> outputs, IReadOnlyList<Target> targets)
    {
        var emitter = new KernelEmitter(plan, inputs, outputs, targets);
        emitter.EmitClass(className);
        return emitter._writer.ToString();
    }

    private IEnumerable<Input> Rows => _inputs.Where(i => i.Kind is Op.Row or Op.Mask);

    private IEnumerable<Expr> AllScalars()
    {
        foreach (var result in _plan.Scalars) yield return result.Value;
        foreach (var e in new Loop("", _plan.Rows.Select(r => new Store(r.Name!, r.Value)).ToList(), []).Scalars) yield return e;
        foreach (var level in _plan.Levels)
            foreach (var e in new Loop("", [], level.Accumulators.Select(a => new Fold(a.Name, a.Reducer, a.Summand)).ToList()).Scalars.Where(s => !s.Contains(n => n.Op == Op.Center))) yield return e;
    }

    // Elements at a position of the caller's are read first: in place, the row is written over before its scalars are.
    private void EmitPicks()
    {
        foreach (var pick in Expr.Nodes(_plan.Results.Select(r => r.Value).Concat(_plan.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand)).Concat(_plan.Levels.SelectMany(l => l.Anchors))).Where(e => e.Op == Op.Pick && e[1].Op == Op.Position).Distinct().ToList())
        {
            string name = _names.Fresh($"{pick[0].Name}At{char.ToUpperInvariant(pick[1].Name![0])}{pick[1].Name!.Substring(1)}");
            _writer.Line($"double {name} = {Names.Escape(pick[0].Name!)}[{Index(pick[1])}];");
            _picked[pick] = name;
        }
    }

    private string? Leaf(Expr e)
    {
        if (e.Op == Op.Length) return "length";
        if (e.Op == Op.Pick) return _picked.TryGetValue(e, out string? picked) ? picked : $"(double){Names.Escape(e[0].Name!)}[{Index(e[1])}]";
        for (int i = 0; i < _states.Count; i++)
        {
            var level = _plan.Levels[i];
            string sweep = Sweep(i);
            if (e.Op == Op.Accumulator && level.Accumulators.Find(a => a.Name == e.Name) is { } a) return $"{sweep}.{StateEmitter.Field(a)}{(a.Reducer == Op.ArgMax ? ".Result" : "")}";
            if (e.Op == Op.Anchor && level.Anchors.Contains(e)) return $"{sweep}.{_states[i].Anchor(e)}.Scale";
            if (e.Op == Op.Center && level.Anchors.Contains(e[0])) return $"{sweep}.{_states[i].Anchor(e[0])}.Center";
            if (e.Op == Op.Center && level.Means.Contains(e[0])) return $"{sweep}.{_states[i].Mean(e[0])}.Value";
        }
        return null;
    }

    private string Index(Expr position) => position.Op == Op.Position ? Names.Escape(position.Name!) : $"(int)({_scalars.Write(position)})";

    private string Sweep(int level) => _plan.Levels.Count == 1 ? "sweep" : $"sweep{level + 1}";

    private void EmitClass(string className)
    {
        using (_writer.Block($"file static class {className}"))
        {
            _writer.Line("// A block of the row fits the first-level cache: sums of a block are float, sums of blocks double.");
            _writer.Line($"private const int Block = {(Rows.Count() > 1 ? 1024 : 2048)};");
            if (ChoosesByLength)
            {
                _writer.Line();
                _writer.Line("// Up to this length the destination stays in cache: keep the exponentials there, scale them at the end.");
                _writer.Line("private const int KeepUpTo = 1 << 18;");
            }
            EmitRun();
            foreach (var state in _states) state.Emit(_writer);
            foreach (var (loop, state) in _loops) EmitLoop(loop, state);
        }
    }

    private bool ChoosesByLength => _plan is { Kept: not null, Algorithm: Algorithm.Auto };

    private void EmitRun()
    {
        _writer.Line();
        using (_writer.Block($"public static {ReturnType} Run({RunParameters})"))
        {
            string first = Names.Escape(Rows.First().Name);
            _writer.Line($"int length = {first}.Length;");
            EmitChecks();
            foreach (var row in Rows.Select(r => r.Name).Concat(_plan.Rows.Select(r => r.Name!)))
                _writer.Line($"ref {(Rows.Any(r => r.Name == row && r.Kind == Op.Mask) ? "bool" : "float")} {row}Row = ref MemoryMarshal.GetReference({Names.Escape(row)});");
            EmitPicks();
            for (int i = 0; i < _states.Count; i++) EmitSweep(i);
            EmitResults();
        }
    }

    private string ReturnType => _outputs.FirstOrDefault(o => o.Name is null)?.Type ?? "void";

    private string RunParameters => string.Join(", ", _inputs.Select(i => (i.Kind switch
    {
        Op.Row => "ReadOnlySpan<float>",
        Op.Mask => "ReadOnlySpan<bool>",
        Op.Position => "int",
        _ => "double",
    }) + " " + Names.Escape(i.Name)).Concat(_outputs.Where(o => o.Name is not null).Select(o => $"{(o.IsRow ? "Span<float>" : "out " + o.Type)} {Names.Escape(o.Name!)}")));

    private void EmitChecks()
    {
        var rows = Rows.ToList();
        string first = rows[0].Name;
        foreach (var row in rows.Skip(1)) _writer.Line($"Spans.SameLength({Names.Escape(row.Name)}.Length, \"{row.Name}\", length, \"{first}\");");
        var destinations = _plan.Rows.Select(r => r.Name!).ToList();
        foreach (string d in destinations)
        {
            _writer.Line($"Spans.Destination({Names.Escape(d)}.Length, \"{d}\", length, \"{first}\");");
            _writer.Line($"{Names.Escape(d)} = {Names.Escape(d)}[..length];");
        }
        foreach (var pick in Expr.Nodes(_plan.Results.Select(r => r.Value).Concat(_plan.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand)).Concat(_plan.Levels.SelectMany(l => l.Anchors))).Where(e => e.Op == Op.Pick).Select(e => e[1]).Distinct())
            _writer.Line($"Spans.Position({Index(pick)}, \"{pick}\", length);");
        foreach (string d in destinations)
            foreach (var row in rows) _writer.Line($"Spans.Overlap({Names.Escape(row.Name)}, \"{row.Name}\", {Names.Escape(d)}, \"{d}\");");
        for (int i = 0; i < destinations.Count; i++)
            for (int j = 0; j < i; j++) _writer.Line($"Spans.Apart({Names.Escape(destinations[j])}, \"{destinations[j]}\", {Names.Escape(destinations[i])}, \"{destinations[i]}\");");
    }

    private void EmitSweep(int i)
    {
        _level = i;
        var (level, state) = (_plan.Levels[i], _states[i]);
        bool last = i == _states.Count - 1;
        string number = _states.Count == 1 ? "" : $"{i + 1}", sweep = Sweep(i);
        var folds = level.Accumulators.Select(a => new Fold(StateEmitter.Field(a), a.Reducer, a.Summand)).ToList();
        var accumulate = AddLoop(new($"Accumulate{number}", [], folds), state.Name);
        _writer.Line();
        _writer.Line($"var {sweep} = {state.Name}.Empty;");
        Hoist(level, folds);
        if (!state.IsMeasured)
        {
            if (last && _plan.Kept is not null && _plan.Algorithm is Algorithm.Auto or Algorithm.Reload) EmitChoice(() => EmitBlocks(sweep, KeepLoop(number, folds, state)), () => EmitBlocks(sweep, accumulate));
            else EmitBlocks(sweep, accumulate);
            return;
        }
        var measure = AddLoop(new($"Measure{number}", [],
            level.Anchors.SelectMany(a => a.Arguments.Select(x => new Fold($"{state.Anchor(a)}.Max", Op.Max, x)))
                .Concat(level.Means.Select(m => new Fold($"{state.Mean(m)}.Sum", Op.Sum, m))).ToList()), state.Name);
        void Whole(Loop loop)
        {
            EmitMeasured(measure, state, sweep, "0", "length");
            EmitBlocks(sweep, loop);
        }
        var pairs = _plan.Algorithm == Algorithm.TwoPass && Planner.AdmitsPairs(level) ? AddLoop(new($"Pair{number}", [], PairFolds(level, folds)), state.Name) : null;
        void Measured()
        {
            EmitMeasured(measure, state, "part", "start", "count");
            Call(accumulate, "part", "start", "count");
        }
        void Online()
        {
            using (_writer.Block("for (nint start = 0; start < length; start += Block)"))
            {
                _writer.Line("nint count = Math.Min(Block, length - start);");
                _writer.Line($"var part = {state.Name}.Empty;");
                if (pairs is null) Measured();
                else
                {
                    Call(pairs, "part", "start", "count");
                    _writer.Line("// Exponents beyond the range of the pairs: this block is done again with its maximum.");
                    using (_writer.Block($"if (!({string.Join(" && ", level.Anchors.Select(a => $"part.{state.Anchor(a)}.IsPlaced"))}))"))
                    {
                        _writer.Line($"part = {state.Name}.Empty;");
                        Measured();
                    }
                }
                _writer.Line($"{sweep}.Merge(part);");
            }
        }
        if (last && _plan.Kept is not null && _plan.Algorithm is Algorithm.Auto or Algorithm.Reload) EmitChoice(() => Whole(KeepLoop(number, folds, state)), Online);
        else if (_plan.Algorithm is Algorithm.ThreePass or Algorithm.Reload) Whole(accumulate);
        else Online();
    }

    /// <summary>The folds of a level with every sum of exponentials as a pair of mantissa and exponent, which finds its own anchor.</summary>
    private List<Fold> PairFolds(Level level, List<Fold> folds) =>
        [.. level.Accumulators.Zip(folds, (a, fold) => a.Weight.Op == Op.ScaledExp ? fold with { Value = a.Weight[0], PairAnchor = _states[level.Index].Anchor(a.Weight[1]) } : fold)];

    // Scalars that several loops of a sweep take are written before its blocks and branches, where all can see them.
    private void Hoist(Level level, List<Fold> folds)
    {
        var measured = level.Anchors.SelectMany(a => a.Arguments).Concat(level.Means).Select(x => new Fold("", Op.Max, x));
        foreach (var scalar in new Loop("", [], [.. folds, .. measured]).Scalars.Where(e => !e.Op.IsScale() && !e.Contains(n => n.Op == Op.Center || level.Anchors.Contains(n))))
            _scalars.Write(scalar);
    }

    private Loop KeepLoop(string number, List<Fold> folds, StateEmitter state) =>
        AddLoop(new($"Keep{number}", _plan.Kept!.Select(k => new Store(k.Row, k.Value)).ToList(), folds), state.Name);

    private void EmitChoice(Action kept, Action swept)
    {
        if (!ChoosesByLength)
        {
            kept();
            return;
        }
        using (_writer.Block("if (length <= KeepUpTo)")) kept();
        using (_writer.Block("else")) swept();
    }

    private void EmitMeasured(Loop measure, StateEmitter state, string target, string start, string count)
    {
        Call(measure, target, start, count);
        var level = _plan.Levels[_states.IndexOf(state)];
        foreach (var a in level.Anchors) _writer.Line($"{target}.{state.Anchor(a)}.Place({(a.Value == 1 ? "atLeastOne: true" : "")});");
        foreach (var m in level.Means) _writer.Line($"{target}.{state.Mean(m)}.Place({count});");
    }

    private void EmitBlocks(string sweep, Loop loop)
    {
        using (_writer.Block("for (nint start = 0; start < length; start += Block)"))
            Call(loop, sweep, "start", "Math.Min(Block, length - start)");
    }

    private void EmitResults()
    {
        _writer.Line();
        var map = _plan.Rows.Any() ? AddLoop(new("Map", _plan.Rows.Select(r => new Store(r.Name!, r.Value)).ToList(), []), null) : null;
        var finish = _plan.Kept is not null && _plan.Algorithm is Algorithm.Auto or Algorithm.Reload ? AddLoop(new("Finish", _plan.Kept.Select(k => new Store(k.Row, k.Finish)).ToList(), []), null) : null;
        // Scalars that both branches need are written before the branch.
        foreach (var loop in new[] { map, finish }.Where(l => l is not null)) _ = Arguments(loop!, null, "0", "length", writeOnly: true);
        if (finish is not null) EmitChoice(() => Call(finish, null, "0", "length"), () => Call(map!, null, "0", "length"));
        else if (map is not null) Call(map, null, "0", "length");
        foreach (var (result, output) in _plan.Results.Zip(_outputs, (r, o) => (r, o)).Where(p => !p.o.IsRow).OrderBy(p => p.o.Name is null))
            _writer.Line(output.Name is null ? $"return {Cast(output)}{_scalars.Write(result.Value)};" : $"{Names.Escape(output.Name)} = {Cast(output)}{_scalars.Write(result.Value)};");
    }

    private static string Cast(Output output) => output.Type == "double" ? "" : $"({output.Type})";

    private Loop AddLoop(Loop loop, string? state)
    {
        if (!_loops.Exists(l => l.Loop.Name == loop.Name)) _loops.Add((loop, state));
        return _loops.Find(l => l.Loop.Name == loop.Name).Loop;
    }

    private void Call(Loop loop, string? state, string start, string count) => _writer.Line($"{loop.Name}({Arguments(loop, state, start, count)});");

    private string Arguments(Loop loop, string? state, string start, string count, bool writeOnly = false)
    {
        var signature = new Signature(loop, null, _names.Nested());
        var scalars = signature.Scalars.Select(s => s.Expr).Select(e =>
            loop.Anchors.Contains(e) ? $"in {AnchorPath(e, state)}"
            : state is not null && e.Contains(n => n.Op == Op.Center) && !writeOnly ? new ScalarEmitter(_writer, _names, n => InState(n, state) ?? Leaf(n), new Dictionary<Expr, int>()).Write(e)
            : _scalars.Write(e)).ToList();
        return string.Join(", ", (state is null ? [] : new[] { $"ref {state}" }).Concat(signature.Rows.Select(r => $"ref {r.TrimStart('@')}Row")).Concat([start, count]).Concat(scalars));
    }

    private string? InState(Expr e, string state)
    {
        if (e.Op != Op.Center) return null;
        for (int i = 0; i < _states.Count; i++)
            if ((i == _level && state == "part") || state == Sweep(i))
            {
                if (_plan.Levels[i].Anchors.Contains(e[0])) return $"{state}.{_states[i].Anchor(e[0])}.Center";
                if (_plan.Levels[i].Means.Contains(e[0])) return $"{state}.{_states[i].Mean(e[0])}.Value";
            }
        return null;
    }

    private string AnchorPath(Expr anchor, string? state)
    {
        int i = _plan.Levels.ToList().FindIndex(l => l.Anchors.Contains(anchor));
        return $"{(state == "part" && i == _level ? state : Sweep(i))}.{_states[i].Anchor(anchor)}";
    }

    private void EmitLoop(Loop loop, string? state)
    {
        var signature = new Signature(loop, state, _names.Nested());
        _writer.Line();
        if (signature.IsRanged)
        {
            using (_writer.Block($"private static void {loop.Name}({signature.Declaration})"))
            {
                _writer.Line($"if ({signature.RangeTest}) {loop.Name}<Far>({signature.Forwarded});");
                _writer.Line($"else {loop.Name}<Near>({signature.Forwarded});");
            }
            _writer.Line();
        }
        using (_writer.Block($"private static void {loop.Name}{signature.Generic}({signature.Declaration}){signature.Constraint}"))
        {
            for (int t = 0; t < _targets.Count; t++)
            {
                string call = $"{loop.Name}{_targets[t].Suffix}{signature.Generic}({signature.Forwarded});";
                _writer.Line(_targets.Count == 1 ? call : t == _targets.Count - 1 ? $"else {call}" : $"{(t == 0 ? "" : "else ")}if ({_targets[t].Guard}) {call}");
            }
        }
        foreach (var target in _targets) new LoopEmitter(_writer, target, loop, _names).Emit(signature);
    }
}
