using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

// A row of at most one vector, or of four: all sweeps one after the other, in registers. What such a row takes is not its arithmetic but the
// way from one loop to the next, by way of memory.
internal sealed partial class KernelEmitter
{
    /// <summary>More work than this in one method is not inlined any more, nor worth it.</summary>
    private const int Light = 90;

    private const string LongName = "RunLong";

    private static string ShortName(Target target) => $"RunUpTo{target.Lanes}";

    // Set by the constructor: all there is to do with a row at once, and the targets that take a short row so, the narrowest first: fewer lanes are folded sooner.
    private readonly Loop _straight;
    private readonly IReadOnlyList<Target> _vectors;

    // The vector of half as many lanes as the narrowest, for what fits it: there the way of the shortest rows forks once it is taken, not before.
    private readonly Target? _half;

    private Loop Straight() => new("", _map?.Stores ?? [], [.. _sweeps.SelectMany(s => s.Measured.Concat(s.Accumulated))]);

    private IReadOnlyList<Target> Vectors()
    {
        if (_plan.Algorithm != Algorithm.Auto || _plan.Levels.Any(l => l.Selection is not null || l.Selections.Any()) || _plan.ChosenRows.Any() || Picks().Any(IsMeasured) || TargetsOf(_straight) != _targets) return [];
        if (LoopEmitter.Weight(_straight) > Light) return [];
        var wide = _targets.Where(t => t is { Lanes: >= 8, IsReproducible: false }).ToList();
        var four = wide.Where(t => FitsTwice && (t.HasManyRegisters || !_straight.Stores.Any(s => ReadsAgain(s.Value)))).Select(t => t.InLockstep);
        return [.. wide.Concat(four).OrderBy(t => t.Lanes)];
    }

    /// <summary>More than one vector is still inlined into one method.</summary>
    private bool FitsTwice => 2 * LoopEmitter.Weight(_straight) <= Light;

    // What is stored reads the row itself, once more: four vectors of it, their masks and their exponentials are more than sixteen registers.
    private static bool ReadsAgain(Expr e) => e.IsRow && (e.Arguments.IsEmpty || (e.Op != Op.ScaledExp && e.Arguments.Any(ReadsAgain)));

    private Target? Half() => _vectors.Count > 0 && FitsTwice ? _targets.FirstOrDefault(t => 2 * t.Lanes == _vectors[0].Lanes) : null;

    private string ResultName => field ??= _names.Fresh("result");

    private IEnumerable<string> RowNames => Rows.Select(r => r.Name).Concat(_plan.Rows.Select(r => r.Name!));

    private string NameOf(Output output) => output.Name is null ? ResultName : Names.Escape(output.Name);

    /// <summary>A row of one such vector, or four, goes its own way if it can, and if no smaller one holds it.</summary>
    private void EmitVectorCall(int index)
    {
        var target = _vectors[index];
        int smaller = index == 0 ? 0 : target.Single == target ? _vectors[0].Lanes : target.Single.Lanes;
        // The first is tried by Run, the others one after the other by RunLong: the first of them declares the result.
        bool returns = _outputs.Any(o => o.Name is null), declares = returns && index < 2;
        var arguments = RowNames.Select(r => $"ref {r}Row").Append("length").Concat(Numbers.Select(n => Names.Escape(n.Name))).Concat(_picked.Values)
            .Concat(_outputs.Where(o => !o.IsRow).Select(o => $"out {(o.Name is null && declares ? ReturnType + " " : "")}{NameOf(o)}"));
        _writer.Line($"if (length is > {smaller} and <= {target.Lanes} && {target.Guard} && {ShortName(target)}({string.Join(", ", arguments)})) return{(returns ? " " + ResultName : "")};");
    }

    private void EmitLongCall()
    {
        var arguments = _inputs.Select(i => Names.Escape(i.Name)).Concat(_outputs.Where(o => o.Name is not null).Select(o => (o.IsRow ? "" : "out ") + Names.Escape(o.Name!))).Concat(_picked.Values);
        _writer.Line($"{(_outputs.Any(o => o.Name is null) ? "return " : "")}{LongName}({string.Join(", ", arguments)});");
    }

