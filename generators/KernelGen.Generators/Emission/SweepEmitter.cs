using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Emission;

/// <summary>
/// Writes the methods that sweep a row for one level. By algorithm: block after block with an anchor for each (online), with pairs that find
/// their anchor (two-pass), or with the anchor of the whole row found first; and, if the plan keeps values in the destination, storing them.
/// </summary>
internal sealed partial class SweepEmitter
{
    private readonly Level _level;
    private readonly StateEmitter _state;
    private readonly Names _names;
    private readonly Algorithm _algorithm;
    private readonly Loop? _measure, _pair, _keep, _select;
    private readonly Loop _accumulate;

    /// <param name="isParallel">Other threads sweep parts of a long row, if the level can be parted.</param>
    public SweepEmitter(Level level, StateEmitter state, Names names, Algorithm algorithm, IReadOnlyList<Kept>? kept, string number, bool isParallel)
    {
        (_level, _state, _names, _algorithm) = (level, state, names, algorithm);
        IsParallel = isParallel;
        IsParted = isParallel && IsPartable(level);
        var folds = level.Accumulators.Where(a => !a.Reducer.IsSelection()).Select(Folded).ToList();
        if (state.IsMeasured || level.Selections.Any()) _measure = new($"Measure{number}", [], MeasureFolds().ToList());
        if (algorithm == Algorithm.TwoPass && Planner.AdmitsPairs(level)) _pair = new($"Pair{number}", [], PairFolds(folds));
        _accumulate = Loop.OfExponentials($"Accumulate{number}", [], folds, looksAhead: IsOnline);
        if (kept is not null && algorithm is Algorithm.Auto or Algorithm.Reload) _keep = Keeping(kept, folds);
        if (level.Selections.Any()) _select = new($"Select{number}", [], [.. level.Selections.Select(s => new Fold(s.Name, s.Reducer, s.Summand, IsNaNTold: !Keeps && MayGrow("") is not null))]);
        Name = $"Sweep{number}";
    }

    /// <summary>Parts of a row may be swept at the same time: not the few elements that were chosen, nor for a threshold, whose last bits depend on the order.</summary>
    public static bool IsPartable(Level level) => level.Selection is null && level.Selections.All(s => s.Reducer == Op.TopK);

    // Where nothing is taken for the sake of the stores alone, the loop that keeps is also the one that does not: its caller says which.
    private Loop Keeping(IReadOnlyList<Kept> kept, IReadOnlyList<Fold> folds)
    {
        var taken = new HashSet<Expr>(Expr.RowNodes(folds.Select(f => f.Value)));
        bool isOne = IsPlainToo && kept.All(k => taken.Contains(k.Value));
        return Loop.OfExponentials(isOne ? _accumulate.Name : "Keep", [.. kept.Select(k => new Store(k.Row, k.Value))], folds, isWritten: isOne, looksAhead: isOne && IsOnline);
    }

    private static Fold Folded(Accumulator a) => new(StateEmitter.Field(a), a.Reducer, a.Summand);

    public string Name { get; }

    /// <summary>The type of the state that a sweep adds to, if the level keeps any.</summary>
    public string? StateType => _state.Exists ? _state.Name : null;

    public const string KeepingName = "SweepKeeping";

    /// <summary>The sweep may keep values in the destination.</summary>
    public bool Keeps => _keep is not null;

    /// <summary>The sweep is there also without keeping anything.</summary>
    public bool Plain => _keep is null || IsPlainToo;

    private bool IsPlainToo => _algorithm == Algorithm.Auto || IsParallel;

    private bool IsParallel { get; }

    /// <summary>The plain sweep takes a part of the row.</summary>
    public bool IsParted { get; }

    /// <summary>What is kept of a part is relative to the maximum of the row: all parts are measured first. Only where a maximum is all that is measured.</summary>
    public bool KeepsParts => IsParted && Keeps && _measure is { IsMeasuredInUnits: false } && _level.Means.Count == 0;

