using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

// Calls: mathematics, tensors, LINQ, loops by lambda, helpers, and what is none of these.
internal sealed partial class Reader
{
    private Expr Call(IInvocationOperation o)
    {
        var method = o.TargetMethod;
        var arguments = o.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value).ToList();
        if (Spellings.IsTensor(method)) return Tensor(o, arguments);
        if (Spellings.IsLinq(method) && arguments.Count > 0) return Linq(o, arguments);
        if (method.ContainingType is { Name: "Parallel" } && method.Name is "For" or "ForEach") return Parallel(o, arguments);
        if (IsSameElements(method) && (o.Instance ?? arguments.FirstOrDefault()) is { } same && IsRow(same)) return Value(same);
        if (Unwrap(o.Instance ?? o) is ILocalReferenceOperation { Local: var local } && _functions.TryGetValue(local, out var function)) return Inline(function, arguments);
        if (method.Name == "ConvertAll" && arguments.Count == 2) return Each(arguments[1], Value(arguments[0]), arguments[0]);
        if (method.Name == "Add" && o.Instance is { } list && IsRow(list) && Symbol(list) is { } grown) return Grow(grown, Value(arguments[0]));
        if (method.Name is "CopyTo" && (o.Instance is null ? arguments.Count == 2 : arguments.Count >= 1)) return Assign2(arguments[o.Instance is null ? 1 : 0], Value(o.Instance ?? arguments[0]));
        if (method is { Name: "Copy", ContainingType.Name: "Array" } && arguments.Count == 3) return Assign2(arguments[1], Value(arguments[0]));
        if (Spellings.Function(method, [.. arguments.Select(Value)]) is { } known) return known;
        return Kernel(o, arguments) ?? Helper(o, arguments) ?? Unknown(o, arguments);
    }

    private static bool IsSameElements(IMethodSymbol method) =>
        method.Name is "AsSpan" or "AsMemory" or "Slice" or "ToArray" or "ToList" or "Clone" or "Cast" or "AsReadOnly" or "ToImmutableArray" or "AsTensorSpan" or "AsReadOnlyTensorSpan" or "CreateReadOnlySpan" or "CreateSpan";

    private Expr Tensor(IInvocationOperation o, List<IOperation> arguments)
    {
        var inputs = o.TargetMethod.ReturnsVoid ? arguments.Take(arguments.Count - 1) : arguments;
        var values = inputs.Select(Value).ToList();
        var result = Spellings.Tensor(o.TargetMethod, values) ?? _reading.Unsure(o.TargetMethod.ReturnsVoid);
        return o.TargetMethod.ReturnsVoid ? Assign2(arguments[arguments.Count - 1], result) : result;
    }

    /// <summary>A whole row at once.</summary>
    private Expr Assign2(IOperation target, Expr value)
    {
        if (Symbol(target) is { } symbol) _state = _state.With(symbol, value);
        else _state = _state.WithCell(Place(Unwrap(target)), value);
        return value;
    }

    private Expr Grow(ISymbol list, Expr element)
    {
        _state = _state.With(list, element);
        return element;
    }

    private Expr Linq(IInvocationOperation o, List<IOperation> arguments)
    {
        var row = Value(arguments[0]);
        string name = o.TargetMethod.Name;
        switch (name)
        {
            case "Select": return Each(arguments[1], row, arguments[0]);
            case "Zip" when arguments.Count == 3 && Unwrap(arguments[2]) is IAnonymousFunctionOperation zip: return Lambda(zip, (row, arguments[0]), (Value(arguments[1]), arguments[1]));
            case "Aggregate" when arguments.Count == 3 && Unwrap(arguments[2]) is IAnonymousFunctionOperation fold: return Aggregate(o, Value(arguments[1]), fold, row, arguments[0]);
            // Math.Max by its name.
            case "Aggregate" when Unwrap(arguments[arguments.Count - 1]) is IMethodReferenceOperation { Method.Parameters.Length: 2 } fold:
                return Aggregate(o, arguments.Count == 3 ? Value(arguments[1]) : row.IsRow ? Picking.Pick(row, Build.Zero) : row, fold.Method.Parameters[0], carried => Spellings.Function(fold.Method, [carried, row]));
            case "Aggregate" when arguments.Count == 2 && Unwrap(arguments[1]) is IAnonymousFunctionOperation fold: return Aggregate(o, row.IsRow ? Picking.Pick(row, Build.Zero) : row, fold, row, arguments[0]);
            case "Sum" or "Average" or "Max" or "Min" when arguments.Count == 2 && Spellings.Reduction(name, Each(arguments[1], row, arguments[0])) is { } reduced: return reduced;
            case "Where" or "OrderBy" or "OrderByDescending" or "MaxBy" or "Reverse" or "Take" or "Skip" or "AsEnumerable" or "AsParallel" or "Cast" or "Order" or "OrderDescending" or "Concat" or "Append" or "ToArray" or "ToList" or "TakeWhile" or "SkipWhile" or "Distinct":
                foreach (var argument in arguments.Skip(1)) Ignored(argument);
                return row;
        }
        if (arguments.Count == 1 && row.IsRow && Spellings.Reduction(name, row) is { } all) return all;
        foreach (var argument in arguments.Skip(1)) Ignored(argument);
        return IsRow(o) || Types.IsReal(o.Type) ? At(o) : _reading.Unsure(false);
    }

    private void Ignored(IOperation argument)
    {
        if (Unwrap(argument) is IAnonymousFunctionOperation f) Aside(f.Body);
        else Value(argument);
    }

    private Expr Each(IOperation function, Expr row, IOperation source) => Unwrap(function) switch
    {
        IAnonymousFunctionOperation f => Lambda(f, (row, source)),
        ILocalReferenceOperation { Local: var local } when _functions.TryGetValue(local, out var f) => Lambda(f, (row, source)),
        IMethodReferenceOperation m => Spellings.Function(m.Method, [row]) ?? Body(m.Method, [row], function, null) ?? _reading.Unsure(true),
        _ => _reading.Unsure(true),
    };

    /// <summary>The value of a lambda for every element of its rows.</summary>
    private Expr Lambda(IAnonymousFunctionOperation function, params (Expr Row, IOperation Source)[] rows)
    {
        var (before, returned, outer) = (_state, _returned, _loop);
        _returned = null;
        _loop = function;
        _state = _state with { Moving = State.Empty.Moving };
        for (int i = 0; i < function.Symbol.Parameters.Length; i++)
        {
            var parameter = function.Symbol.Parameters[i];
            // A number of a row; the counter that Select may have, or of Enumerable.Range; or a thing whose members are read.
            if (i >= rows.Length || Types.IsWhole(parameter.Type)) _state = _state.WithMoving(parameter, "#");
            else if (Types.IsReal(parameter.Type)) _state = _state.With(parameter, rows[i].Row.IsRow || rows[i].Row.Name is ['~', ..] ? rows[i].Row : Expr.Leaf(Op.Row, Place(rows[i].Source)));
            else _state = _state.WithMoving(parameter, $"{Place(rows[i].Source)}[#]");
        }
        Run(function.Body);
        var result = _returned ?? _reading.Unsure(true);
        (_state, _returned, _loop) = (before, returned, outer);
        return result;
    }

    private Expr Aggregate(IInvocationOperation o, Expr seed, IAnonymousFunctionOperation fold, Expr row, IOperation source) =>
        Aggregate(o, seed, fold.Symbol.Parameters[0], carried => Lambda(fold, (carried, source), (row, source)));

    /// <param name="turn">What becomes of the carried value in a turn.</param>
    private Expr Aggregate(IInvocationOperation o, Expr seed, ISymbol carrier, Func<Expr, Expr?> turn)
    {
        var carried = Expr.Leaf(Op.Scalar, $"~{carrier.Name}");
        return turn(carried) is { } value && Folded(carrier, carried, value, seed, o) is { } folded ? folded : _reading.Unsure(false);
    }

    private Expr Parallel(IInvocationOperation o, List<IOperation> arguments)
    {
        var before = _state;
        foreach (var argument in arguments)
        {
            if (Unwrap(argument) is not IAnonymousFunctionOperation f) continue;
            var returned = _returned;
            Loop(o, f.Body, [.. f.Symbol.Parameters.Take(1).Select(p => ((ISymbol)p, Types.IsWhole(p.Type) ? "#" : p.Name))]);
            _returned = returned;
            _state = _state with { Ended = before.Ended };
        }
        return _reading.Unsure(false);
    }

    private Expr Inline(IAnonymousFunctionOperation function, List<IOperation> arguments)
    {
        var values = arguments.Select(Value).ToList();
        var reader = new Reader(_compilation, _reading, _state with { Guards = State.Empty.Guards }, _site ?? function, _cancellation) { _loop = _loop, _steps = _steps };
        for (int i = 0; i < function.Symbol.Parameters.Length && i < values.Count; i++) reader._state = reader._state.With(function.Symbol.Parameters[i], values[i]);
        reader.Run(function.Body);
        return reader._returned ?? _reading.Unsure(values.Exists(v => v.IsRow));
    }

    private Expr? Helper(IInvocationOperation o, List<IOperation> arguments) =>
        o.TargetMethod.IsVirtual || o.TargetMethod.IsAbstract || o.TargetMethod.IsOverride ? null : Body(o.TargetMethod, [.. arguments.Select(Value)], o, arguments);

    /// <summary>A helper's own body, one level of calls deep; null where its source is not at hand.</summary>
    private Expr? Body(IMethodSymbol method, List<Expr> values, IOperation site, List<IOperation>? arguments)
    {
        method = method.OriginalDefinition;
        if (_site is not null || method.DeclaringSyntaxReferences is not [var reference] || !_compilation.ContainsSyntaxTree(reference.SyntaxTree)) return null;
        var syntax = reference.GetSyntax(_cancellation);
        if (!Suspicion.MayBeMathematics(syntax)) return null;
#pragma warning disable RS1030 // another file's model; it is asked for only where a call leads there
        var body = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancellation);
