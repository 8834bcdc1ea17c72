using System.Collections.Immutable;
using System.Reflection;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Generators.Description;

/// <summary>What an expression of a description stands for: one quantity, or a tuple of them.</summary>
internal sealed record Bound(Expr? Value, ImmutableArray<(string? Name, Bound Value)> Items)
{
    public static implicit operator Bound(Expr e) => new(e, []);
}

/// <summary>Reads the C# of a description, through Roslyn's operations, into the algebra. The only part that knows both.</summary>
internal sealed class ExpressionBinder(Compilation compilation, CancellationToken cancellation)
{
    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Dictionary<Expr, Location> _origins = [];

    /// <summary>The variables of the description and of those it calls, in order: names for explanations and generated code.</summary>
    public List<NamedExpr> Variables { get; } = [];

    /// <summary>Where an expression was first written.</summary>
    public IReadOnlyDictionary<Expr, Location> Origins => _origins;

    /// <summary>The value of a description for given arguments.</summary>
    public Bound Describe(IMethodSymbol description, IReadOnlyList<Bound> arguments, Location caller)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_calls.Contains(description, SymbolEqualityComparer.Default))
            throw Error(Descriptors.Recursion, caller, description.Name, string.Join(" → ", _calls.Reverse().Select(m => m.Name)) + " → " + description.Name);
        if (IsCatalogue(description.ContainingType)) return FromCatalogue(description, arguments);
        if (description.DeclaringSyntaxReferences is not [var reference, ..] || reference.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax)
            throw Error(Descriptors.OtherAssembly, caller, description.Name, description.ContainingAssembly.Name);
        SyntaxNode? body = (SyntaxNode?)syntax.ExpressionBody ?? syntax.Body;
        if (body is null) throw Error(Descriptors.UnsupportedStatement, syntax.Identifier.GetLocation(), "A method without a body");
        if (compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(body, cancellation) is not IBlockOperation block)
            throw Error(Descriptors.UnsupportedStatement, syntax.Identifier.GetLocation(), "This body");
        _calls.Push(description);
        var scope = new Dictionary<ISymbol, Bound>(SymbolEqualityComparer.Default);
        for (int i = 0; i < description.Parameters.Length; i++) scope[description.Parameters[i]] = arguments[i];
        var result = Block(block, scope);
        _calls.Pop();
        return result;
    }

    private Bound Block(IBlockOperation block, Dictionary<ISymbol, Bound> scope)
    {
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IVariableDeclarationGroupOperation group:
                    foreach (var variable in group.Declarations.SelectMany(d => d.Declarators))
                    {
                        var value = variable.GetVariableInitializer() is { } initializer ? Bind(initializer.Value, scope) : throw Error(Descriptors.UnsupportedStatement, variable.Syntax.GetLocation(), $"'{variable.Symbol.Name}' without a value");
                        scope[variable.Symbol] = value;
                        if (value.Value is { Arguments.IsEmpty: false } named) Variables.Add(new(variable.Symbol.Name, named));
                    }
                    break;
                case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation deconstruction }:
                    Deconstruct(deconstruction, scope);
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return Bind(value, scope);
                default:
                    throw Error(Descriptors.UnsupportedStatement, statement.Syntax.GetLocation(), $"'{FirstLine(statement.Syntax)}'");
            }
        }
        throw Error(Descriptors.UnsupportedStatement, block.Syntax.GetLocation(), "A body that returns nothing");
    }

    private void Deconstruct(IDeconstructionAssignmentOperation assignment, Dictionary<ISymbol, Bound> scope)
    {
        var value = Bind(assignment.Value, scope);
        var target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        if (target is not ITupleOperation tuple || tuple.Elements.Length != value.Items.Length) throw Unsupported(assignment);
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            var element = tuple.Elements[i] is IDeclarationExpressionOperation d ? d.Expression : tuple.Elements[i];
            if (element is ILocalReferenceOperation local) scope[local.Local] = value.Items[i].Value;
            else if (element is not IDiscardOperation) throw Unsupported(element);
        }
    }

    private Expr Value(IOperation operation, Dictionary<ISymbol, Bound> scope) =>
        Bind(operation, scope).Value ?? throw Error(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"'{FirstLine(operation.Syntax)}' has several values: name the one that is meant");

    private Bound Bind(IOperation operation, Dictionary<ISymbol, Bound> scope)
    {
        var bound = BindCore(operation, scope);
        if (bound.Value is { } e)
        {
            if (e.Size > Expr.MaxSize) throw Error(Descriptors.TooLarge, operation.Syntax.GetLocation(), _calls.Last().Name, Expr.MaxSize);
            if (!_origins.ContainsKey(e)) _origins[e] = operation.Syntax.GetLocation();
        }
        return bound;
    }

    private Bound BindCore(IOperation operation, Dictionary<ISymbol, Bound> scope)
    {
        cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && Number(constant) is { } number) return Expr.Constant(number);
        return operation switch
        {
            IParenthesizedOperation o => Bind(o.Operand, scope),
            IConversionOperation o => Bind(o.Operand, scope),
            ILocalReferenceOperation o when scope.TryGetValue(o.Local, out var local) => local,
            IParameterReferenceOperation o when scope.TryGetValue(o.Parameter, out var parameter) => parameter,
            IUnaryOperation o => Unary(o, Value(o.Operand, scope)),
            IBinaryOperation o => Binary(o, Value(o.LeftOperand, scope), Value(o.RightOperand, scope)),
            IConditionalOperation { WhenFalse: { } otherwise } o => Expr.Of(Op.Select, Value(o.Condition, scope), Value(o.WhenTrue, scope), Value(otherwise, scope)),
            IInvocationOperation o => Invocation(o, scope),
            IPropertyReferenceOperation o => Property(o, scope),
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "NegativeInfinity" } } => Expr.Constant(double.NegativeInfinity),
            IFieldReferenceOperation { Instance: { } instance } o when o.Field.ContainingType.IsTupleType => Item(o, Bind(instance, scope)),
            ITupleOperation o => new Bound(null, [.. o.Elements.Select((e, i) => (Name(o, i), Bind(e, scope)))]),
            _ => throw Unsupported(operation),
        };
    }

    private static string? Name(ITupleOperation tuple, int i) =>
        tuple.Type is INamedTypeSymbol { TupleElements: var elements } && i < elements.Length && elements[i].IsExplicitlyNamedTupleElement ? elements[i].Name : null;

    private Bound Item(IFieldReferenceOperation field, Bound tuple)
    {
        int i = field.Field.ContainingType.TupleElements.IndexOf(field.Field, SymbolEqualityComparer.Default);
        if (i < 0) i = field.Field.ContainingType.TupleElements.ToList().FindIndex(f => f.Name == field.Field.Name);
        return i >= 0 && i < tuple.Items.Length ? tuple.Items[i].Value : throw Unsupported(field);
    }

    private Expr Unary(IUnaryOperation o, Expr operand) => o.OperatorKind switch
    {
        UnaryOperatorKind.Minus => Build.Neg(operand),
        UnaryOperatorKind.Plus => operand,
        UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => Expr.Of(Op.Not, operand),
        _ => throw Unsupported(o),
    };

    private Expr Binary(IBinaryOperation o, Term a, Term b) => o.OperatorKind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide when o.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 =>
            throw Error(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{FirstLine(o.Syntax)}' divides whole numbers, which drops the remainder: write one of them as a double"),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a & b,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => throw Unsupported(o),
    };

    private Expr Property(IPropertyReferenceOperation o, Dictionary<ISymbol, Bound> scope)
    {
        if (o.Property.IsStatic && o.Property.Name == "NegativeInfinity") return Expr.Constant(double.NegativeInfinity);
        if (o.Instance is null || !IsLanguage(o.Property.ContainingType)) throw Unsupported(o);
        if (o.Property.IsIndexer) return Picking.Pick(Value(o.Instance, scope), Value(o.Arguments[0].Value, scope));
        return o.Property.Name switch
        {
            "Length" => Expr.Leaf(Op.Length),
            "Positions" => Expr.Leaf(Op.Positions),
            _ => throw Unsupported(o),
        };
    }

    private Bound Invocation(IInvocationOperation o, Dictionary<ISymbol, Bound> scope)
    {
        var method = o.TargetMethod;
        var arguments = new Bound[method.Parameters.Length];
        foreach (var a in o.Arguments) arguments[a.Parameter!.Ordinal] = Bind(a.Value, scope);
        if (IsWords(method.ContainingType)) return FromLibrary(typeof(RowMath), method.Name, arguments) ?? throw Unsupported(o);
        if (IsCatalogue(method.ContainingType)) return FromCatalogue(method, arguments);
        if (!method.Parameters.All(p => IsLanguage(p.Type)))
            throw Error(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{method.Name}' is not a word of the language: a description may call RowMath, Normalizers and methods with Row, Scalar, Mask or Position parameters");
        return Describe(method, arguments, o.Syntax.GetLocation());
    }

    private static Bound FromCatalogue(IMethodSymbol method, IReadOnlyList<Bound> arguments) =>
        FromLibrary(typeof(Normalizers), method.Name, arguments) ?? throw new InvalidOperationException($"The catalogue has no '{method.Name}' with {arguments.Count} parameters.");

    /// <summary>The library's words and catalogue are compiled into the generator too, where they make expressions: calls go there by name.</summary>
    private static Bound? FromLibrary(Type type, string name, IReadOnlyList<Bound> arguments)
    {
        var method = type.GetMethods(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(m => m.Name == name && m.GetParameters().Length == arguments.Count);
        return method is null ? null : Unpack(method.Invoke(null, [.. arguments.Select(a => (object)new Term(a.Value!))]));
    }

    private static Bound Unpack(object? value)
    {
        if (value is Term term) return term.Expr;
        var fields = value!.GetType().GetFields().Where(f => f.Name.StartsWith("Item", StringComparison.Ordinal));
        return new Bound(null, [.. fields.Select(f => ((string?)null, Unpack(f.GetValue(value))))]);
    }

    private static double? Number(object? constant) => constant is IConvertible and not (string or bool or char) ? Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture) : null;

    public static bool IsLanguage(ITypeSymbol type) => type is { Name: "Row" or "Scalar" or "Mask" or "Position", ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsWords(INamedTypeSymbol type) => type is { Name: "RowMath", ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } };

    public static bool IsCatalogue(INamedTypeSymbol type) => type is { Name: "Normalizers", ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } };

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    private static BindException Unsupported(IOperation o) =>
        Error(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{FirstLine(o.Syntax)}' is not part of the language of descriptions: arithmetic, comparisons, the words of RowMath, x.Length, x.Positions, x[position] and other descriptions are");

    public static BindException Error(DiagnosticDescriptor descriptor, Location location, params object[] arguments) => new(new(descriptor, location, arguments));
}