    /// <summary>The loop that measures parts, and what it takes to know the maxima of all.</summary>
    public Loop Measuring => _measure!;

    public IEnumerable<string> MergeMaxima => _level.Anchors.Select(_state.Anchor).Select(a => $"state.{a}.Max = float.MaxNative(state.{a}.Max, part.{a}.Max);");

    /// <summary>What is found of a row before anything is accumulated, and what is accumulated.</summary>
    public IReadOnlyList<Fold> Measured => _measure?.Folds ?? [];
    public IReadOnlyList<Fold> Accumulated => _accumulate.Folds;

    /// <summary>Whether an anchor, as placed, is far from 0, or has overflowed.</summary>
    public string IsFar(string target) =>
        string.Join(" || ", _level.Anchors.Where(a => a.Op == Op.Anchor).Select(a => $"{target}.{_state.Anchor(a)}" is var anchor && FarExponents.AreComputed(a) ? $"{anchor}.IsFar || {anchor}.Overflows" : $"{anchor}.IsFar"));

    public const string StoreName = "Store";

    /// <summary>The parameters of the method that keeps values of a part.</summary>
    public Signature StoreSignature => new([.. new[] { _keep, _select }.OfType<Loop>()], StateType, _names.Nested(), Where.Part, Owns);

    // Centers without an anchor are those of the blocks in every algorithm: there is nothing else to find first.
    private bool IsOnline => _measure is not null && _level.Selection is null && (_algorithm != Algorithm.ThreePass || _level.Anchors.Count == 0);

    public IEnumerable<Loop> Loops => new[] { _measure, _pair, Plain && Accumulates && !IsOneLoop ? _accumulate : null, _keep, _select }.OfType<Loop>();

    /// <summary>The loops that keep and that do not are one, which takes where to store as a type.</summary>
    private bool IsOneLoop => _keep is { IsWritten: true };

    private bool Accumulates => _accumulate.Folds.Count > 0;

    public Signature Signature(bool keeping) =>
        new([.. (keeping ? new[] { _measure, _keep, _select } : [_measure, _pair, _accumulate, _select]).OfType<Loop>()], StateType, _names.Nested(), IsParted && !keeping ? Where.Part : Where.Whole, Owns);

    public void Emit(CodeWriter writer)
    {
        if (Plain) EmitMethod(writer, Name, Signature(keeping: false), signature =>
        {
            if (IsOnline) EmitOnline(writer, signature);
            else EmitWhole(writer, signature, _accumulate, IsParted);
        });
        if (_keep is not null) EmitMethod(writer, KeepingName, Signature(keeping: true), signature => EmitWhole(writer, signature, _keep, isPart: false));
        if (KeepsParts) EmitMethod(writer, StoreName, StoreSignature, signature => EmitBlocks(writer, signature, _keep!, isPart: true));
    }

    private static void EmitMethod(CodeWriter writer, string name, Signature signature, Action<Signature> body)
    {
        writer.Line();
        using (writer.Block($"private static void {name}({signature.Declaration})")) body(signature);
    }

    /// <summary>What depends on this level's own anchors and centers exists only while it sweeps.</summary>
    private bool Owns(Expr e) => e.Contains(n => _level.Anchors.Contains(n) || (n.Op == Op.Center && (_level.Anchors.Contains(n[0]) || _level.Means.Contains(n[0]))));

    private void EmitWhole(CodeWriter writer, Signature signature, Loop loop, bool isPart)
    {
        var (from, _, count) = Ends(isPart);
        if (_measure is not null) EmitMeasure(writer, signature, "state", from, count);
        if (_level.Selection is not null) EmitLoops(writer, signature, loop, "state", from, count);   // few elements: no blocks
        else EmitBlocks(writer, signature, loop, isPart);
    }

