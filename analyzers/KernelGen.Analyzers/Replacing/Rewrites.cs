using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A function of one exponential written as the function that it is.</summary>
internal static class Rewrites
{
    /// <summary>log(1 + e^x) as max(x, 0) + log(1 + e^−|x|).</summary>
    public static ImmutableDictionary<string, string?> Softplus(Formula formula, ImmutableDictionary<string, string?> properties) =>
        Exponential(formula.Where.Syntax) is var (exp, argument, home) && formula.Where.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 or 2 } log
            ? properties.With("Write it so that it cannot overflow",
                [Edits.Replace(log, Enclosed(log, $"{home}.Max({argument}, 0) + {log.ToString().Remove(exp.SpanStart - log.SpanStart, exp.Span.Length).Insert(exp.SpanStart - log.SpanStart, $"{home}.Exp(-{home}.Abs({argument}))")}"))])
            : properties;

    /// <summary>A quotient of exponentials as the tanh or the sigmoid that it is.</summary>
    public static ImmutableDictionary<string, string?> Quotient(Formula formula, Expr exponential, ImmutableDictionary<string, string?> properties)
    {
        if (Exponential(formula.Where.Syntax) is not var (_, argument, home)) return properties;
        var x = exponential[0];
        var order = x.Nodes().Where(n => n.Name is not null).Select((n, i) => (n.Name!, i)).ToDictionary(n => n.Item1, n => n.i);
        bool Is(Expr e) => Sample.Agree(e, formula.Value, order);
        string? text =
            Is(Expr.Of(Op.Tanh, x)) ? $"{home}.Tanh({argument})"
            : Is(Expr.Of(Op.Tanh, Build.Div(x, Expr.Constant(2)))) ? $"{home}.Tanh({Half(argument)})"
            : Is(Expr.Of(Op.Sigmoid, x)) ? Enclosed(formula.Where.Syntax, $"1 / (1 + {home}.Exp(-{Atom(argument)}))")
            : null;
        return text is null || formula.Where.Syntax is not BinaryExpressionSyntax ? properties : properties.With("Write it as the function that it is", [Edits.Replace(formula.Where.Syntax, text)]);
    }

    /// <summary>1 − e^−h as 2 / (1 + 1 / tanh(h / 2)), which is h where h is small and 1 where it is large.</summary>
    public static ImmutableDictionary<string, string?> OneMinusExponential(Formula formula, ImmutableDictionary<string, string?> properties) =>
        formula.Where.Syntax is BinaryExpressionSyntax { Right: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exp" } exp, ArgumentList.Arguments: [{ Expression: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: var h } }] } } difference
            ? properties.With("Write it without a subtraction", [Edits.Replace(difference, $"2 / (1 + 1 / {exp.Expression}.Tanh({h} / 2))")])
            : properties;

    /// <summary>x.Average(v => v * v) − m * m as x.Average(v => (v − m) * (v − m)), where m is the variable that holds x.Average().</summary>
    public static ImmutableDictionary<string, string?> Centred(Body body, Formula formula, ImmutableDictionary<string, string?> properties)
    {
        if (formula.Where.Syntax is not BinaryExpressionSyntax { Right: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: IdentifierNameSyntax mean, Right: IdentifierNameSyntax again } } difference || mean.Identifier.ValueText != again.Identifier.ValueText) return properties;
        if (difference.Left is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Average" } average, ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var v, ExpressionBody: not null } lambda }] }) return properties;
        // That m is the mean of these very elements the formula has said; its type must be the result's.
        if (body.Model.GetTypeInfo(mean, body.Cancellation).Type?.SpecialType != formula.Where.Type?.SpecialType || v == mean.Identifier.ValueText) return properties;
        string distance = $"({v} - {mean})";
        return properties.With("Sum the squares of the distances from the mean", [Edits.Replace(lambda.ExpressionBody!, $"{distance} * {distance}"), Edits.Remove(difference.Left.Span.End, difference.Span.End)]);
    }

    /// <summary>A call of Exp inside, with its argument and its class, if the argument may be written twice.</summary>
    private static (InvocationExpressionSyntax Exp, ExpressionSyntax Argument, string Home)? Exponential(SyntaxNode node) =>
        node.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(i => i is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exp" }, ArgumentList.Arguments.Count: 1 }) is { Expression: MemberAccessExpressionSyntax access } exp
            && exp.ArgumentList.Arguments[0].Expression is var argument && argument.DescendantNodesAndSelf().All(n => n is IdentifierNameSyntax or LiteralExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax or BracketedArgumentListSyntax or ArgumentSyntax or MemberAccessExpressionSyntax)
            ? (exp, argument, access.Expression.ToString()) : null;

    private static string Half(ExpressionSyntax argument) => argument switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: LiteralExpressionSyntax { Token.ValueText: "2" }, Right: var x } => x.ToString(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Right: LiteralExpressionSyntax { Token.ValueText: "2" }, Left: var x } => x.ToString(),
        _ => $"{Atom(argument)} / 2",
    };

    private static string Atom(ExpressionSyntax e) => e is IdentifierNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax ? e.ToString() : $"({e})";

    private static string Enclosed(SyntaxNode node, string text) => node.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax ? $"({text})" : text;

    /// <summary>The same value, taken once before the loop.</summary>
    public static ImmutableDictionary<string, string?> Hoist(Body body, Formula formula, ImmutableDictionary<string, string?> properties)
    {
        var loop = formula.Loop!.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        if (loop?.Parent is not BlockSyntax) return properties;
        string name = Edits.Fresh(body.Member, "log");
        return properties.With("Take it once, before the loop", [Edits.Before(loop, $"var {name} = {formula.Where.Syntax};"), Edits.Replace(formula.Where.Syntax, name)]);
    }

    /// <summary>SoftMax of the row less its maximum, by one more call.</summary>
    public static ImmutableDictionary<string, string?> ShiftedSoftMax(IInvocationOperation call, ImmutableDictionary<string, string?> properties)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: [var x, var y], Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } || Types.Element(call.Arguments[0].Value.Type) is not { } element) return properties;
        string type = element.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), home = access.Expression.ToString();
        return properties.With("Subtract the maximum first", [Edits.Before(statement, $"{home}.Subtract<{type}>({x}, {home}.Max<{type}>({x}), {y});"), Edits.Replace(x, y.ToString())]);
    }

    /// <summary>The index of the largest taken from the logits, and the softmax gone.</summary>
    public static ImmutableDictionary<string, string?> OfLogits(Body body, Formula formula) =>
        formula.Where.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var p }] } && Temporary.Of(body, p) is { } softmax
            ? BodyFinding.NoFix.With("Take it from the logits", [Edits.Remove(softmax.First.SpanStart, softmax.User.SpanStart), Edits.Replace(p, softmax.Input.ToString())])
            : BodyFinding.NoFix;

    /// <summary>The same of a loop that compares elements alone: of the logits it finds the same index.</summary>
    public static ImmutableDictionary<string, string?> OfLogits(Body body, ArgMaxLoop loop) =>
        loop.IsByIndex && loop.Row.Syntax is ExpressionSyntax p && !loop.Loop.Descendants().Any(o => o is IInvocationOperation or IAssignmentOperation { Target: not ILocalReferenceOperation }) && Temporary.OfLoop(body, p, loop.Loop.Syntax) is var (softmax, uses)
            ? BodyFinding.NoFix.With("Take it from the logits", [Edits.Remove(softmax.First.SpanStart, softmax.User.SpanStart), .. uses.Select(u => Edits.Replace(u, softmax.Input.ToString()))])
            : BodyFinding.NoFix;
}
