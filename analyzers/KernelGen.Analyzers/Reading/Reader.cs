using System.Collections.Immutable;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

/// <summary>
/// Reads a body as mathematics: statements in their order, both ways of every 'if', each loop once, as what it does to every element of
/// its rows. Helpers whose source is at hand are read in place of their call, one level deep. What it cannot follow becomes an unsure
/// leaf, and every rule is silent about those.
/// </summary>
internal sealed partial class Reader
{
    // A body that takes more steps is no formula.
    private const int MaxSteps = 20_000, MaxSize = 400;

    private readonly Compilation _compilation;
    private readonly Reading _reading;
    private readonly CancellationToken _cancellation;
    private readonly IOperation? _site; // the call that this helper is read for
    private readonly Dictionary<ISymbol, IAnonymousFunctionOperation> _functions = new(SymbolEqualityComparer.Default);
    private State _state;
    private Expr? _returned;
    private IOperation? _loop;
    private int _steps;

    private Reader(Compilation compilation, Reading reading, State state, IOperation? site, CancellationToken cancellation)
    {
        (_compilation, _reading, _state, _site, _cancellation) = (compilation, reading, state, site, cancellation);
        _loop = null;
    }

    public static Reading Read(IOperation body, Compilation compilation, CancellationToken cancellation)
    {
        var reading = new Reading();
        var reader = new Reader(compilation, reading, State.Empty, null, cancellation);
        reader.Run(body);
        reading.End = reader._state;
        return reading;
    }

    private void Run(IOperation? statement)
    {
        if (statement is null || _state.Ended) return;
        _cancellation.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps) return;
        switch (statement)
        {
            case IMethodBodyOperation o: Run(o.BlockBody ?? o.ExpressionBody); break;
            case IConstructorBodyOperation o: Run(o.BlockBody ?? o.ExpressionBody); break;
            case IBlockOperation o: foreach (var s in o.Operations) Run(s); break;
            case IVariableDeclarationGroupOperation o: foreach (var d in o.Declarations.SelectMany(d => d.Declarators)) Declare(d); break;
            case IUsingDeclarationOperation o: Run(o.DeclarationGroup); break;
            case IUsingOperation o: Run(o.Resources); Run(o.Body); break;
            case ILockOperation o: Run(o.Body); break;
            case ILabeledOperation o: Run(o.Operation); break;
            case ITryOperation o: Run(o.Body); Run(o.Finally); break;
            case IExpressionStatementOperation o: Value(o.Operation); break;
            case IConditionalOperation o: If(o); break;
            case ISwitchOperation o: Switch(o); break;
            case ILoopOperation o: Loop(o, o.Body, MovingOf(o)); break;
            case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }: Return(Value(value)); break;
            case IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } value }: _returned = Value(value); break;
            case IReturnOperation or IBranchOperation or IThrowOperation: _state = _state.End(); break;
            case ILocalFunctionOperation o: Aside(o.Body ?? o.IgnoredBody); break;
            default: foreach (var child in statement.ChildOperations) if (IsStatement(child)) Run(child); else Value(child); break;
        }
    }

    private static bool IsStatement(IOperation o) => o is IBlockOperation or IVariableDeclarationGroupOperation or IExpressionStatementOperation or ILoopOperation or ISwitchOperation or ITryOperation or IReturnOperation;

    private void Return(Expr value)
    {
        // Of what is returned under a condition the caller cannot know which.
        _returned = _returned is not null || !_state.Guards.IsEmpty ? _reading.Unsure(value.IsRow) : value;
        _state = _state.End();
    }

    private void Declare(IVariableDeclaratorOperation variable)
    {
        if (variable.GetVariableInitializer()?.Value is not { } value) return;
        if (Unwrap(value) is IAnonymousFunctionOperation function)
        {
            _functions[variable.Symbol] = function;
            Aside(function.Body);
        }
        else Store(variable.Symbol, Value(value));
    }

    /// <summary>What is not run in its place here, with nothing of it known outside.</summary>
    private void Aside(IOperation? body)
    {
        var (before, returned, loop) = (_state, _returned, _loop);
        Run(body);
        (_state, _returned, _loop) = (before, returned, loop);
    }

    private void If(IConditionalOperation o)
    {
        var before = _state;
        var condition = Value(o.Condition);
        var compared = Compared(o.Condition);
        _state = before.Guarded(compared);
        Run(o.WhenTrue);
        var then = _state;
        _state = before.Guarded(compared);
        Run(o.WhenFalse);
        var otherwise = _state;
        _state = then.Ended && otherwise.Ended ? then : State.Join(condition, then, otherwise, before);
        // What left under the condition took the other sizes with it.
        if (!then.Ended && !otherwise.Ended) return;
        _state = _state with { Guards = before.Guards.Union(compared), Moving = before.Moving };
    }

    private void Switch(ISwitchOperation o)
    {
        var compared = Compared(o.Value);
        Value(o.Value);
        var before = _state;
        var joined = before;
        foreach (var section in o.Cases)
        {
            _state = before.Guarded(compared);
            foreach (var s in section.Body) Run(s);
            joined = State.Join(_reading.Unsure(false), _state with { Ended = false }, joined, before);
        }
        _state = joined;
    }

    /// <summary>The leaves whose size a condition asks for. Whether a number is NaN, or a row empty, says nothing of its size.</summary>
    private IEnumerable<string> Compared(IOperation condition) =>
        condition.DescendantsAndSelf().SelectMany(o => o switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } b => new[] { b.LeftOperand, b.RightOperand },
            IIsPatternOperation p => [p.Value],
            IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean, TargetMethod.Name: not "IsNaN" } c => [.. c.Arguments.Select(a => a.Value)],
            _ => [],
        }).Where(o => Types.IsReal(o.Type)).SelectMany(o => Value(o).Nodes()).Where(n => n.Op is Op.Row or Op.Scalar).Select(n => n.Name!).ToImmutableHashSet();

    /// <summary>What an operation stands for without conversions, parentheses and the wrapping of a lambda.</summary>
    private static IOperation Unwrap(IOperation o) => o switch
    {
        IConversionOperation c => Unwrap(c.Operand),
        IParenthesizedOperation p => Unwrap(p.Operand),
        IDelegateCreationOperation d => Unwrap(d.Target),
        IArgumentOperation a => Unwrap(a.Value),
        IAddressOfOperation a => Unwrap(a.Reference),
        _ => o,
    };
}
