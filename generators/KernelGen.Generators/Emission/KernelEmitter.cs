using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>Writes a kernel: argument checks, the sweeps of the plan in order, the scalar code between them, and the loops for every target.</summary>
internal sealed partial class KernelEmitter
{
    private readonly CodeWriter _writer = new();
    private readonly Plan _plan;
    private readonly IReadOnlyList<Input> _inputs;
    private readonly IReadOnlyList<Output> _outputs;
    private readonly IReadOnlyList<Target> _targets;
    private readonly Names _names;
    private readonly List<StateEmitter> _states = [];
    private readonly List<SweepEmitter> _sweeps = [];
    private readonly ScalarEmitter _scalars;
    private readonly Renaming _renaming;
    private readonly Loop? _map, _mapPast, _finish;
    private readonly List<(Loop Loop, Expr Selection)> _chosen = [];
    private readonly SelectionEmitter _selections;
    private readonly Dictionary<Expr, string> _picked = [];

    private KernelEmitter(Plan plan, IReadOnlyList<Input> inputs, IReadOnlyList<Output> outputs, IReadOnlyList<Target> targets, Naming naming, Renaming renaming)
    {
        (_plan, _inputs, _outputs, _targets, _renaming) = (plan, inputs, outputs, targets, renaming);
        _names = new(inputs.Select(i => i.Name).Concat(outputs.Select(o => o.Name ?? "")).Concat(["state", "start", "count", "length", "part"]));
        foreach (var level in plan.Levels)
        {
            string number = plan.Levels.Count == 1 ? "" : $"{level.Index + 1}";
            _states.Add(new(level, "State" + number, targets[0].IsReproducible));
            _sweeps.Add(new(level, _states[level.Index], _names, plan.Algorithm, Equals(level, plan.Last) ? plan.Kept : null, number));
        }
        if (plan.Rows.Any()) _map = Loop.OfExponentials("Map", plan.Rows.Select(r => new Store(r.Name!, r.Value)).ToList(), []);
        _mapPast = _map?.Past("MapPast");
        if (_sweeps.Exists(s => s.Keeps)) _finish = Loop.OfExponentials("Finish", plan.Kept!.Select(k => new Store(k.Row, k.Finish)).ToList(), []);
        foreach (var rows in plan.ChosenRows.GroupBy(r => r.Value.Selection!))
            _chosen.Add((Loop.OfExponentials($"Choose{(_chosen.Count == 0 ? "" : $"{_chosen.Count + 1}")}", [.. rows.Select(r => new Store(r.Name!, r.Value, outputs.First(o => o.Name == r.Name).Type == "int"))], []), rows.Key));
        _selections = new(_writer, plan, outputs, [.. Rows], renaming, e => _scalars!.Write(e));
        _scalars = new(_writer, _names, Leaf, Uses.OfScalars(AllScalars()), naming.Find);
    }

    public static string Emit(string className, Plan plan, IReadOnlyList<Input> inputs, IReadOnlyList<Output> outputs, IReadOnlyList<Target> targets, Naming naming)
    {
        var renaming = new Renaming(inputs.Select(i => i.Name).Concat(outputs.Select(o => o.Name ?? "")));
        var emitter = new KernelEmitter(
            renaming.Apply(plan), [.. inputs.Select(i => i with { Name = renaming[i.Name] })], [.. outputs.Select(o => o with { Name = o.Name is null ? null : renaming[o.Name] })], targets, naming, renaming);
        emitter.EmitClass(className);
        return emitter._writer.ToString();
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
        if (e.Op == Op.Length) return e.Arguments.IsEmpty ? "length" : $"{Chosen(e[0])}.Length";
        if (e.Op == Op.Pick && e[0].Op is Op.Chosen or Op.ChosenAt) return $"{(e[0].Op == Op.Chosen ? "" : "(double)")}Selection.At({Chosen(e[0][0])}.{(e[0].Op == Op.Chosen ? "Values" : "Indices")}, {Index(e[1])})";
        if (e.Op == Op.Pick) return _picked.TryGetValue(e, out string? picked) ? picked : $"(double){Names.Escape(e[0].Name!)}[{Index(e[1])}]";
        for (int i = 0; i < _states.Count; i++)
        {
            var level = _plan.Levels[i];
            string sweep = State(i);
            if (e.Op == Op.Accumulator && level.Accumulators.Find(a => a.Name == e.Name) is { } a) return a.Reducer == Op.ArgMax ? $"(double){sweep}.{StateEmitter.Field(a)}.Result" : a.Reducer == Op.Threshold ? $"{sweep}.{StateEmitter.Field(a)}.Value" : $"{sweep}.{StateEmitter.Field(a)}";
            if (e.Op is Op.Anchor or Op.Magnitude && level.Anchors.Contains(e)) return $"{sweep}.{_states[i].Anchor(e)}.Scale";
            if (e.Op == Op.Center && level.Anchors.Contains(e[0])) return $"{sweep}.{_states[i].Anchor(e[0])}.Center";
            if (e.Op == Op.Center && level.Means.Contains(e[0])) return $"{sweep}.{_states[i].Mean(e[0])}.Value";
        }
        return null;
    }

