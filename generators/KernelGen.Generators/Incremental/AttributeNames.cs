using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Incremental;

/// <summary>What a kernel's attribute says, as far as its spelling tells.</summary>
internal static class AttributeNames
{
    public static bool AreKernel(string name) => name is "Kernel" or "KernelAttribute";

    public static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The name of the description that the mark asks for; the kernel's own if it names none, null if it names one in a way that its spelling does not show.</summary>
    public static string? Description(AttributeSyntax mark, MethodDeclarationSyntax kernel) =>
        mark.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals is null)?.Expression switch
        {
            null => kernel.Identifier.ValueText,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => kernel.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: [{ Expression: var named }] } => named switch
            {
                IdentifierNameSyntax simple => simple.Identifier.ValueText,
                MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
                _ => null,
            },
            _ => null,
        };
}
