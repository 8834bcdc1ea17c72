using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>
/// The state of a level as a struct: its anchors, centers and accumulators, the identity, and how two states merge. A sum relative to an
/// anchor A moves to A′ by the factor (A / A′)^d; a moment about c moves to c′ by
/// <c>T_p(c′) = Σ_q C(p,q) (c − c′)^(p−q) T_q(c)</c>.
/// </summary>
internal sealed class StateEmitter(Level level, string name, bool isReproducible, bool isParallel)
{
    public string Name => name;

    public string Anchor(Expr anchor) => level.Anchors.Count == 1 ? "Anchor" : "Anchor" + (level.Anchors.IndexOf(anchor) + 1);
    public bool Has(Expr anchor) => level.Anchors.Contains(anchor);
    public string Mean(Expr row) => level.Means.Count == 1 ? "Center" : "Center" + (level.Means.IndexOf(row) + 1);
    public static string Field(Accumulator a) => Field(a.Name);
    public static string Field(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Anchors or centers are measured before anything is accumulated.</summary>
    public bool IsMeasured => level.Anchors.Count + level.Means.Count > 0;

    /// <summary>The level keeps something beside the elements that it chooses.</summary>
    public bool Exists => IsMeasured || Sums.Any();

    private IEnumerable<Accumulator> Sums => level.Accumulators.Where(a => !a.Reducer.IsSelection());

    public void Emit(CodeWriter writer)
    {
        if (!Exists) return;
        writer.Line();
        writer.Line(level.Selection is not null ? $"// What is kept of the elements in {level.Selection}." : $"// What {(level.Index == 0 ? "the first" : "the next")} sweep keeps; two of them, of two parts of the row, merge into one.");
        using (writer.Block($"private struct {name}"))
        {
            foreach (var a in level.Anchors) writer.Line($"public Anchor {Anchor(a)};   // a power of two {(a.Op == Op.Anchor ? $"near the largest e^({string.Join(", ", a.Arguments)})" : $"above the largest |{a[0]}|")}");
            foreach (var m in level.Means) writer.Line($"public Center {Mean(m)};   // the mean of {m} in a block");
            foreach (var a in Sums) writer.Line($"public {TypeOf(a.Reducer)} {Field(a)};   // {Symbol(a.Reducer)} {a.Summand}");
            writer.Line();
            var identities = level.Anchors.Select(a => $"{Anchor(a)} = Anchor.Empty{(isReproducible ? " with { Limit = Anchor.FusedLimit }" : "")}")
                .Concat(Sums.Where(a => a.Reducer != Op.Sum).Select(a => $"{Field(a)} = {Identity(a.Reducer)}")).ToList();
            writer.Line($"public static {name} Empty => new(){(identities.Count > 0 ? $" {{ {string.Join(", ", identities)} }}" : "")};");
            if (IsMeasured || isParallel) EmitMerge(writer);
        }
    }

    private void EmitMerge(CodeWriter writer)
    {
        writer.Line();
        using (writer.Block($"public void Merge({name} part)"))
        {
            foreach (var a in level.Anchors) writer.Line($"var {Local("to", Anchor(a))} = Anchor.Larger({Anchor(a)}, part.{Anchor(a)});");
            foreach (var m in level.Means) writer.Line($"var {Local("to", Mean(m))} = Center.Merged({Mean(m)}, part.{Mean(m)});");
            foreach (string side in new[] { "", "part." }) EmitMove(writer, side);
            foreach (var a in Sums)
                writer.Line(a.Reducer switch
                {
                    Op.Sum => $"{Field(a)} += part.{Field(a)};",
                    Op.Product => $"{Field(a)} *= part.{Field(a)};",
                    Op.ArgMax => $"{Field(a)}.Merge(part.{Field(a)});",
                    Op.Highest => $"{Field(a)} = Math.Max({Field(a)}, part.{Field(a)});",
                    _ => $"{Field(a)} = Math.Min({Field(a)}, part.{Field(a)});",
                });
            foreach (var a in level.Anchors) writer.Line($"{Anchor(a)} = {Local("to", Anchor(a))};");
            foreach (var m in level.Means) writer.Line($"{Mean(m)} = {Local("to", Mean(m))};");
        }
    }

    /// <summary>Moves one side to the new anchors and centers. Moments of higher order first: they need the lower ones as they were.</summary>
    private void EmitMove(CodeWriter writer, string side)
    {
        string prefix = side.Length == 0 ? "by" : "partBy";
        foreach (var a in level.Anchors.Where(a => level.Accumulators.Exists(m => m.Degrees.Any(d => d.Anchor.Equals(a)))))
            writer.Line($"double {Local(prefix, Anchor(a))} = Anchor.Ratio({side}{Anchor(a)}, {Local("to", Anchor(a))});");
        var deviations = level.Accumulators.SelectMany(a => a.Moments).Select(m => m.Deviation).Distinct().ToList();
        for (int i = 0; i < deviations.Count; i++)
            writer.Line($"double {prefix}Shift{i + 1} = {CenterOf(deviations[i].Center, side, false)} - {CenterOf(deviations[i].Center, side, true)};");
        foreach (var a in level.Accumulators.Where(a => a.Reducer == Op.Sum).OrderByDescending(a => a.Order))
        {
            string moved = Moved(a, side, deviations, prefix), field = side + Field(a);
            if (moved != field) writer.Line($"{field} = {moved};");
        }
    }

    private string Moved(Accumulator a, string side, List<Deviation> deviations, string prefix)
    {
        var terms = new List<(string Factor, IReadOnlyList<(Deviation Deviation, int Power)> Moments)> { ("", []) };
        foreach (var (deviation, power) in a.Moments)
        {
            string shift = $"{prefix}Shift{deviations.IndexOf(deviation) + 1}";
            terms = terms.SelectMany(t => Enumerable.Range(0, power + 1).Select(q => (
                t.Factor + (Binomial(power, q) == 1 ? "" : $"{Binomial(power, q)} * ") + string.Concat(Enumerable.Repeat($"{shift} * ", power - q)),
                (IReadOnlyList<(Deviation, int)>)[.. t.Moments, .. q > 0 ? new[] { (deviation, q) } : []]))).ToList();
        }
        string sum = string.Join(" + ", terms.Select(t => t.Factor + Source(a, t.Moments, side)).Reverse());
        var ratios = a.Degrees.Select(d => Local(prefix, Anchor(d.Anchor)) is var by && d.Degree == 1 ? by : $"Math.Pow({by}, {Literals.Double(d.Degree)})").ToList();
        return ratios.Count == 0 ? sum : $"{string.Join(" * ", ratios)} * {(terms.Count > 1 ? $"({sum})" : sum)}";
    }

    private string Source(Accumulator a, IReadOnlyList<(Deviation Deviation, int Power)> moments, string side) =>
        level.Accumulators.Find(m => m.Reducer == Op.Sum && m.Weight.Equals(a.Weight) && m.Moments.SequenceEqual(moments)) is { } lower ? side + Field(lower)
        : $"{side}{Mean(a.Moments[0].Deviation.Row)}.Count";

    private string CenterOf(Expr center, string side, bool moved) =>
        new ScalarEmitter(new(), new([]), e => e.Op != Op.Center ? null
            : e[0].Op == Op.Anchor ? $"{(moved ? Local("to", Anchor(e[0])) : side + Anchor(e[0]))}.Center"
            : $"{(moved ? Local("to", Mean(e[0])) : side + Mean(e[0]))}.Value", new Dictionary<Expr, int>()).WriteOperand(center);

    private static string Local(string prefix, string field) => prefix + field;

    private static int Binomial(int n, int k) => k == 0 || k == n ? 1 : Binomial(n - 1, k - 1) + Binomial(n - 1, k);

    private static string Symbol(Op reducer) => reducer switch { Op.Sum => "Σ", Op.Product => "Π", Op.Highest => "max", Op.ArgMax => "argmax", _ => "min" };

    public static string TypeOf(Op reducer) => reducer switch { Op.TopK => "Selection", Op.Threshold => "Support", Op.Nucleus => "Nucleus", Op.ArgMax => "Extreme", _ => "double" };

    private static string Identity(Op reducer) => reducer switch { Op.Product => "1", Op.Highest => "double.NegativeInfinity", Op.ArgMax => "Extreme.Empty", _ => "double.PositiveInfinity" };
}
