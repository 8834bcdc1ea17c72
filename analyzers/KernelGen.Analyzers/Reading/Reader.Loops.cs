using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

// A loop is read once: what it stores at its moving places are rows, and what it carries from turn to turn are sums and extremes of them.
internal sealed partial class Reader
{
    /// <summary>The variables that a loop moves: its own, and the indices and pointers that its body steps.</summary>
    private List<(ISymbol Symbol, string Name)> MovingOf(ILoopOperation loop)
    {
        var moving = new List<(ISymbol, string)>();
        if (loop is IForEachLoopOperation each)
        {
            // The compiler converts an array to a plain IEnumerable here.
            var collection = Unwrap(each.Collection);
            var row = Value(collection);
            foreach (var local in each.Locals)
                if (IsRow(collection)) _state = _state.With(local, row);
                else moving.Add((local, $"{Place(collection)}[#]"));
            return moving;
        }
        if (loop is IForLoopOperation { Before: var before, Condition: var condition })
        {
            foreach (var statement in before) Run(statement);
            // As many turns as the row has elements: the bound is its length.
            if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } b && Symbol(b.RightOperand) is { } bound && Types.IsWhole(b.RightOperand.Type)) _state = _state.With(bound, Expr.Leaf(Op.Length));
        }
        foreach (var symbol in Assigned(loop))
            if (symbol is ILocalSymbol or IParameterSymbol && Types.Of(symbol) is { } type && (Types.IsWhole(type) || type.TypeKind == TypeKind.Pointer))
                moving.Add((symbol, "#"));
        return moving;
    }

    /// <summary>The variables that a piece of code assigns, and were there before it.</summary>
    private static IEnumerable<ISymbol> Assigned(IOperation code)
    {
        var declared = new HashSet<ISymbol>(code.Descendants().OfType<IVariableDeclaratorOperation>().Where(d => d.Parent?.Parent?.Parent is not IForLoopOperation || d.Parent.Parent.Parent != code).Select(d => (ISymbol)d.Symbol), SymbolEqualityComparer.Default);
        return code.Descendants().SelectMany(o => o switch
        {
            IAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements.Select(Symbol),
            IAssignmentOperation a => [Symbol(a.Target)],
            IIncrementOrDecrementOperation i => [Symbol(i.Target)],
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } a => [Symbol(a.Value)],
            _ => Array.Empty<ISymbol?>(),
        }).OfType<ISymbol>().Where(s => !declared.Contains(s)).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
    }

    private void Loop(IOperation loop, IOperation? body, List<(ISymbol Symbol, string Name)> moving)
    {
        var (before, outer) = (_state, _loop);
        _loop = loop;
        // What an outer loop moves stands still here.
        _state = _state with { Moving = State.Empty.Moving };
        foreach (var (symbol, name) in moving) _state = _state.WithMoving(symbol, name);
        var carried = new Dictionary<ISymbol, Expr>(SymbolEqualityComparer.Default);
        foreach (var symbol in Assigned(loop))
            if (Types.IsReal(Types.Of(symbol)) && !_state.Moving.ContainsKey(symbol))
                _state = _state.With(symbol, carried[symbol] = Expr.Leaf(Op.Scalar, $"~{symbol.Name}"));
        Run(body);
        // Of places that moved only their names are left; they are the same to the next loop over the same row.
        var after = _state;
        _state = after with { Moving = before.Moving, Guards = before.Guards, Ended = before.Ended };
        foreach (var pair in carried)
        {
            var folded = After(pair.Key, pair.Value, after.Values[pair.Key], before, loop);
            _state = _state.With(pair.Key, folded);
            if (_site is null && !folded.Arguments.IsEmpty) _reading.Formulas.Add(new(loop, folded, _state, outer));
        }
        foreach (var (symbol, _) in moving) _state = _state with { Values = _state.Values.Remove(symbol) };
        _loop = outer;
    }

    private Expr After(ISymbol symbol, Expr carried, Expr turn, State before, IOperation loop)
    {
        var start = before.Values.TryGetValue(symbol, out var known) ? known : _reading.Unsure(false);
        if (turn.Equals(carried)) return start;
        var folded = Folded(symbol, carried, turn, start, loop);
        return folded is null || folded.Contains(n => n.Op == Op.Scalar && n.Name![0] == '~' && n.Equals(carried)) ? _reading.Unsure(false) : folded;
    }

    private Expr? Folded(ISymbol symbol, Expr carried, Expr turn, Expr start, IOperation loop)
    {
        switch (turn.Op)
        {
            case Op.Max or Op.Min when turn[0].Equals(carried) || turn[1].Equals(carried):
                var element = turn[turn[0].Equals(carried) ? 1 : 0];
                return Extreme(symbol, turn.Op, start, element, loop);
            case Op.Select when turn[2].Equals(carried) && Parts.Terms(turn[1]) is var terms && terms.RemoveAll(t => t.Expr.Equals(carried)) is var rest && rest.Count == terms.Count - 1:
                return Summed(start, Expr.Of(Op.Select, turn[0], Parts.Sum(rest), Build.Zero));
            case Op.Select when turn[1].Equals(carried) && Parts.Terms(turn[2]) is var terms && terms.RemoveAll(t => t.Expr.Equals(carried)) is var rest && rest.Count == terms.Count - 1:
                return Summed(start, Expr.Of(Op.Select, turn[0], Build.Zero, Parts.Sum(rest)));
            case Op.Mul when turn[0].Equals(carried):
                return Build.Mul(start, turn[1].IsRow ? Expr.Of(Op.Product, turn[1]) : _reading.Unsure(false));
        }
        var summands = Parts.Terms(turn);
        var others = summands.RemoveAll(t => t.Expr.Equals(carried) && !t.Inverse);
        if (others.Count != summands.Count - 1) return null;
        var value = Parts.Sum(others);
        if (_site is null) _reading.Sums.Add((loop, symbol, value));
        return Summed(start, value);
    }

    // A sum over several loops is that of the innermost: what is added is what matters.
    private static Expr Summed(Expr start, Expr value) => Build.Add(start, value.IsRow ? Expr.Of(Op.Sum, value) : value);

    private Expr Extreme(ISymbol symbol, Op choice, Expr start, Expr element, IOperation loop)
    {
        var whole = !element.IsRow ? element : Expr.Of(choice == Op.Max ? Op.Highest : Op.Lowest, element);
        var value = Expr.Of(choice, start, whole);
        if (start.Op == Op.Constant && choice == Op.Max && !double.IsNegativeInfinity(start.Value)) _reading.Seeds.Add((symbol, value, loop));
        else if (start.Op == Op.Constant || start.Op == Op.Pick) return whole;
        return value;
    }
}