    private void EmitVector(Target target, IReadOnlyDictionary<Expr, int> uses)
    {
        var parameters = Rows.Select(r => $"ref {(r.Kind == Op.Mask ? "bool" : "float")} {Names.Escape(r.Name)}").Concat(_plan.Rows.Select(r => $"ref float {Names.Escape(r.Name!)}")).Append("int length")
            .Concat(Numbers.Select(n => $"{(n.Kind == Op.Position ? "int" : "double")} {Names.Escape(n.Name)}")).Concat(_picked.Values.Select(p => "double " + p))
            .Concat(_outputs.Where(o => !o.IsRow).Select(o => $"out {o.Type} {NameOf(o)}"));
        _writer.Line();
        _writer.Line($"// A row of {(target.Single == target ? "one vector" : "up to four vectors")}: all sweeps in registers. False where exponents are far from 0.");
        _writer.Line(LoopEmitter.CompiledAlone);
        using (_writer.Block($"private static bool {ShortName(target)}({string.Join(", ", parameters)})"))
        {
            if (target != _vectors[0] || _half is null) EmitStraight(target, uses);
            else
            {
                using (_writer.Block($"if (length <= {_half.Lanes})")) EmitStraight(_half, uses);
                using (_writer.Block("else")) EmitStraight(target, uses);
            }
        }
    }

    private void EmitStraight(Target target, IReadOnlyDictionary<Expr, int> uses)
    {
        var names = _names.Nested();
        foreach (string name in RowNames.Concat(Numbers.Select(n => n.Name))) names.Take(name);
        var scalars = new ScalarEmitter(_writer, names, Leaf, _scalarUses, _naming.Find);
        var known = new Dictionary<Expr, string>();
        var rows = new RowEmitter(target, _writer, names, new(target.Single, names, Scalar, _writer.Line, isOnce: true), uses, "0", "Near");
        var folds = new FoldEmitter(target, uses, isCheap: false);
        foreach (var output in _outputs.Where(o => !o.IsRow)) _writer.Line($"{NameOf(output)} = default;");
        foreach (var row in _straight.Rows) rows.Load(row, "length");
        string inside = names.Fresh("inside");
        _writer.Line($"var {inside} = {target.FirstLanes("length")};");
        for (int i = 0; i < _sweeps.Count; i++)
        {
            _writer.Line($"var {State(i)} = {_states[i].Name}.Empty;");
            Fold(_sweeps[i].Measured, i);
            foreach (string line in _sweeps[i].Places(State(i), "length")) _writer.Line(line);
            if (_sweeps[i].IsFar(State(i)) is { Length: > 0 } far) _writer.Line($"if ({far}) return false;");
            Fold(_sweeps[i].Accumulated, i);
        }
        foreach (var store in _straight.Stores)
        {
            string value = rows.Narrow(store.Value);
            _writer.Line(target.StorePart(value, References.Of(store.Row), "0", "length") + ";");
        }
        foreach (var (result, output) in Returned(_plan.Results)) _writer.Line($"{NameOf(output)} = {Cast(output)}{scalars.WriteOperand(result.Value)};");
        _writer.Line("return true;");

        void Fold(IReadOnlyList<Fold> all, int level)
        {
            foreach (var fold in all) folds.Whole(_writer, rows, fold, names, inside, State(level), "length");
        }

        string Scalar(Expr e)
        {
            if (e.Op is Op.Scalar or Op.Position) return Names.Escape(e.Name!);
            if (e.Op == Op.Anchor) return AnchorPath(e);
            if (known.TryGetValue(e, out string? name)) return name;
            string text = Argument(scalars, e);
            _writer.Line($"var {known[e] = names.Fresh(Signature.Hint(e))} = {text};");
            return known[e];
        }
    }
}