    private void EmitBlocks(CodeWriter writer, Signature signature, Loop loop, bool isPart)
    {
        var (from, to, _) = Ends(isPart);
        using (writer.Block($"for (nint start = {from}; start < {to}; start += Block)"))
            EmitLoops(writer, signature, loop, "state", "start", $"Math.Min(Block, {to} - start)");
    }

    private static (string From, string To, string Count) Ends(bool isPart) => isPart ? ("from", "to", "to - from") : ("0", "length", "length");

    private void EmitLoops(CodeWriter writer, Signature signature, Loop loop, string target, string start, string count)
    {
        // What is kept may be kept in the row that elements are chosen from: there these come first, and nothing tells yet whether there are any.
        if (loop == _keep && _select is not null) writer.Line(Call(signature, _select, target, start, count));
        EmitLoop(writer, signature, loop, target, start, count);
        if (loop != _keep) EmitSelect(writer, signature, target, start, count);
    }

    private void EmitLoop(CodeWriter writer, Signature signature, Loop loop, string target, string start, string count)
    {
        if (loop.Folds.Count + loop.Stores.Count > 0) writer.Line(Call(signature, loop, target, start, count));
    }

    private void EmitSelect(CodeWriter writer, Signature signature, string target, string start, string count)
    {
        if (_select is not null) writer.Line($"{(MayGrow(target) is { } when ? $"if ({when}) " : "")}{Call(signature, _select, target, start, count)}");
    }

    /// <summary>
    /// Whether any element of a block that has been measured may be among the chosen: its maximum is above the bar, or one is NaN, which the
    /// sum of the exponentials tells. Null where nothing tells.
    /// </summary>
    private string? MayGrow(string target)
    {
        if (_pair is not null || _level.Selections.Count() != 1 || _level.Anchors.Find(a => a.Arguments.Length == 1 && Raised(a, a[0]) is not null) is not { } anchor) return null;
        var sum = _level.Accumulators.Find(a => a.Reducer == Op.Sum && a.Moments.Count == 0 && a.Weight.Op == Op.ScaledExp && a.Weight[1].Equals(anchor));
        return sum is null ? null : $"{_level.Selections.Single().Name}.MayGrow({target}.{_state.Anchor(anchor)}.Max, {target}.{StateEmitter.Field(sum)})";
    }

    private void EmitOnline(CodeWriter writer, Signature signature)
    {
        var (from, to, whole) = Ends(IsParted);
        string part = _state.IsMeasured ? "part" : "state";   // without an anchor or a center there is nothing to merge
        if (_pair is null && _state.IsMeasured)
            using (writer.Block($"if ({whole} <= Block)   // one block: nothing to merge"))
            {
                EmitMeasure(writer, signature, "state", from, whole);
                EmitLoops(writer, signature, _accumulate, "state", from, whole);
                writer.Line("return;");
            }
        using (writer.Block($"for (nint start = {from}; start < {to}; start += Block)"))
        {
            writer.Line($"nint count = Math.Min(Block, {to} - start);");
            if (_state.IsMeasured) writer.Line($"var part = {_state.Name}.Empty;");
            if (_pair is null) EmitBlock();
            else
            {
                writer.Line(Call(signature, _pair, "part", "start", "count"));
                writer.Line("// Exponents beyond the range of the pairs: this block is done again with its maximum.");
                using (writer.Block($"if (!({string.Join(" && ", _level.Anchors.Select(a => $"part.{_state.Anchor(a)}.IsPlaced"))}))"))
                {
                    writer.Line($"part = {_state.Name}.Empty;");
                    EmitBlock();
                }
            }
            EmitSelect(writer, signature, part, "start", "count");
            if (_state.IsMeasured) writer.Line("state.Merge(part);");
        }

        void EmitBlock()
        {
            EmitMeasure(writer, signature, part, "start", "count");
            EmitLoop(writer, signature, _accumulate, part, "start", "count");
        }
    }
}
