using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>Writes a kernel: argument checks, the sweeps of the plan in order, the scalar code between them, and the loops for every target.</summary>
internal sealed partial class KernelEmitter
{
    private readonly CodeWriter _writer;
    private readonly Plan _plan;
    private readonly IReadOnlyList<Input> _inputs;
    private readonly IReadOnlyList<Output> _outputs;
    private readonly string? _rowLength;
    private readonly bool _isParallel;
    private readonly IReadOnlyList<Target> _targets;
    private readonly Names _names;
    private readonly List<StateEmitter> _states = [];
    private readonly List<SweepEmitter> _sweeps = [];
    private readonly ScalarEmitter _scalars;
    private readonly IReadOnlyDictionary<Expr, int> _scalarUses;
    private readonly Renaming _renaming;
    private readonly Loop? _map, _finish;
    private readonly List<(Loop Loop, Expr Selection)> _chosen = [];
    private readonly SelectionEmitter _selections;
    private readonly Dictionary<Expr, string> _picked = [];
    private readonly Naming _naming;

    private KernelEmitter(CodeWriter writer, Plan plan, KernelSpec spec, IReadOnlyList<Target> targets, Naming naming, Renaming renaming)
    {
        (_writer, _plan, _inputs, _outputs, _rowLength, _isParallel, _targets, _naming, _renaming) = (writer, plan, spec.Inputs, spec.Outputs, spec.RowLength, spec.IsParallel, targets, naming, renaming);
        _names = new(spec.Names.Concat(SelectionEmitter.NamesOf(plan)).Concat(["state", "start", "count", "length", "part", "from", "to"]));
        foreach (var level in plan.Levels)
        {
            string number = plan.Levels.Count == 1 ? "" : $"{level.Index + 1}";
            _states.Add(new(level, "State" + number, targets[0].IsReproducible, _isParallel));
            _sweeps.Add(new(level, _states[level.Index], _names, plan.Algorithm, Equals(level, plan.Last) ? plan.Kept : null, number, _isParallel));
        }
        if (plan.Rows.Any()) _map = Loop.OfExponentials("Map", plan.Rows.Select(r => new Store(r.Name!, r.Value)).ToList(), [], isWritten: true);
        if (_sweeps.Exists(s => s.Keeps)) _finish = Loop.OfExponentials("Finish", plan.Kept!.Select(k => new Store(k.Row, k.Finish)).ToList(), []);
        _selections = new(_writer, plan, _outputs, [.. Rows], renaming, e => _scalars!.Write(e));
        foreach (var rows in plan.ChosenRows.Where(r => !_selections.IsCopied(r)).GroupBy(r => r.Value.Selection!))
            _chosen.Add((Loop.OfExponentials($"Choose{(_chosen.Count == 0 ? "" : $"{_chosen.Count + 1}")}", [.. rows.Select(r => new Store(r.Name!, r.Value, _selections.IsWhole(r)))], []), rows.Key));
        _straight = Straight();
        _vectors = Vectors();
        _half = Half();
        _scalarUses = Uses.OfScalars(AllScalars());
        _scalars = new(_writer, _names, Leaf, _scalarUses, naming.Find);
    }

    public static void Emit(CodeWriter writer, string className, Plan plan, KernelSpec spec, IReadOnlyList<Target> targets, Naming naming)
    {
        var renaming = new Renaming(spec.Names, SelectionEmitter.NamesOf(plan));
        new KernelEmitter(writer, renaming.Apply(plan), spec.Map(name => renaming[name]), targets, naming, renaming).EmitClass(className);
    }

    private IEnumerable<Input> Rows => _inputs.Where(i => i.Kind is Op.Row or Op.Mask);

    private IEnumerable<Expr> AllScalars()
    {
        foreach (var result in _plan.Scalars) yield return result.Value;
        foreach (var e in new Loop("", _plan.Results.Where(r => r.IsRow).Select(r => new Store(r.Name!, r.Value)).ToList(), []).Scalars) yield return e;
        foreach (var level in _plan.Levels)
            foreach (var e in new Loop("", [], level.Accumulators.Select(a => new Fold(a.Name, a.Reducer, a.Summand)).ToList()).Scalars.Where(s => !s.Contains(n => n.Op == Op.Center))) yield return e;
    }

