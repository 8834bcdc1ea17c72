using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Analyzers;

/// <summary>From a declaration to the kernel that it marks.</summary>
internal static class KernelMethods
{
    /// <summary>The kernel of a method declaration; null for every other method.</summary>
    public static (IMethodSymbol Kernel, MethodDeclarationSyntax Syntax, AttributeData Mark)? Find(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } syntax) return null;
        if (model.GetDeclaredSymbol(syntax, cancellation) is not IMethodSymbol method || Mark(method, syntax.AttributeLists) is not { } mark) return null;
        return (method, syntax, mark);
    }

    /// <summary>The attribute where it is written: the halves of a partial method share their attributes, and only one half has it.</summary>
    public static AttributeData? Mark(IMethodSymbol method, SyntaxList<AttributeListSyntax> lists) =>
        Kernels.Mark(method) is { } mark && mark.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == lists[0].SyntaxTree && lists.FullSpan.Contains(reference.Span) ? mark : null;
}
