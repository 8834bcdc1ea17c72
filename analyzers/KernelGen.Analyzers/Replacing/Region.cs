using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Replacing;

/// <summary>The statements, one after the other, that compute a formula and nothing else: what is gone when a call takes their place.</summary>
internal sealed record Region(IReadOnlyList<StatementSyntax> Statements, string Kept)
{
    public TextSpan Span => TextSpan.FromBounds(Statements[0].SpanStart, Statements[Statements.Count - 1].Span.End);

    /// <summary>Null where anything else happens among them, or something of theirs is used elsewhere.</summary>
    public static Region? Of(Body body, Formula formula, Sink sink)
    {
        var parts = new HashSet<Expr>(formula.Value.Nodes());
        var steps = body.Formulas.Where(f => parts.Contains(f.Value) && body.Member.Span.Contains(f.Where.Syntax.Span) && f.Where.Syntax.SpanStart < sink.Statement.Span.End).Select(f => f.Where.Syntax).Append(sink.Statement).Distinct().ToList();
        // What is written element by element is written by all of its loop.
        if (sink.IsElement && formula.Loop is ILoopOperation loop) steps.Add(loop.Syntax);
        if (steps.Select(s => s.AncestorsAndSelf()).Aggregate((a, b) => a.Intersect(b)).OfType<BlockSyntax>().FirstOrDefault() is not { } block) return null;
        var at = block.Statements.Select((s, i) => (s, i)).Where(p => steps.Exists(s => p.s.Span.Contains(s.Span))).Select(p => p.i).ToList();
        if (at.Count == 0 || !formula.Known.Guards.IsEmpty) return null;
        var (first, last) = (at.Min(), at.Max());
        // Variables that only these statements use go with them.
        while (first > 0 && block.Statements[first - 1] is LocalDeclarationStatementSyntax before && IsUsedOnlyIn(body, before, block.Statements, first, last) && !Declares(body, before, sink.Row)) first--;
        var statements = block.Statements.Skip(first).Take(last - first + 1).ToList();
        string kept = string.Concat(statements.Where(s => Declares(body, s, sink.Row)).Select(s => s + "\n"));
        var region = new Region(statements, kept);
        return region.DoesNothingElse(body, formula, sink) ? region : null;
    }

    private static bool Declares(Body body, StatementSyntax statement, ISymbol? variable) =>
        variable is not null && statement is LocalDeclarationStatementSyntax d && d.Declaration.Variables.Count == 1 && SymbolEqualityComparer.Default.Equals(body.Model.GetDeclaredSymbol(d.Declaration.Variables[0], body.Cancellation), variable);

    private static bool IsUsedOnlyIn(Body body, LocalDeclarationStatementSyntax declaration, SyntaxList<StatementSyntax> all, int first, int last)
    {
        if (declaration.UsingKeyword != default || declaration.Declaration.Variables.Any(v => v.Initializer?.Value.DescendantNodesAndSelf().Any(n => n is InvocationExpressionSyntax or AwaitExpressionSyntax) == true)) return false;
        var names = declaration.Declaration.Variables.Select(v => v.Identifier.ValueText).ToList();
        bool Mentions(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => names.Contains(n.Identifier.ValueText));
        return all.Skip(first).Take(last - first + 1).Any(Mentions) && !all.Skip(last + 1).Any(Mentions);
    }

    private bool DoesNothingElse(Body body, Formula formula, Sink sink)
    {
        var flow = body.Model.AnalyzeDataFlow(Statements[0], Statements[Statements.Count - 1]);
        var control = body.Model.AnalyzeControlFlow(Statements[0], Statements[Statements.Count - 1]);
        if (flow is not { Succeeded: true } || control is not { Succeeded: true } || control.ExitPoints.Any(e => e is not ReturnStatementSyntax)) return false;
        if (control.ReturnStatements.Any(r => r != sink.Statement)) return false;
        var result = sink.Value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : sink.Value.Parent is IAssignmentOperation { Target: ILocalReferenceOperation target } ? target.Local : sink.Row;
        if (flow.DataFlowsOut.Any(s => !SymbolEqualityComparer.Default.Equals(s, result))) return false;
        if (flow.VariablesDeclared.Any(v => !SymbolEqualityComparer.Default.Equals(v, result) && flow.ReadOutside.Contains(v, SymbolEqualityComparer.Default))) return false;
        var inside = new HashSet<ISymbol>(flow.VariablesDeclared, SymbolEqualityComparer.Default);
        return Statements.All(s => body.Model.GetOperation(s, body.Cancellation) is { } o && o.DescendantsAndSelf().All(d => IsHarmless(body, formula, d, inside, sink)));
    }

