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
        if (e.Op == Op.Pick && e[0].Op is Op.Chosen or Op.ChosenAt) return $"Selection.At({Chosen(e[0][0])}.{(e[0].Op == Op.Chosen ? "Values" : "Indices")}, {Index(e[1])})";
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

    private void EmitRun()
    {
        _writer.Line();
        using (_writer.Block($"public static {ReturnType} Run({RunParameters})"))
        {
            string first = Names.Escape(Rows.First().Name);
            _writer.Line($"int length = {first}.Length;");
            EmitChecks();
            foreach (var row in Rows.Select(r => r.Name).Concat(_outputs.Where(o => o.IsRow).Select(r => r.Name!)))
                _writer.Line($"ref {(Rows.Any(r => r.Name == row && r.Kind == Op.Mask) ? "bool" : _outputs.FirstOrDefault(o => o.Name == row)?.Type ?? "float")} {row}Row = ref MemoryMarshal.GetReference({Names.Escape(row)});");
            EmitPicks();
            EmitEmptyRow();
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
    }) + " " + Names.Escape(i.Name)).Concat(_outputs.Where(o => o.Name is not null).Select(o => $"{(o.IsRow ? $"Span<{o.Type}>" : "out " + o.Type)} {Names.Escape(o.Name!)}")));

    private IEnumerable<Expr> Picks() =>
        Expr.Nodes(_plan.Results.Select(r => r.Value).Concat(_plan.Levels.SelectMany(l => l.Accumulators).Select(a => a.Summand)).Concat(_plan.Levels.SelectMany(l => l.Anchors))).Where(e => e.Op == Op.Pick && e[0].Selection is null);

    private IEnumerable<Expr> Positions() => Picks().Select(e => e[1]).Concat(_plan.Results.SelectMany(r => r.Positions)).Distinct();

    // Elements at a position of the caller's are read first: in place, the row is written over before its scalars are.
    private void EmitPicks()
    {
        foreach (var pick in Picks().Where(e => !e[1].Contains(n => n.Op.IsMeasured())).ToList())
        {
            string name = _names.Fresh(pick[1].Name is { } at ? $"{pick[0].Name}At{char.ToUpperInvariant(at[0])}{at.Substring(1)}" : pick[0].Name + "At");
            _writer.Line($"double {name} = {Names.Escape(pick[0].Name!)}[{Index(pick[1])}];");
            _picked[pick] = name;
        }
    }

    private void EmitEmptyRow()
    {
        // An element at a position has been asked for, and refused, before.
        var results = Returned(_plan.Results).ToList();
        if (results.Count == 0 || Positions().Any() || _plan.ChosenRows.Any()) return;
        using (_writer.Block("if (length == 0)   // each reduction has its identity"))
        {
            foreach (var (result, output) in results)
            {
                string value = Cast(output) + OfEmptyRow(result);
                _writer.Line(output.Name is null ? $"return {value};" : $"{Names.Escape(output.Name)} = {value};");
            }
            if (results.TrueForAll(r => r.Output.Name is not null)) _writer.Line("return;");
        }
    }

    /// <summary>The scalar results, that which is returned last.</summary>
    private IEnumerable<(Result Result, Output Output)> Returned(IEnumerable<Result> results) =>
        results.Zip(_outputs, (r, o) => (r, o)).Where(p => !p.o.IsRow).OrderBy(p => p.o.Name is null);

    private void EmitChecks()
    {
        var rows = Rows.ToList();
        string first = rows[0].Name;
        foreach (var row in rows.Skip(1)) _writer.Line($"Spans.SameLength({Names.Escape(row.Name)}.Length, \"{_renaming.Given(row.Name)}\", length, \"{_renaming.Given(first)}\");");
        var destinations = _plan.Rows.Select(r => r.Name!).ToList();
        foreach (string d in destinations)
        {
            _writer.Line($"Spans.Destination({Names.Escape(d)}.Length, \"{_renaming.Given(d)}\", length, \"{_renaming.Given(first)}\");");
            _writer.Line($"{Names.Escape(d)} = {Names.Escape(d)}[..length];");
        }
        foreach (var position in Positions())
            _writer.Line($"Spans.Position({Index(position)}, \"{_renaming.Given(position.ToString())}\", length);");
        foreach (string d in destinations)
            foreach (var row in rows) _writer.Line($"Spans.Overlap({Names.Escape(row.Name)}, \"{_renaming.Given(row.Name)}\", {Names.Escape(d)}, \"{_renaming.Given(d)}\");");
        _selections.EmitChecks();
        for (int i = 0; i < destinations.Count; i++)
            for (int j = 0; j < i; j++) _writer.Line($"Spans.Apart({Names.Escape(destinations[j])}, \"{_renaming.Given(destinations[j])}\", {Names.Escape(destinations[i])}, \"{_renaming.Given(destinations[i])}\");");
    }

    private void EmitSweep(int i)
    {
        _writer.Line();
        var level = _plan.Levels[i];
        if (level.Selections.Any()) _selections.EmitState(level, _states[i], State(i));
        else _writer.Line($"var {State(i)} = {_states[i].Name}.Empty;");
        string Call(bool keeping) => $"{(keeping ? SweepEmitter.KeepingName : _sweeps[i].Name)}({Arguments(_sweeps[i].Signature(keeping), State(i), [level.Selection is null ? "length" : $"{Chosen(level.Selection)}.Length"])});";
        if (_sweeps[i].Keeps) EmitChoice(Call(keeping: true), _sweeps[i].Plain ? Call(keeping: false) : null);
        else _writer.Line(Call(keeping: false));
        _selections.EmitFinish(level, State(i));
    }

    private void EmitChoice(string kept, string? otherwise)
    {
        _writer.Line(otherwise is null ? kept : $"if (length <= KeepUpTo) {kept}");
        if (otherwise is not null) _writer.Line($"else {otherwise}");
    }

    private void EmitResults()
    {
        _writer.Line();
        string Call(Loop loop, string count = "length") => $"{loop.Name}({Arguments(new Signature([loop], null, _names.Nested(), stretch: true), null, ["0", count])});";
        string Write() => $"Write({Arguments(WriteSignature, null, ["length"])});";
        // In place, the row is written over when its own result is: what is chosen comes first.
        foreach (var (loop, selection) in _chosen) _writer.Line(Call(loop, $"{Chosen(selection)}.Length"));
        if (_finish is not null) EmitChoice(Call(_finish), ChoosesByLength ? Write() : null);
        else if (_map is not null) _writer.Line(Write());
        foreach (var (result, output) in Returned(_plan.Results))
            _writer.Line($"{(output.Name is null ? "return" : Names.Escape(output.Name) + " =")} {OrEmpty(result, Cast(output) + _scalars.WriteOperand(result.Value), Cast(output))};");
    }

    // What is chosen of an empty row is written all the same.
    private string OrEmpty(Result result, string value, string cast) => _plan.ChosenRows.Any() && !Positions().Any() ? $"length == 0 ? {cast}{OfEmptyRow(result)} : {value}" : value;

    private static string OfEmptyRow(Result result) => new ScalarEmitter(new(), new([]), _ => null, new Dictionary<Expr, int>()).WriteOperand(result.OfEmptyRow!);

    private static string Cast(Output output) => output.Type == "double" ? "" : $"({output.Type})";

    private string Arguments(Signature signature, string? state, string[] where)
    {
        return signature.Arguments(state, row => row.TrimStart('@') + "Row", where, e => signature.TakesAnchor(e) ? $"in {AnchorPath(e)}" : Integers.Are(e) && !e.Arguments.IsEmpty ? $"(int)({_scalars.Write(e)})" : _scalars.Write(e));
    }

    private string AnchorPath(Expr anchor)
    {
        int i = _states.FindIndex(s => s.Has(anchor));
        return $"{State(i)}.{_states[i].Anchor(anchor)}";
    }

    private Signature WriteSignature => new([_map!], null, _names.Nested(), stretch: false);

    /// <summary>Writes the rows, a long one past the caches: not one that is read in the same place, it is in the caches already.</summary>
    private void EmitWrite()
    {
        var signature = WriteSignature;
        string first = References.Of(_map!.Stores[0].Row);
        string Call(Loop loop, string start, string count) => $"{loop.Name}({string.Join(", ", signature.Rows.Select(r => "ref " + r).Concat([start, count]).Concat(signature.Scalars.Select(s => Names.Escape(s.Name))))});";
        _writer.Line();
        using (_writer.Block($"private static void Write({signature.Declaration})"))
        {
            string inPlace = string.Concat(_map.Rows.Where(r => r.Op == Op.Row).Select(r => $" || Unsafe.AreSame(ref {References.Of(r)}, ref {first})"));
            using (_writer.Block($"if (length < BypassFrom{inPlace})"))
            {
                _writer.Line(Call(_map, "0", "length"));
                _writer.Line("return;");
            }
            _writer.Line($"nint unaligned = Past.Unaligned(ref {first}, length);");
            _writer.Line(Call(_map, "0", "unaligned"));
            _writer.Line(Call(_mapPast!, "unaligned", "length - unaligned"));
            _writer.Line("Past.Finish();");
        }
        EmitLoop(_map, null, _targets);
        EmitLoop(_mapPast!, null, _targets);
    }

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
