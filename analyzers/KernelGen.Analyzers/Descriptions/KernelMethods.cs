using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>From a declaration to the kernel that it marks.</summary>
internal static class KernelMethods
{
    /// <summary>The kernel of a method declaration; null for every other method, before anything is asked of the compiler.</summary>
    public static (IMethodSymbol Kernel, MethodDeclarationSyntax Syntax, AttributeData Mark)? Find(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not MethodDeclarationSyntax { AttributeLists.Count: > 0 } syntax) return null;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not IMethodSymbol method || Mark(method, syntax.AttributeLists, context) is not { } mark) return null;
        return (method, syntax, mark);
    }

    /// <summary>The attribute where it is written: the halves of a partial method share their attributes, and only one half has it.</summary>
    public static AttributeData? Mark(IMethodSymbol method, SyntaxList<AttributeListSyntax> lists, SyntaxNodeAnalysisContext context) =>
        Kernels.Mark(method) is { } mark && mark.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == context.Node.SyntaxTree && lists.FullSpan.Contains(reference.Span) ? mark : null;
}