#pragma warning restore RS1030
        if (body is ILocalFunctionOperation local) body = local.Body;
        if (body is null) return null;
        var reader = new Reader(_compilation, _reading, _state with { Guards = State.Empty.Guards, Moving = State.Empty.Moving }, site, _cancellation) { _loop = _loop, _steps = _steps };
        for (int i = 0; i < method.Parameters.Length && i < values.Count; i++) reader._state = reader._state.With(method.Parameters[i], values[i]);
        reader.Run(body);
        // What it wrote to an array is there afterwards.
        for (int i = 0; i < method.Parameters.Length && i < arguments?.Count; i++)
            if (IsRow(arguments[i]) && reader._state.Values.TryGetValue(method.Parameters[i], out var written) && !written.Equals(values[i])) Assign2(arguments[i], written);
        _steps = reader._steps;
        return reader._returned ?? _reading.Unsure(values.Exists(v => v.IsRow));
    }

    private Expr Unknown(IInvocationOperation o, List<IOperation> arguments)
    {
        foreach (var argument in arguments) if (Unwrap(argument) is IAnonymousFunctionOperation f) Aside(f.Body);
        // volume.Set(x, y, d, n, value): what volume.Get(x, y, d, n) gives then.
        if (o.TargetMethod.ReturnsVoid && arguments.Count >= 2 && Types.IsReal(arguments[arguments.Count - 1].Type) && arguments.Take(arguments.Count - 1).All(a => Types.IsWhole(a.Type)))
        {
            _state = _state.WithCell(CellOf(o, arguments.Take(arguments.Count - 1)), Value(arguments[arguments.Count - 1]));
            return _reading.Unsure(false);
        }
        if (arguments.Count > 0 && Types.IsReal(o.Type) && arguments.TrueForAll(a => Types.IsWhole(a.Type)))
            return _state.Cells.TryGetValue(CellOf(o, arguments), out var stored) ? stored : At(o);
        // Another's code may have written to an array that it got. It may have subtracted the maximum too.
        foreach (var argument in arguments)
            if (IsRow(argument) && argument.Type is not { Name: "ReadOnlySpan" or "IEnumerable" or "IReadOnlyList" } && Symbol(argument) is { } symbol && Suspicion.MayReassure(o.TargetMethod, _cancellation))
                _state = _state.With(symbol, _reading.Unsure(true));
        return IsRow(o) || Types.IsReal(o.Type) ? Suspicion.MayReassure(o.TargetMethod, _cancellation) ? _reading.Unsure(IsRow(o) || IsMoving(o)) : At(o) : _reading.Unsure(false);
    }

    private string CellOf(IInvocationOperation o, IEnumerable<IOperation> indices) =>
        $"{(o.Instance is null ? o.TargetMethod.ContainingType.Name : Place(o.Instance))}({string.Join(", ", indices.Select(Place))})";
}
