using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Reading;

// Where values lie. A place that moves with the loop is a row, and its name is its text with '#' for what moves.
internal sealed partial class Reader
{
    private Expr Lookup(ISymbol symbol, IOperation reference)
    {
        if (_state.Moving.TryGetValue(symbol, out string? moving) && Types.Element(reference.Type) is null)
            return moving == "#" ? Expr.Leaf(Op.Positions) : Expr.Leaf(Op.Row, moving);
        if (_state.Values.TryGetValue(symbol, out var known)) return known;
        // A property may compute anything; it is what its place says.
        return symbol is IPropertySymbol && IsMoving(reference) ? At(reference) : Input(symbol.Name, symbol, Types.Element(reference.Type) is not null, reference.Type);
    }

    private Expr Input(string name, ISymbol? variable, bool isRow, ITypeSymbol? type)
    {
        // Two variables of one name are two inputs, and nothing that a kernel could be called with.
        _reading.Inputs[name] = _reading.Inputs.TryGetValue(name, out var known) && !SymbolEqualityComparer.Default.Equals(known.Variable, variable) ? (null, null) : (variable, Types.Element(type) ?? type);
        return Expr.Leaf(isRow ? Op.Row : Op.Scalar, name);
    }

    /// <summary>Something from outside, by its text.</summary>
    private Expr At(IOperation o)
    {
        string place = Place(o);
        return _state.Cells.TryGetValue(place, out var known) ? known : Input(place, null, IsRow(o) || IsMoving(o), o.Type);
    }

    private Expr Element(IOperation o, IOperation array, IReadOnlyList<IOperation> indices)
    {
        foreach (var index in indices) if (index is not (ILocalReferenceOperation or IParameterReferenceOperation)) Value(index);
        if (!IsRow(array)) return At(o);
        var content = Value(array);
        if (indices is [var only] && IsPlain(only)) return content;
        string place = Place(o);
        if (_state.Cells.TryGetValue(place, out var known)) return known;
        bool isMoving = indices.Any(IsMoving);
        // Of an array that holds something computed every element is that; of one from outside the place tells rows apart.
        if (isMoving) return content is { Op: Op.Row } ? Expr.Leaf(Op.Row, place) : content;
        return indices.Count == 1 && content.IsRow ? Picking.Pick(content, Value(indices[0])) : content.IsRow ? Expr.Leaf(Op.Scalar, place) : content;
    }

    private void StoreElement(IOperation o, IOperation array, IReadOnlyList<IOperation> indices, Expr value)
    {
        if (indices is [var only] && IsPlain(only) && Symbol(array) is { } symbol) _state = _state.With(symbol, value);
        else
        {
            _state = _state.WithCell(Place(o), value);
            if (Symbol(array) is { } owner && indices.Any(IsMoving)) _state = _state.With(owner, value);
        }
    }

    /// <summary>*p, *p++, *(p + i) and p[i]: what a pointer points at.</summary>
    private Expr? IsAtPointer(IOperation o)
    {
        if (Pointed(o) is not var (pointer, index)) return null;
        var content = Value(pointer);
        if (!content.IsRow || index is null || IsPlain(index) || content.Op != Op.Row) return content;
        return _state.Cells.TryGetValue(Place(o), out var known) ? known : IsMoving(index) ? Expr.Leaf(Op.Row, Place(o)) : Picking.Pick(content, Value(index));
    }

    private void StoreAtPointer(IOperation o, Expr value)
    {
        if (Pointed(o) is not var (pointer, index)) return;
        bool isRow = index is null ? _loop is not null : IsMoving(index);
        if (isRow && Symbol(pointer) is { } symbol) _state = _state.With(symbol, value);
        if (index is not null && !IsPlain(index)) _state = _state.WithCell(Place(o), value);
    }

    // The compiler has no public operation for a pointer's target: it is known by its syntax.
    private static (IOperation Pointer, IOperation? Index)? Pointed(IOperation o)
    {
        var children = o.ChildOperations.ToList();
        return o.Syntax switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PointerIndirectionExpression } when children is [var target] => Unwrap(target) switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => (sum.LeftOperand, sum.RightOperand),
                IIncrementOrDecrementOperation step => (step.Target, null),
                var pointer => (pointer, null),
            },
            ElementAccessExpressionSyntax when o.Kind == OperationKind.None && children is [var pointer, var index] => (pointer, index),
            _ => null,
        };
    }

    /// <summary>The variable in which an array, a span or a pointer is held.</summary>
    private static ISymbol? Symbol(IOperation o) => Unwrap(o) switch
    {
        ILocalReferenceOperation l => l.Local,
        IParameterReferenceOperation p => p.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } f => f.Field,
        IPropertyReferenceOperation { Property.Name: "Span", Instance: { } inner } => Symbol(inner),
        IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation } p => p.Property,
        IPropertyReferenceOperation { Arguments: [{ Value.Type.Name: "Range" }], Instance: { } inner } => Symbol(inner),
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" or "AsMemory", Instance: { } inner } => Symbol(inner),
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory", Arguments: [var first, ..] } => Symbol(first),
        _ => null,
    };

    /// <summary>Whether an index is the loop's own variable.</summary>
    private bool IsPlain(IOperation index) => Unwrap(index) switch
    {
        ILocalReferenceOperation l => _state.Moving.TryGetValue(l.Local, out string? name) && name == "#",
        IParameterReferenceOperation p => _state.Moving.TryGetValue(p.Parameter, out string? name) && name == "#",
        _ => false,
    };

    /// <summary>Whether an expression's value changes from one turn of the innermost loop to the next.</summary>
    private bool IsMoving(IOperation o) => o.DescendantsAndSelf().Any(d => d switch
    {
        ILocalReferenceOperation l => _state.Moving.ContainsKey(l.Local) || (Types.Element(d.Type) is null && _state.Values.TryGetValue(l.Local, out var v) && v.IsRow),
        IParameterReferenceOperation p => _state.Moving.ContainsKey(p.Parameter) || (Types.Element(d.Type) is null && _state.Values.TryGetValue(p.Parameter, out var v) && v.IsRow),
        _ => false,
    });

    private string Place(IOperation o)
    {
        string text = o.Syntax.ToString();
        if (text.Length > 120) return _reading.Unsure(false).Name!;
        int offset = o.Syntax.SpanStart;
        var names = o.DescendantsAndSelf().Select(d => (d.Syntax, Name: d switch
        {
            ILocalReferenceOperation l => _state.Moving.TryGetValue(l.Local, out string? n) ? n : null,
            IParameterReferenceOperation p => _state.Moving.TryGetValue(p.Parameter, out string? n) ? n : null,
            _ => null,
        })).Where(d => d.Name is not null && o.Syntax.Span.Contains(d.Syntax.Span)).Distinct().OrderByDescending(d => d.Syntax.SpanStart);
        foreach (var (syntax, name) in names) text = text.Remove(syntax.SpanStart - offset, syntax.Span.Length).Insert(syntax.SpanStart - offset, name!);
        return text;
    }
}
