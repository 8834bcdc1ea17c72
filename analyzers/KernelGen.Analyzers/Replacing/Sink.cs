using KernelGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Replacing;

/// <summary>Where a result goes: into a row that is there, or as a value to a variable or the caller.</summary>
/// <param name="Row">The row's variable; null for a value.</param>
/// <param name="Value">The expression whose place a value has; the last step that writes a row.</param>
/// <param name="Statement">The statement of that step.</param>
internal sealed record Sink(ISymbol? Row, IOperation Value, StatementSyntax Statement)
{
    /// <summary>Whether the row gets one element after the other, by assignments.</summary>
    public bool IsElement => Row is not null && Value is IAssignmentOperation;

    /// <summary>Follows a formula to where it ends up; null where it is but a part of something else.</summary>
    public static Sink? Of(Formula formula)
    {
        IOperation? o = formula.Where;
        while (o is not null)
        {
            if (o is IInvocationOperation { TargetMethod.ReturnsVoid: true } call && Spellings.IsTensor(call.TargetMethod))
                return Into(call.Arguments[call.Arguments.Length - 1].Value, o);
            if (o is IAssignmentOperation assignment) return Assigned(assignment);
            if (o.Parent is IVariableInitializerOperation || (o.Parent is IReturnOperation && Lambda(o) is null)) return StatementOf(o) is { } statement ? new(null, o, statement) : null;
            o = Outer(o);
        }
        return null;
    }

    /// <summary>What has the same value, or the same elements, around an operation.</summary>
    private static IOperation? Outer(IOperation o) => o.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or IAssignmentOperation => o.Parent,
        IReturnOperation => Lambda(o) is { } lambda && Caller(lambda) is { TargetMethod.Name: "Select" or "ConvertAll" } query ? query : null,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ToArray" or "AsEnumerable" } method } call } when Spellings.IsLinq(method) => call,
        _ => null,
    };

    private static IAnonymousFunctionOperation? Lambda(IOperation o)
    {
        for (var parent = o.Parent; parent is not null; parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation lambda) return lambda;
        return null;
    }

    private static IInvocationOperation? Caller(IOperation lambda)
    {
        var o = lambda.Parent;
        while (o is IDelegateCreationOperation or IConversionOperation or IArgumentOperation) o = o.Parent;
        return o as IInvocationOperation;
    }

    private static Sink? Assigned(IAssignmentOperation o) => o.Target switch
    {
        IArrayElementReferenceOperation a => Into(a.ArrayReference, o),
        IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } => Into(instance, o),
        ILocalReferenceOperation when o is ISimpleAssignmentOperation && StatementOf(o) is { } statement => new(null, o.Value, statement),
        _ => null,
    };

    private static Sink? Into(IOperation row, IOperation last)
    {
        while (row is IConversionOperation c) row = c.Operand;
        ISymbol? symbol = row switch { ILocalReferenceOperation l => l.Local, IParameterReferenceOperation p => p.Parameter, IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } f => f.Field, _ => null };
        return symbol is not null && StatementOf(last) is { } statement ? new(symbol, last, statement) : null;
    }

    private static StatementSyntax? StatementOf(IOperation o) => o.Syntax.FirstAncestorOrSelf<StatementSyntax>();
}
