using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Generators.Description;

/// <summary>Says of what the language of descriptions does not have, what to write in its place.</summary>
internal static class Unsupported
{
    /// <summary>The first line of a piece of code, short enough for a message.</summary>
    public static string Quote(SyntaxNode node)
    {
        string line = node.ToString().Split('\n')[0].Trim();
        return line.Length <= 60 ? line : line.Substring(0, 59) + "…";
    }

    public static BindException Statement(IOperation statement)
    {
        if (statement is IInvalidOperation) return Invalid(statement);
        if (statement is IExpressionStatementOperation { Operation: IInvalidOperation invalid }) return Invalid(invalid);
        return BindException.Of(Descriptors.UnsupportedStatement, statement.Syntax.GetLocation(), $"'{Quote(statement.Syntax)}'", statement switch
        {
            IConditionalOperation => "choose a value with 'condition ? a : b' or Select(mask, a, b)",
            ILoopOperation => "a row is computed as a whole; a loop over its elements is Sum, Max, Mean or another reduction",
            ISwitchOperation => "choose a value with 'condition ? a : b' or Select(mask, a, b)",
            ILocalFunctionOperation => "make the local function a method beside the description",
            IExpressionStatementOperation { Operation: IAssignmentOperation or IIncrementOrDecrementOperation } => "a variable keeps the value that it is declared with; declare another one",
            IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation => "a description is mathematics and cannot fail",
            _ => "a description is one expression, or a block of 'var' declarations and one return",
        });
    }

    public static BindException Expression(IOperation o)
    {
        if (o is IInvalidOperation || o.Type is { TypeKind: TypeKind.Error }) return Invalid(o);
        return Error(o, o switch
        {
            IFieldReferenceOperation => "is a field, which a description does not see: make it const, or pass it as a Scalar parameter",
            IPropertyReferenceOperation { Property.IsIndexer: false } => "is a property that a description does not see: make it a const, or pass it as a parameter",
            IParameterReferenceOperation or ILocalReferenceOperation or IInstanceReferenceOperation => "is not a parameter of the description: pass it as one",
            ISwitchExpressionOperation or IIsPatternOperation or ICoalesceOperation => "is not part of the language of descriptions: choose with 'condition ? a : b' or Select(mask, a, b)",
            IAssignmentOperation or IIncrementOrDecrementOperation => "assigns, and a variable keeps the value that it is declared with: declare another one",
            IDelegateCreationOperation or IAnonymousFunctionOperation => "is a function as a value: write it as a method with Row or Scalar parameters and call it",
            IArrayCreationOperation or ICollectionExpressionOperation => "is data, not mathematics: pass it to the kernel as a Row parameter",
            IThrowOperation => "fails, and a description is mathematics: write its formula",
            IDynamicInvocationOperation or IAwaitOperation => "is not known when the kernel is compiled: write its formula",
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => "takes a remainder: write it as a - b * Floor(a / b)",
            _ => "is not part of the language of descriptions: arithmetic, comparisons, the words of RowMath, x.Length, x.Positions, x[position] and other descriptions are",
        });
    }

    public static BindException Call(IInvocationOperation o)
    {
        var method = o.TargetMethod;
        if (method.ContainingType is { Name: "Math" or "MathF" } && Language.Home(method.Name) == "RowMath")
            return Error(o, $"computes one float; in a description write '{method.Name}' of RowMath");
        if (Language.Is(method.ContainingType)) return Error(o, "is for calling a description by hand, and is not part of one");
        if (method.MethodKind != MethodKind.Ordinary) return Error(o, "calls a function value or a local function: make it a method beside the description");
        return Error(o, $"cannot be described: '{method.Name}' is not a word of the language; a description may call RowMath, Normalizers and methods with Row, Scalar, Mask or Position parameters");
    }

    /// <summary>
    /// Wrong C#, which the compiler reports. Two mistakes it cannot explain: a word whose class is not imported, and one that a kernel of the
    /// same name hides.
    /// </summary>
    private static BindException Invalid(IOperation o)
    {
        foreach (var part in o.DescendantsAndSelf())
        {
            if (part is not IInvalidOperation || part.Syntax is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } word }) continue;
            if (Language.Home(name) is not { } home) continue;
            var here = part.SemanticModel!.LookupSymbols(word.SpanStart, name: name).OfType<IMethodSymbol>().ToList();
            if (here.Count == 0)
                return BindException.Of(Descriptors.UnsupportedExpression, word.GetLocation(), $"'{name}' is a word of {home}: add 'using static KernelGen.{home};'");
            if (here.FirstOrDefault(m => !Language.IsWords(m.ContainingType) && !Language.IsCatalogue(m.ContainingType)) is { } hiding)
                return BindException.Fixable(Descriptors.UnsupportedExpression, word.GetLocation(),
                    $"'{name}' of {home} is hidden by '{hiding.ContainingType.Name}.{name}': write '{home}.{name}'", Finding.QualifiedName, $"global::KernelGen.{home}.{name}");
        }
        return BindException.Uncompilable();
    }

    private static BindException Error(IOperation o, string why) => BindException.Of(Descriptors.UnsupportedExpression, o.Syntax.GetLocation(), $"'{Quote(o.Syntax)}' {why}");
}
