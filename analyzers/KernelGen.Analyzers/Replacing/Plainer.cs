using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Analyzers.Replacing;

/// <summary>A description without the maximum that it subtracts, where its results are the same without.</summary>
internal static class Plainer
{
    /// <param name="at">An exponential of a difference from the maximum.</param>
    public static ImmutableDictionary<string, string?> Of(DescribedKernel kernel, Location at)
    {
        if (at.SourceTree?.GetRoot().FindNode(at.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: BinaryExpressionSyntax { Right: InvocationExpressionSyntax maximum } }] } exponential) return BodyFinding.NoFix;
        // All of the description in one method: what another may call stays as it is.
        if (exponential.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || !kernel.Written.All(w => w.At.SourceTree == at.SourceTree && method.Span.Contains(w.At.SourceSpan))) return BodyFinding.NoFix;
        var maxima = method.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(i => i.ToString() == maximum.ToString()).ToList();
        if (!maxima.TrueForAll(m => m.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference && difference.Right == m)) return BodyFinding.NoFix;
        return BodyFinding.NoFix.With("Leave the maximum to the kernel", maxima.Select(m => Edits.Remove(((BinaryExpressionSyntax)m.Parent!).Left.Span.End, m.Span.End)));
    }
}
