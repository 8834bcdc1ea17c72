using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Replacing;

/// <summary>The small remedy: the maximum of the row is taken before and subtracted in every exponent, and a logarithm gets it back.</summary>
internal static class Shift
{
    public static ImmutableDictionary<string, string?> Of(Body body, Formula formula, Expr exponential, ImmutableDictionary<string, string?> properties)
    {
        if (exponential[0] is not { Op: Op.Row, Name: { } row } || !body.Reading.Inputs.TryGetValue(row, out var input) || input.Variable is null) return properties;
        var highest = Expr.Of(Op.Highest, exponential[0]);
        var shifted = formula.Value.Substitute(e => e.Equals(exponential) ? Expr.Of(Op.Exp, Expr.Of(Op.Sub, exponential[0], highest)) : null);
        bool isLog = formula.Value.Op == Op.Log;
        // Only where the result is the same: in a quotient of like powers, and in a logarithm that is given the maximum back.
        if (!Sample.Agree(isLog ? Expr.Of(Op.Add, highest, shifted) : shifted, formula.Value, new Dictionary<string, int> { [row] = 0 })) return properties;
        if (Sink.Of(formula) is not { } sink || Region.Of(body, formula, sink) is not { } region) return properties;
        int position = region.Span.Start;
        if (Types.Of(input.Variable) is not { } type || body.Model.LookupSymbols(position, type as INamespaceOrTypeSymbol, "DefaultIfEmpty", includeReducedExtensionMethods: true).IsEmpty) return properties;
        string max = Edits.Fresh(body.Member, "max");
        // An empty row has no maximum; a sequence is asked for it once, and does not say how long it is.
        string maximum = type is IArrayTypeSymbol ? $"{row}.Length == 0 ? 0 : {row}.Max()" : $"{row}.DefaultIfEmpty().Max()";
        var changes = new List<TextChange> { Edits.Before(region.Statements[0], $"var {max} = {maximum};") };
        foreach (var made in body.Formulas.Where(f => f.Value.Equals(exponential) && body.Reading.Origin(f.Value) is { } origin && origin.Syntax == f.Where.Syntax))
        {
            if (made.Where is not IInvocationOperation { Arguments: [{ Value.Syntax: { } argument }], Instance: null } || !region.Span.Contains(argument.Span) || argument is AssignmentExpressionSyntax or ConditionalExpressionSyntax) return properties;
            changes.Add(Edits.After(argument, $" - {max}"));
        }
        if (isLog) changes.AddRange([new(new(formula.Where.Syntax.SpanStart, 0), $"({max} + "), Edits.After(formula.Where.Syntax, ")")]);
        return changes.Count < 2 ? properties : properties.With("Subtract the maximum first", changes);
    }
}