    private string Chosen(Expr selection) => $"{State(_plan.Levels.First(l => l.Accumulators.Exists(a => a.Node.Equals(selection))).Index)}.{StateEmitter.Field(selection.Name!)}";

    private string Index(Expr position) => position.Op switch
    {
        Op.Position => Names.Escape(position.Name!),
        Op.Constant => Literals.Int(position.Value),
        Op.Accumulator when Leaf(position) is ['(', 'd', ..] index => index.Substring("(double)".Length),
        _ => $"(int)({_scalars.Write(position)})",
    };

    private string State(int level) => _plan.Levels.Count == 1 ? "state" : $"state{level + 1}";

    private void EmitClass(string className)
    {
        using (_writer.Block($"file static class {className}"))
        {
            EmitBlockSize();
            if (ChoosesByLength)
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
            EmitRun();
            for (int i = 0; i < _states.Count; i++)
            {
                _states[i].Emit(_writer);
                _sweeps[i].Emit(_writer);
                foreach (var loop in _sweeps[i].Loops) EmitLoop(loop, _states[i].Name, TargetsOf(_plan.Levels[i].Selection));
            }
            foreach (var (loop, selection) in _chosen) EmitLoop(loop, null, TargetsOf(selection));
            if (WritesRows) EmitWrite();
            if (_finish is not null) EmitLoop(_finish, null, _targets);
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

    // Chosen elements are few: one at a time, unless every bit has to be that of the vectors.
    private IReadOnlyList<Target> TargetsOf(Expr? selection) => selection is null || _targets[0].IsReproducible ? _targets : [Target.One];

    private int Elements(long limit) => CostTable.Elements(limit, Rows.Sum(r => r.Kind == Op.Mask ? 1 : 4) + (4 * _plan.Rows.Count()));

    /// <summary>The rows are written from the inputs, at some length at least.</summary>
    private bool WritesRows => _map is not null && (_finish is null || ChoosesByLength);

    private bool ChoosesByLength => _plan is { Kept: not null, Algorithm: Algorithm.Auto };

    private void EmitLoop(Loop loop, string? state, IReadOnlyList<Target> targets)
    {
        var signature = new Signature([loop], state, _names.Nested(), stretch: true);
        _writer.Line();
        if (signature.IsRanged && !loop.IsMeasuredInUnits)
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
            for (int t = 0; t < targets.Count; t++)
            {
                string call = $"{loop.Name}_{targets[t].Suffix}{signature.Generic}({signature.Forwarded});";
                _writer.Line(targets.Count == 1 ? call : t == targets.Count - 1 ? $"else {call}" : $"{(t == 0 ? "" : "else ")}if ({targets[t].Guard}) {call}");
            }
        }
        var uses = Uses.OfRows(loop.Values);
        foreach (var target in targets) new LoopEmitter(_writer, target, loop, uses, _names).Emit(signature);
    }
}
