using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Generators.Description;

/// <summary>
/// Reads the C# of a description, through Roslyn's operations, into the algebra: a method's body is bound with its arguments in place of
/// its parameters, so that a call to another description is that description, written out.
/// </summary>
internal sealed partial class ExpressionBinder(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>Deeper than any formula, and shallow enough for every recursion over it.</summary>
    public const int MaxDepth = 250;

    // Calls of calls may take exponential time and still make a small expression.
    private const int MaxSteps = 200_000;

    private readonly Stack<IMethodSymbol> _calls = new();
    private readonly Dictionary<Expr, Location> _origins = new(ByReference.Instance);
    private readonly Dictionary<Expr, int> _depths = new(ByReference.Instance);
    private int _steps, _nesting;

    /// <summary>Where each expression was written: by occurrence, not by value, for the same formula may stand in two places.</summary>
    public IReadOnlyDictionary<Expr, Location> Origins => _origins;

    /// <summary>The variables of the description and of those it calls, in order: names for explanations and generated code.</summary>
    public List<NamedExpr> Variables { get; } = [];

    /// <summary>The value of a description for given arguments.</summary>
    public Bound Describe(IMethodSymbol called, IReadOnlyList<Bound> arguments, Location caller)
    {
        cancellation.ThrowIfCancellationRequested();
        var description = called.OriginalDefinition;
        description = description.PartialImplementationPart ?? description;
        if (_calls.Contains(description, SymbolEqualityComparer.Default))
            throw BindException.Of(Descriptors.Recursion, caller, description.Name, string.Join(" → ", _calls.Reverse().Select(m => m.Name)) + " → " + description.Name);
        if (Language.IsCatalogue(description.ContainingType)) return FromLibrary(description, arguments, caller);
        // A project reference may show another project's source; it is not ours to bind.
        if (description.DeclaringSyntaxReferences is not [var reference, ..] || !compilation.ContainsSyntaxTree(reference.SyntaxTree) || reference.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax)
            throw BindException.Of(Descriptors.OtherAssembly, caller, description.Name, description.ContainingAssembly.Name);
        SyntaxNode? body = (SyntaxNode?)syntax.ExpressionBody ?? syntax.Body;
        if (body is null) throw BindException.Of(Descriptors.UnsupportedStatement, syntax.Identifier.GetLocation(), $"'{description.Name}'", "it has no body, and a description is its body: write '=> …'");
        if (compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(body, cancellation) is not IBlockOperation block) throw BindException.Uncompilable();
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
                case IEmptyOperation:
                    break;
                case IVariableDeclarationGroupOperation group:
                    foreach (var variable in group.Declarations.SelectMany(d => d.Declarators)) Declare(variable, scope);
                    break;
                case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation deconstruction }:
                    var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
                    Deconstruct(target, Bind(deconstruction.Value, scope), scope);
                    break;
                case IReturnOperation { ReturnedValue: { } value }:
                    return Bind(value, scope);
                default:
                    throw Unsupported.Statement(statement);
            }
        }
        throw block.Syntax is BlockSyntax written
            ? BindException.Of(Descriptors.UnsupportedStatement, written.CloseBraceToken.GetLocation(), "A body that returns nothing", "end it with 'return …;'")
            : BindException.Uncompilable();
    }

    private void Declare(IVariableDeclaratorOperation variable, Dictionary<ISymbol, Bound> scope)
    {
        if (variable.GetVariableInitializer() is not { } initializer)
            throw BindException.Of(Descriptors.UnsupportedStatement, variable.Syntax.GetLocation(), $"'{variable.Symbol.Name}' without a value", "give it one where it is declared");
        var value = scope[variable.Symbol] = Bind(initializer.Value, scope);
        if (value.Value is { Arguments.IsEmpty: false } named) Variables.Add(new(variable.Symbol.Name, named));
    }

    private static void Deconstruct(IOperation target, Bound value, Dictionary<ISymbol, Bound> scope)
    {
        switch (target is IDeclarationExpressionOperation declaration ? declaration.Expression : target)
        {
            case ITupleOperation tuple when tuple.Elements.Length == value.Items.Length:
                for (int i = 0; i < tuple.Elements.Length; i++) Deconstruct(tuple.Elements[i], value.Items[i].Value, scope);
                break;
            case ILocalReferenceOperation local:
                scope[local.Local] = value;
                break;
            case IDiscardOperation:
                break;
            default:
                throw Unsupported.Expression(target);
        }
    }

    private Expr Value(IOperation operation, Dictionary<ISymbol, Bound> scope) => Bind(operation, scope).Value
        ?? throw BindException.Of(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"'{Unsupported.Quote(operation.Syntax)}' has several values: name the one that is meant");

    private Bound Bind(IOperation operation, Dictionary<ISymbol, Bound> scope)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps || ++_nesting > MaxDepth) throw TooLarge(operation);
        var bound = BindCore(operation, scope);
        _nesting--;
        if (bound.Value is { } e)
        {
            if (e.Size > Expr.MaxSize || Depth(e) > MaxDepth) throw TooLarge(operation);
            if (e.IsMixed) throw BindException.Of(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"'{Unsupported.Quote(operation.Syntax)}' combines a row of what is chosen with one of another length: top.Of(row) has the elements of a row at the chosen indices, top.Mask is true at them");
            if (e is { Op: Op.Cumulative, Selection: null }) throw BindException.Of(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"'{Unsupported.Quote(operation.Syntax)}' runs along the whole row: CumulativeSum is for what TopK has chosen");
            if (e.Op == Op.TopK && e[1] is { Op: Op.Constant, Value: < 0 }) throw BindException.Of(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), $"'{Unsupported.Quote(operation.Syntax)}' chooses less than no element: a count is 0 or more");
            if (!_origins.ContainsKey(e)) _origins[e] = operation.Syntax.GetLocation();
        }
        return bound;
    }

    private int Depth(Expr e)
    {
        if (e.Arguments.IsEmpty) return 1;
        if (!_depths.TryGetValue(e, out int depth)) _depths[e] = depth = 1 + e.Arguments.Max(Depth);
        return depth;
    }

    private BindException TooLarge(IOperation operation) =>
        BindException.Of(Descriptors.TooLarge, operation.Syntax.GetLocation(), _calls.Last().Name, Expr.MaxSize, MaxDepth);

    private static Bound FromLibrary(IMethodSymbol method, IReadOnlyList<Bound> arguments, Location caller) => Language.Call(method, arguments)
        ?? throw BindException.Of(Descriptors.UnsupportedExpression, caller, $"'{method.ContainingType.Name}.{method.Name}' is not known to this version of the compiler: use the library and the generator of one package");

    private sealed class ByReference : IEqualityComparer<Expr>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Expr a, Expr b) => ReferenceEquals(a, b);
        public int GetHashCode(Expr e) => e.GetHashCode();
    }
}
