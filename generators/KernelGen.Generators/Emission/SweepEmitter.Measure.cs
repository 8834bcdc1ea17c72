using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

// What is found of elements before anything is accumulated: maxima, from which anchors come, and means. In pairs, anchors are found on the way.
internal sealed partial class SweepEmitter
{
    // Times this, the sum of a row of any length stays in float; the center need not be exact. The runtime's Center takes it back.
    private const double CenterScale = 1.0 / (1 << 30);

    /// <summary>The lines that place anchors and centers once <paramref name="count"/> elements have been measured.</summary>
    public IEnumerable<string> Places(string target, string count) =>
        _level.Anchors.Select(a => Place(a, target)).Concat(_level.Means.Select(m => $"{target}.{_state.Mean(m)}.Place({count});"));

    private void EmitMeasure(CodeWriter writer, Signature signature, string target, string start, string count)
    {
        writer.Line(Call(signature, _measure!, target, start, count, _measure!.IsMeasuredInUnits ? "Near" : null));
        if (_measure.IsMeasuredInUnits) EmitMeasureInUnits(writer, signature, target, start, count);
        foreach (string line in Places(target, count)) writer.Line(line);
    }

    private string Place(Expr anchor, string target) => $"{target}.{_state.Anchor(anchor)}.{(anchor.Op == Op.Magnitude ? "PlaceMagnitude" : "Place")}({(anchor.Value == 1 ? "atLeastOne: true" : "")});";

    private void EmitMeasureInUnits(CodeWriter writer, Signature signature, string target, string start, string count)
    {
        var computed = _level.Anchors.Where(FarExponents.AreComputed).Select(_state.Anchor).ToList();
        using (writer.Block($"if ({string.Join(" || ", computed.Select(a => $"{target}.{a}.Overflows"))})   // once more, in units of 2^64"))
        {
            writer.Line($"var inOnes = {target};");
            writer.Line($"{target} = {_state.Name}.Empty;");
            writer.Line(Call(signature, _measure!, target, start, count, "Far"));
            foreach (string anchor in computed) writer.Line($"{target}.{anchor}.FromUnits(inOnes.{anchor});");
        }
    }

    private IEnumerable<Fold> MeasureFolds() =>
        _level.Anchors.SelectMany(a => a.Arguments.Select(x => new Fold($"{_state.Anchor(a)}.Max", Op.Max, a.Op == Op.Magnitude ? Expr.Of(Op.Abs, x) : FarExponents.Measured(x, a), Raises: Raised(a, x))))
            .Concat(_level.Selections.Where(s => !_level.Anchors.Exists(a => a.Arguments.Any(x => Raised(a, x) == s))).Select(s => new Fold(null, Op.Max, s.Summand, Raises: s)))
            .Concat(_level.Means.Select(m => new Fold($"{_state.Mean(m)}.Sum", Op.Sum, Build.Mul(m, Expr.Constant(CenterScale)), IsRough: true)));

    // The maximum of an exponent is that of the row whose largest elements are chosen, unless it may be counted in other units.
    private Accumulator? Raised(Expr anchor, Expr exponent) =>
        anchor.Op == Op.Anchor && !FarExponents.AreComputed(anchor) ? _level.Selections.FirstOrDefault(s => s.Weight.Equals(exponent)) : null;

    /// <summary>The folds with every sum of exponentials over an anchor of the level as a pair of mantissa and exponent, which finds that anchor.</summary>
    private List<Fold> PairFolds(List<Fold> folds) =>
        [.. _level.Accumulators.Where(a => !a.Reducer.IsSelection()).Zip(folds, (a, fold) => a.Reducer == Op.Sum && a.Weight.Op == Op.ScaledExp && _level.Anchors.Contains(a.Weight[1]) ? fold with { Value = a.Weight[0], PairAnchor = _state.Anchor(a.Weight[1]) } : fold)];
}
