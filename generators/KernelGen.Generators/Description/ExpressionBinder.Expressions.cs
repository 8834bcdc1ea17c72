using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Generators.Description;

// One method a kind of expression.
internal sealed partial class ExpressionBinder
{
    private Bound BindCore(IOperation operation, Dictionary<ISymbol, Bound> scope)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && Constant(operation, constant) is { } known) return known;
        return operation switch
        {
            IParenthesizedOperation o => Bind(o.Operand, scope),
            IConversionOperation o => Conversion(o, scope),
            ILocalReferenceOperation o when scope.TryGetValue(o.Local, out var local) => local,
            IParameterReferenceOperation o when scope.TryGetValue(o.Parameter, out var parameter) => parameter,
            IUnaryOperation o => Unary(o, Value(o.Operand, scope)),
            IBinaryOperation o => Binary(o, Value(o.LeftOperand, scope), Value(o.RightOperand, scope)),
            IConditionalOperation { WhenFalse: { } otherwise } o => Conditional(o, otherwise, scope),
            IInvocationOperation o => Invocation(o, scope),
            IPropertyReferenceOperation o => Property(o, scope),
            IFieldReferenceOperation { Instance: { } instance } o when o.Field.ContainingType.IsTupleType => Item(o, Bind(instance, scope)),
            ITupleOperation o => new Bound(null, [.. o.Elements.Select((e, i) => (Name(o, i), Bind(e, scope)))]),
            IDefaultValueOperation { Type: { Name: "Scalar" or "Position" } type } when Language.Is(type) => Build.Zero,
            _ => throw Unsupported.Expression(operation),
        };
    }

    private static Expr? Constant(IOperation operation, object? value)
    {
        if (value is bool condition) return condition ? Expr.Of(Op.Equal, Build.Zero, Build.Zero) : Expr.Of(Op.Less, Build.Zero, Build.Zero);
        if (value is not IConvertible || value is string or char) return null;
        // C# computes 1 / 2 as 0, in a constant too: nobody who describes a kernel means that.
        foreach (var part in operation.DescendantsAndSelf().OfType<IBinaryOperation>())
            if (part.OperatorKind == BinaryOperatorKind.Divide && IsWhole(part.Type) && part is { LeftOperand.ConstantValue.Value: { } a, RightOperand.ConstantValue.Value: { } b } && Number(a) % Number(b) != 0)
                throw DropsRemainder(part);
        return Expr.Constant(Number(value));
    }

    private static double Number(object constant) => Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static BindException DropsRemainder(IBinaryOperation division) => BindException.Of(Descriptors.UnsupportedExpression, division.Syntax.GetLocation(),
        $"'{Unsupported.Quote(division.Syntax)}' divides whole numbers, which drops the remainder: write one of them as a double (1.0 / 2)");

    private Bound Conversion(IConversionOperation o, Dictionary<ISymbol, Bound> scope)
    {
        if (IsWhole(o.Type) && !IsWhole(o.Operand.Type))
            throw BindException.Of(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{Unsupported.Quote(o.Syntax)}' drops the fraction: use Floor or Round");
        return Bind(o.Operand, scope);
    }

    private Expr Conditional(IConditionalOperation o, IOperation otherwise, Dictionary<ISymbol, Bound> scope)
    {
        if (o.Condition.ConstantValue is { HasValue: true, Value: bool condition }) return Value(condition ? o.WhenTrue : otherwise, scope);
        Term test = Value(o.Condition, scope), a = Value(o.WhenTrue, scope), b = Value(otherwise, scope);
        if (a.Expr.IsRow || b.Expr.IsRow) test = Everywhere(test);
        return a.Expr.Op.IsMask() || b.Expr.Op.IsMask() ? (test & a) | (!test & b) : Expr.Of(Op.Select, test, a, b);
    }

    // A truth of the whole row as one of every element: all positions lie below n, none below 0.
    private static Term Everywhere(Term truth) => truth.Expr.IsRow ? truth : truth.Positions < RowMath.Select(truth, truth.Length, 0);

    private static string? Name(ITupleOperation tuple, int i) =>
        tuple.Type is INamedTypeSymbol { TupleElements: var elements } && i < elements.Length && elements[i].IsExplicitlyNamedTupleElement ? elements[i].Name : null;

    private static Bound Item(IFieldReferenceOperation field, Bound tuple)
    {
        var elements = field.Field.ContainingType.TupleElements;
        int i = elements.ToList().FindIndex(f => f.Name == field.Field.Name || f.CorrespondingTupleField?.Name == field.Field.Name);
        return i >= 0 && i < tuple.Items.Length ? tuple.Items[i].Value : throw Unsupported.Expression(field);
    }

    private static Expr Unary(IUnaryOperation o, Term operand) => o.OperatorKind switch
    {
        UnaryOperatorKind.Minus => -operand,
        UnaryOperatorKind.Plus => operand,
        UnaryOperatorKind.Not => !operand,
        _ => throw Unsupported.Expression(o),
    };

    private static Expr Binary(IBinaryOperation o, Term a, Term b)
    {
        bool truths = o.LeftOperand.Type?.SpecialType == SpecialType.System_Boolean;
        return o.OperatorKind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide when IsWhole(o.Type) => throw DropsRemainder(o),
            BinaryOperatorKind.Divide => a / b,
            BinaryOperatorKind.LessThan => a < b,
            BinaryOperatorKind.LessThanOrEqual => a <= b,
            BinaryOperatorKind.GreaterThan => a > b,
            BinaryOperatorKind.GreaterThanOrEqual => a >= b,
            BinaryOperatorKind.Equals => truths ? !(a ^ b) : a == b,
            BinaryOperatorKind.NotEquals => truths ? a ^ b : a != b,
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd when !IsWhole(o.Type) => a & b,
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr when !IsWhole(o.Type) => a | b,
            BinaryOperatorKind.ExclusiveOr when !IsWhole(o.Type) => a ^ b,
            _ => throw Unsupported.Expression(o),
        };
    }

    private Expr Property(IPropertyReferenceOperation o, Dictionary<ISymbol, Bound> scope)
    {
        if (o.Instance is null || !(Language.Is(o.Property.ContainingType) || Language.IsTopK(o.Property.ContainingType))) throw Unsupported.Expression(o);
        var row = Value(o.Instance, scope);
        if (Language.IsTopK(o.Property.ContainingType)) return OfSelection(o, row);
        if (o.Property is { IsIndexer: true, Parameters.Length: 1 })
        {
            var position = Value(o.Arguments[0].Value, scope);
            if (row.Contains(e => e.Op == Op.Cumulative)) throw BindException.Of(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{Unsupported.Quote(o.Syntax)}' is one element of a running sum: sum what is wanted with Sum(Select(…))");
            return position is not { Op: Op.Constant, Value: < 0 } ? Picking.Pick(row, position)
                : throw BindException.Of(Descriptors.UnsupportedExpression, o.Arguments[0].Syntax.GetLocation(), "Positions count from 0: a negative one is outside of every row");
        }
        return o.Property.Name switch
        {
            "Length" => new Term(row).Length,
            "Positions" => new Term(row).Positions,
            _ => throw Unsupported.Expression(o),
        };
    }

    private Bound Invocation(IInvocationOperation o, Dictionary<ISymbol, Bound> scope)
    {
        var method = o.TargetMethod;
        if (o.Instance is { } selection && Language.IsTopK(method.ContainingType) && method.Name == "Of") return Gathered(o, Value(selection, scope), Value(o.Arguments[0].Value, scope));
        bool inLibrary = Language.IsWords(method.ContainingType) || Language.IsCatalogue(method.ContainingType);
        if (!inLibrary && !Language.CanCall(method)) throw Unsupported.Call(o);
        var arguments = new Bound[method.Parameters.Length];
        foreach (var a in o.Arguments)
        {
            if (a.Parameter is null) throw Unsupported.Call(o);
            arguments[a.Parameter.Ordinal] = Bind(a.Value, scope);
        }
        return inLibrary ? FromLibrary(method, arguments, o.Syntax.GetLocation()) : Describe(method, arguments, o.Syntax.GetLocation());
    }

    private static Expr OfSelection(IPropertyReferenceOperation o, Term selection) => o.Property.Name switch
    {
        "Values" => selection.Values,
        "Indices" => selection.Indices,
        "Mask" => selection.Mask,
        _ => throw Unsupported.Expression(o),
    };

    private static Expr Gathered(IInvocationOperation o, Term selection, Expr row) => row.Selection is null && !row.Op.IsMask() ? selection.Of(row)
        : throw BindException.Of(Descriptors.UnsupportedExpression, o.Arguments[0].Syntax.GetLocation(), $"'{Unsupported.Quote(o.Arguments[0].Syntax)}' is not a row of the kernel's length: 'Of' reads such a row at the chosen indices");
}
