using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KernelGen.Analyzers.Reading;
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

    /// <summary>The kernels of a file.</summary>
    public static IEnumerable<DescribedKernel> In(SemanticModelAnalysisContext context)
    {
        var (model, cancellation) = (context.SemanticModel, context.CancellationToken);
        var known = Known.GetValue(model.Compilation, _ => new());
        foreach (var node in Suspicion.Marked(model.SyntaxTree, cancellation))
        {
            if (known.TryGetValue(node, out var described)) yield return described;
            else if (KernelMethods.Find(node, model, cancellation) is var (kernel, syntax, mark)) yield return known.GetOrAdd(node, Describe(kernel, syntax, mark, model.Compilation, cancellation));
        }
    }

    private static DescribedKernel Describe(IMethodSymbol kernel, MethodDeclarationSyntax syntax, AttributeData mark, Compilation compilation, CancellationToken cancellation)
    {
        var bound = KernelBinder.Bind(kernel, syntax, mark, compilation, cancellation);
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