    private string? Leaf(Expr e)
    {
        if (e.Op == Op.Length) return e.Arguments.IsEmpty ? "length" : $"{e[0].Name}.Length";
        if (e.Op == Op.Pick && e[0].Op is Op.Chosen or Op.ChosenAt) return $"{(e[0].Op == Op.Chosen ? "" : "(double)")}Selection.At({e[0][0].Name}.{(e[0].Op == Op.Chosen ? "Values" : "Indices")}, {Index(e[1])})";
        if (e.Op == Op.Pick) return _picked.TryGetValue(e, out string? picked) ? picked : Element(e);
        if (e.Op == Op.Accumulator) return (IsIndex(e) ? "(double)" : "") + Accumulated(e);
        for (int i = 0; i < _states.Count; i++)
        {
            var level = _plan.Levels[i];
            string sweep = State(i);
            if (e.Op is Op.Anchor or Op.Magnitude && level.Anchors.Contains(e)) return $"{sweep}.{_states[i].Anchor(e)}.Scale";
            if (e.Op == Op.Center && level.Anchors.Contains(e[0])) return $"{sweep}.{_states[i].Anchor(e[0])}.Center";
            if (e.Op == Op.Center && level.Means.Contains(e[0])) return $"{sweep}.{_states[i].Mean(e[0])}.Value";
        }
        return null;
    }

    private (Accumulator Accumulator, int Level) Find(Expr accumulator) =>
        _plan.Levels.SelectMany(l => l.Accumulators.Select(a => (a, l.Index))).First(p => p.a.Name == accumulator.Name);

    private bool IsIndex(Expr e) => e.Op == Op.Accumulator && Find(e).Accumulator.Reducer == Op.ArgMax;

    private string Accumulated(Expr e)
    {
        var (accumulator, level) = Find(e);
        return accumulator.Reducer.IsSelection() ? $"{accumulator.Name}.Value" : $"{State(level)}.{StateEmitter.Field(accumulator)}{(accumulator.Reducer == Op.ArgMax ? ".Result" : "")}";
    }

    /// <summary>The caller says which element: one that is not there has been refused. One that is computed may not be there.</summary>
    private static bool IsGiven(Expr position) => position.Op is Op.Position or Op.Constant;

    private string Element(Expr pick) => IsGiven(pick[1]) ? $"{Names.Escape(pick[0].Name!)}[{Index(pick[1])}]" : $"Spans.ElementAt({Names.Escape(pick[0].Name!)}, {Index(pick[1])})";

    private string Index(Expr position) =>
        position.Op == Op.Position ? Names.Escape(position.Name!)
        : position.Op == Op.Constant ? Literals.Int(position.Value)
        : IsIndex(position) ? Accumulated(position) : _scalars.Write(position);

    private string State(int level) => _plan.Levels.Count == 1 ? "state" : $"state{level + 1}";

