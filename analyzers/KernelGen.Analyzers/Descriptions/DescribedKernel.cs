using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KernelGen.Generators;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>A kernel, bound and compiled once for all the analyzers of a compilation.</summary>
/// <param name="Finding">Why it is not generated; null if it is, or the compiler says so itself.</param>
/// <param name="Results">What it computes, as described; empty if it is not generated.</param>
internal sealed record DescribedKernel(MethodDeclarationSyntax Syntax, Finding? Finding, IReadOnlyList<Expr> Results, IReadOnlyList<NamedExpr> Variables, IReadOnlyDictionary<Expr, Location> Origins, Plan? Plan)
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, DescribedKernel>> Known = new();

    /// <summary>The kernel that a method declaration is; null for every other one.</summary>
    public static DescribedKernel? Of(SyntaxNodeAnalysisContext context)
    {
        if (KernelMethods.Find(context) is not var (kernel, syntax, mark)) return null;
        var known = Known.GetValue(context.Compilation, _ => new());
        return known.TryGetValue(syntax, out var described) ? described : known.GetOrAdd(syntax, Describe(kernel, syntax, mark, context));
    }

    private static DescribedKernel Describe(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData mark, SyntaxNodeAnalysisContext context)
    {
        var bound = KernelBinder.Bind(kernel, syntax, mark, context.Compilation, context.CancellationToken);
        if (bound.Model is not { } model) return new(syntax, bound.Finding, [], [], bound.Origins, null);
        try
        {
            return new(syntax, null, [.. model.Results], [.. model.Variables], bound.Origins, Compiler.Compile(model).Plan);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(syntax, KernelBinder.NotCompiled(kernel, syntax, e), [], [], bound.Origins, null);
        }
    }

    /// <summary>Every expression of the description that someone wrote, in the order of the file.</summary>
    public IEnumerable<(Expr Value, Location At)> Written => Origins.Select(o => (o.Key, o.Value)).OrderBy(o => o.Value.SourceSpan.Start);

    /// <summary>Where an expression, or one equal to it, was written.</summary>
    public Location? Place(Expr e) => Written.Where(w => w.Value.Equals(e)).Select(w => w.At).FirstOrDefault();

    public string Quote(Location at) => at.SourceTree is { } tree ? tree.GetText().ToString(at.SourceSpan) : "";
}
