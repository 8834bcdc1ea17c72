using KernelGen.Analyzers.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A softmax in an array of its own that only what comes next uses: <c>var p = new float[x.Length]; SoftMax(x, p);</c>.</summary>
/// <param name="Input">What it is the softmax of.</param>
/// <param name="First">The array's declaration.</param>
/// <param name="User">The statement after it.</param>
internal sealed record Temporary(ExpressionSyntax Input, StatementSyntax First, StatementSyntax User)
{
    public static Temporary? Of(Body body, ExpressionSyntax used)
    {
        if (body.Model.GetSymbolInfo(used, body.Cancellation).Symbol is not ILocalSymbol local || used.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax } user) return null;
        return Before(body, local, user) is { } softmax && Uses(body, local).Count == 2 ? softmax : null;
    }

    /// <summary>One that only a loop uses, and where; what else stands before the loop are variables that begin at a number.</summary>
    public static (Temporary Softmax, List<IdentifierNameSyntax> Uses)? OfLoop(Body body, ExpressionSyntax used, SyntaxNode loop)
    {
        if (body.Model.GetSymbolInfo(used, body.Cancellation).Symbol is not ILocalSymbol local || loop is not StatementSyntax { Parent: BlockSyntax block } user) return null;
        int at = block.Statements.IndexOf(user);
        while (at > 0 && block.Statements[at - 1] is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: LiteralExpressionSyntax }] }) at--;
        var uses = Uses(body, local);
        return Before(body, local, block.Statements[at]) is { } softmax && uses.Skip(1).All(u => loop.Span.Contains(u.Span)) ? (softmax, uses.Skip(1).ToList()) : null;
    }

    private static List<IdentifierNameSyntax> Uses(Body body, ILocalSymbol local) =>
        [.. body.Member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(body.Model.GetSymbolInfo(n, body.Cancellation).Symbol, local))];

    private static Temporary? Before(Body body, ILocalSymbol local, StatementSyntax user)
    {
        var block = (BlockSyntax)user.Parent!;
        int at = block.Statements.IndexOf(user);
        if (at < 2 || block.Statements[at - 1] is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var input }, { Expression: IdentifierNameSyntax target }] } softmax }) return null;
        if (body.Model.GetOperation(softmax, body.Cancellation) is not IInvocationOperation { TargetMethod: var method } || !IsSoftmax(method) || target.Identifier.ValueText != local.Name) return null;
        if (block.Statements[at - 2] is not LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [var size] }], Initializer: null } } variable] } declaration) return null;
        if (variable.Identifier.ValueText != local.Name || size.ToString() != $"{input}.Length" || input is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)) return null;
        return new(input, declaration, user);
    }

    // The user's own kernel of that name does the same.
    private static bool IsSoftmax(IMethodSymbol method) =>
        (method.Name == "SoftMax" && Spellings.IsTensor(method)) || (method.IsPartialDefinition && Generators.Description.Kernels.Mark(method) is { } mark && Generators.Description.Kernels.DescriptionName(method, mark) == "Softmax");
}