    private void EmitClass(string className)
    {
        using (_writer.Block($"file static class {className}"))
        {
            _writer.Line("// A loop is compiled once, with all optimisations, and stays by itself: what its caller takes is not taken from it.");
            _writer.Line("private const MethodImplOptions Alone = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;");
            _writer.Line();
            EmitBlockSize();
            if (_isParallel ? KeepsParts : ChoosesByLength)
            {
                _writer.Line();
                _writer.Line("// Up to this length keeping the exponentials in the destination and scaling them at the end is quicker than taking them twice.");
                _writer.Line($"private const int KeepUpTo = {Elements(CostTable.KeepUpTo)};");
            }
            if (WritesRows)
            {
                _writer.Line();
                _writer.Line("// From this length on what is written goes past the caches.");
                _writer.Line($"private const int BypassFrom = {Elements(CostTable.BypassFrom)};");
            }
            if (_isParallel)
            {
                _writer.Line();
                _writer.Line("// From this number of elements on other threads take parts of the work.");
                _writer.Line($"private const int ParallelFrom = {CostTable.ParallelFrom};");
            }
            if (IsBatch) EmitBatch();
            EmitRun();
            for (int i = 0; i < _states.Count; i++)
            {
                _states[i].Emit(_writer);
                _sweeps[i].Emit(_writer);
                if (_sweeps[i].IsParted) EmitParts(_sweeps[i].Name, _sweeps[i].Signature(keeping: false), Where.Part, _sweeps[i].StateType);
                if (_sweeps[i].KeepsParts) EmitKeepingParts(_sweeps[i], _states[i].Name);
                foreach (var loop in _sweeps[i].Loops) EmitLoop(loop, loop.AddsToState ? _states[i].Name : null, TargetsOf(loop));
            }
            foreach (var (loop, _) in _chosen) EmitLoop(loop, null, TargetsOf(loop));
            if (WritesRows) EmitWrite();
            if (_finish is not null) EmitLoop(_finish, null, _targets);
            if (KeepsParts) EmitParts("Finish", FinishSignature, Where.Stretch);
        }
    }

    private void EmitBlockSize()
    {
        if (_plan.Algorithm == Algorithm.TwoPass)
        {
            _writer.Line("// The mantissas of a block are added in float: the fewer lanes share it, the shorter it is.");
            _writer.Line($"private static int Block => {string.Join(" || ", _targets.Where(t => t.Lanes >= 8).Select(t => t.Guard).DefaultIfEmpty("false"))} ? 512 : 256;");
            return;
        }
        _writer.Line("// A block of the row fits the first-level cache.");
        _writer.Line($"private const int Block = {(Rows.Count() > 1 ? 2048 : 4096)};");
    }

    // Elements that lie apart, whole numbers, and sums of all that came before are taken one at a time.
    private IReadOnlyList<Target> TargetsOf(Loop loop) =>
        loop.Stores.Any(s => s.IsIndex) || Expr.RowNodes(loop.Values).Any(e => e.Op is Op.At or Op.ChosenAt or Op.Cumulative) ? [Target.One] : _targets;

    private int Elements(long limit) => CostTable.Elements(limit, Rows.Sum(r => r.Kind == Op.Mask ? 1 : 4) + (4 * _plan.Rows.Count()));

    /// <summary>The rows are written from the inputs, at some length at least.</summary>
    private bool WritesRows => _map is not null && (_finish is null || ChoosesByLength || _isParallel);

    private bool ChoosesByLength => _plan is { Kept: not null, Algorithm: Algorithm.Auto };

    private void EmitLoop(Loop loop, string? state, IReadOnlyList<Target> targets)
    {
        var signature = new Signature([loop], state, _names.Nested(), Where.Stretch);
        _writer.Line();
        if (signature.IsRanged && !loop.IsMeasuredInUnits)
        {
            using (_writer.Block($"private static void {loop.Name}{signature.Generic(range: null)}({signature.Declaration}){signature.Constraint(isRanged: false)}"))
            {
                _writer.Line($"if ({signature.RangeTest}) {loop.Name}{signature.Generic("Far")}({signature.Forwarded});");
                _writer.Line($"else {loop.Name}{signature.Generic("Near")}({signature.Forwarded});");
            }
            _writer.Line();
        }
        using (_writer.Block($"private static void {loop.Name}{signature.Generic()}({signature.Declaration}){signature.Constraint()}"))
        {
            for (int t = 0; t < targets.Count; t++)
            {
                string call = $"{loop.Name}_{targets[t].Suffix}{signature.Generic()}({signature.Forwarded});";
                _writer.Line(targets.Count == 1 ? call : t == targets.Count - 1 ? $"else {call}" : $"{(t == 0 ? "" : "else ")}if ({targets[t].Guard}) {call}");
            }
        }
        var uses = Uses.OfRows(loop.Values);
        foreach (var target in targets) new LoopEmitter(_writer, target, loop, uses, _names).Emit(signature);
    }
}
