using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

// What an expression is worth.
internal sealed partial class Reader
{
    private Expr Value(IOperation? operation)
    {
        if (operation is null) return _reading.Unsure(false);
        _cancellation.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps) return _reading.Unsure(false);
        var value = Compute(operation);
        if (value.Size > MaxSize) return _reading.Unsure(value.IsRow);
        _reading.Remember(value, _site ?? operation);
        if (_site is null && !value.Arguments.IsEmpty && operation is not (IParenthesizedOperation or IConversionOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation))
            _reading.Formulas.Add(new(operation, value, _state, _loop));
        return value;
    }

    private Expr Compute(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: IConvertible constant and not (string or char or bool) })
            return Expr.Constant(constant.ToDouble(System.Globalization.CultureInfo.InvariantCulture));
        return operation switch
        {
            IParenthesizedOperation o => Value(o.Operand),
            IConversionOperation o => Value(o.Operand),
            IArgumentOperation o => Value(o.Value),
            IAddressOfOperation o => Value(o.Reference),
            IAwaitOperation o => Value(o.Operation),
            IVariableInitializerOperation o => Value(o.Value),
            ILocalReferenceOperation o => Lookup(o.Local, o),
            IParameterReferenceOperation o => Lookup(o.Parameter, o),
            IFieldReferenceOperation { Field.Name: "NegativeInfinity" } => Expr.Constant(double.NegativeInfinity),
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } o => Lookup(o.Field, o),
            IPropertyReferenceOperation { Property: { Name: "Length" or "Count" or "LongLength" } } o when IsRow(o.Instance) => Expr.Leaf(Op.Length),
            IPropertyReferenceOperation { Property: { Name: "NegativeInfinity", IsStatic: true } } => Expr.Constant(double.NegativeInfinity),
            IPropertyReferenceOperation { Property: { Name: "MinValue", IsStatic: true } } o when Types.IsReal(o.Type) => Expr.Constant(o.Type!.Name == "Half" ? -65504 : -double.MaxValue),
            IPropertyReferenceOperation { Property.Name: "Span" or "Memory" or "Array", Instance: { } inner } when IsRow(inner) => Value(inner),
            IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation } o => Lookup(o.Property, o),
            IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } instance } o when IsRange(o.Arguments[0].Value) => Value(instance),
            IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } instance } o => Element(o, instance, [.. o.Arguments.Select(a => a.Value)]),
            IArrayElementReferenceOperation o when IsRange(o.Indices[0]) => Value(o.ArrayReference),
            IArrayElementReferenceOperation o => Element(o, o.ArrayReference, o.Indices),
            IBinaryOperation o => Binary(o),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } o => Build.Neg(Value(o.Operand)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus } o => Value(o.Operand),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } o => Expr.Of(Op.Not, Value(o.Operand)),
            IConditionalOperation { WhenFalse: not null } o => Choice(o),
            ISimpleAssignmentOperation o => Assign(o.Target, Value(o.Value)),
            ICompoundAssignmentOperation o => Assign(o.Target, Binary(o.OperatorKind, Value(o.Target), Value(o.Value), o.Type, o)),
            IIncrementOrDecrementOperation o => Assign(o.Target, Value(o.Target) is var old && o.Kind == OperationKind.Increment ? Build.Add(old, Build.One) : Build.Sub(old, Build.One)),
            IInvocationOperation o => Call(o),
            IArrayCreationOperation { Initializer: null } or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } when IsRow(operation) => Build.Zero,
            ICollectionExpressionOperation { Elements: [ISpreadOperation spread] } => Value(spread.Operand),
            // A number with its index, or with a label: the number is what counts.
            ITupleOperation o when o.Elements.Count(e => Types.IsReal(e.Type)) == 1 => Value(o.Elements.Single(e => Types.IsReal(e.Type))),
            _ when IsAtPointer(operation) is { } place => place,
            _ => Other(operation),
        };
    }

    // Its parts may still hold something; of the whole nothing is known but where it stands.
    private Expr Other(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            if (child is IAnonymousFunctionOperation f) Aside(f.Body);
            else if (IsStatement(child)) Run(child);
            else Value(child);
        return IsRow(operation) || Types.IsReal(operation.Type) ? At(operation) : _reading.Unsure(false);
    }

    private static bool IsRange(IOperation index) => index.Type is { Name: "Range" };

    private static bool IsRow(IOperation? o) => Types.Element(o?.Type) is not null;

    private Expr Binary(IBinaryOperation o)
    {
        // Behind && and || the right side is known to hold or not to.
        if (o.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or)
            return Expr.Of(o.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And ? Op.And : Op.Or, Value(o.LeftOperand), Value(o.RightOperand));
        return Binary(o.OperatorKind, Value(o.LeftOperand), Value(o.RightOperand), o.Type, o);
    }

    private Expr Binary(BinaryOperatorKind kind, Expr a, Expr b, ITypeSymbol? type, IOperation o) => kind switch
    {
        BinaryOperatorKind.Add when o.Type is IPointerTypeSymbol => a,
        BinaryOperatorKind.Add => Build.Add(a, b),
        BinaryOperatorKind.Subtract => Build.Sub(a, b),
        BinaryOperatorKind.Multiply => Build.Mul(a, b),
        BinaryOperatorKind.Divide when !Types.IsWhole(type) => Build.Div(a, b),
        BinaryOperatorKind.LessThan => Expr.Of(Op.Less, a, b),
        BinaryOperatorKind.LessThanOrEqual => Expr.Of(Op.LessOrEqual, a, b),
        BinaryOperatorKind.GreaterThan => Expr.Of(Op.Less, b, a),
        BinaryOperatorKind.GreaterThanOrEqual => Expr.Of(Op.LessOrEqual, b, a),
        BinaryOperatorKind.Equals => Expr.Of(Op.Equal, a, b),
        BinaryOperatorKind.NotEquals => Expr.Of(Op.Not, Expr.Of(Op.Equal, a, b)),
        _ => _reading.Unsure(a.IsRow || b.IsRow),
    };

    private Expr Choice(IConditionalOperation o)
    {
        var condition = Value(o.Condition);
        var before = _state;
        _state = before.Guarded(Compared(o.Condition));
        Expr then = Value(o.WhenTrue), otherwise = Value(o.WhenFalse);
        _state = before;
        return State.Choose(condition, then, otherwise);
    }

    private Expr Assign(IOperation target, Expr value)
    {
        switch (Unwrap(target))
        {
            case ILocalReferenceOperation o: Store(o.Local, value); break;
            case IParameterReferenceOperation o: Store(o.Parameter, value); break;
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } o: Store(o.Field, value); break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation } o: Store(o.Property, value); break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } instance } o: StoreElement(o, instance, [.. o.Arguments.Select(a => a.Value)], value); break;
            case IArrayElementReferenceOperation o: StoreElement(o, o.ArrayReference, o.Indices, value); break;
            case var o when IsAtPointer(o) is not null: StoreAtPointer(o, value); break;
            case ITupleOperation tuple: foreach (var e in tuple.Elements) Assign(e, _reading.Unsure(false)); break;
        }
        return value;
    }

    private void Store(ISymbol symbol, Expr value)
    {
        if (!_state.Moving.ContainsKey(symbol)) _state = _state.With(symbol, value);
    }
}