    private bool IsHarmless(Body body, Formula formula, IOperation o, HashSet<ISymbol> inside, Sink sink) => o switch
    {
        IAssignmentOperation a => MayWrite(a.Target, inside, sink),
        IForLoopOperation loop => IsWhole(body, loop),
        IForEachLoopOperation or IVariableDeclarationGroupOperation => true,
        ILoopOperation or IThrowOperation or IAwaitOperation or ITryOperation or ILockOperation or ISwitchOperation or IBranchOperation or ILocalFunctionOperation or IDynamicInvocationOperation => false,
        IInvocationOperation { TargetMethod: var m } call when Spellings.IsTensor(m) => !m.ReturnsVoid || MayWrite(call.Arguments[call.Arguments.Length - 1].Value, inside, sink),
        IInvocationOperation call => Spellings.IsLinq(call.TargetMethod) || body.Formulas.Any(f => f.Where == call || (f.Where.Syntax == call.Syntax && !Reading.Reading.IsUnsure(f.Value))),
        IObjectCreationOperation => false,
        _ => true,
    };

    private static bool MayWrite(IOperation target, HashSet<ISymbol> inside, Sink sink) => target switch
    {
        IConversionOperation c => MayWrite(c.Operand, inside, sink),
        ILocalReferenceOperation l => l.Type is not { TypeKind: TypeKind.Array or TypeKind.Struct or TypeKind.Pointer } || l.Type.SpecialType != SpecialType.None || inside.Contains(l.Local) || SymbolEqualityComparer.Default.Equals(l.Local, sink.Row),
        IParameterReferenceOperation p => SymbolEqualityComparer.Default.Equals(p.Parameter, sink.Row),
        IArrayElementReferenceOperation { Indices.Length: 1 } a => MayWrite(a.ArrayReference, inside, sink),
        IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } => MayWrite(instance, inside, sink),
        _ => false,
    };

    /// <summary>From the first element (or the second, of a maximum) to the last of a row, each in its turn.</summary>
    private static bool IsWhole(Body body, IForLoopOperation loop) =>
        loop.Before is [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Initializer.Value.ConstantValue.Value: 0 or 1 } index] }] }]
        && loop.AtLoopBottom is [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } }]
        && loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand: var bound } && IsLength(body, bound)
        && !loop.Body.Descendants().Any(o => o is IAssignmentOperation { Target: ILocalReferenceOperation l } && SymbolEqualityComparer.Default.Equals(l.Local, index.Symbol));

    private static bool IsLength(Body body, IOperation bound) => bound switch
    {
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } row } => IsInput(body, row),
        ILocalReferenceOperation l => Initializer(body, l.Local) is { } value && IsLength(body, value),
        _ => false,
    };

    // An array made as long as an input is as good as that.
    private static bool IsInput(Body body, IOperation row) => row switch
    {
        IParameterReferenceOperation or IFieldReferenceOperation => body.Reading.Inputs.ContainsKey(row.Syntax.ToString()),
        ILocalReferenceOperation l => Initializer(body, l.Local) switch
        {
            IArrayCreationOperation { DimensionSizes: [var size], Initializer: null } => IsLength(body, size),
            _ => body.Reading.Inputs.ContainsKey(l.Local.Name),
        },
        _ => false,
    };

    private static IOperation? Initializer(Body body, ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(body.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? body.Model.GetOperation(value, body.Cancellation) is IConversionOperation c ? c.Operand : body.Model.GetOperation(value, body.Cancellation) : null;
}
