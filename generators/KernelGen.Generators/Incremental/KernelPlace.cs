using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Incremental;

/// <summary>Where a kernel stands, in a project that declares what it declares: all that a kernel is but for what its description computes.</summary>
/// <param name="Declarations">Stands for everything outside of bodies, in all files, options and references.</param>
/// <param name="File">The file's place among those of the compilation.</param>
/// <param name="Place">The method's place among <see cref="FileOutline.Partials"/>.</param>
internal sealed record KernelPlace(string Declarations, int File, int Place, Companion<CSharpCompilation> Compilation)
{
    public bool Equals(KernelPlace? other) => other is not null && (Declarations, File, Place) == (other.Declarations, other.File, other.Place);

    public override int GetHashCode() => (Declarations, File, Place).GetHashCode();

    /// <summary>The method that stands here, if it is marked as a kernel.</summary>
    public (IMethodSymbol Kernel, MethodDeclarationSyntax Syntax, AttributeData Mark)? Find(CancellationToken cancellation)
    {
        var tree = Compilation.Value.SyntaxTrees[File];
        var syntax = FileOutline.Of(tree).Partials[Place].Syntax;
        return Compilation.Value.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancellation) is { } kernel && Kernels.Mark(kernel) is { } mark ? (kernel, syntax, mark) : null;
    }

    /// <summary>The kernel as declared; null where there is none, or none that a description in this project could be given to.</summary>
    public DeclaredKernel? Declare(CancellationToken cancellation)
    {
        try
        {
            if (Find(cancellation) is not var (kernel, syntax, mark)) return null;
            var (model, _, description) = KernelBinder.Declare(kernel, syntax, mark);
            return description.DeclaringSyntaxReferences is [var reference] ? DeclaredKernel.Of(model, Compilation.Value, reference.GetSyntax(cancellation)) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;   // whoever binds all of it reports it
        }
    }
}

/// <summary>A kernel without what its description computes, and where that stands: it holds until a declaration changes.</summary>
/// <param name="File">The file's place among those of the compilation.</param>
/// <param name="Body">The description's place among <see cref="FileOutline.Bodies"/>.</param>
internal sealed record DeclaredKernel(KernelModel Model, int File, int Body)
{
    public static DeclaredKernel? Of(KernelModel model, CSharpCompilation compilation, SyntaxNode description)
    {
        int file = compilation.SyntaxTrees.IndexOf(description.SyntaxTree);
        if (file < 0) return null;
        var bodies = FileOutline.Of(description.SyntaxTree).Bodies;
        for (int body = 0; body < bodies.Count; body++)
            if (bodies[body].Method == description) return new(model, file, body);
        return null;
    }

    /// <summary>The kernel as it is described in a compilation that declares the same. Null where it has to be bound as a whole.</summary>
    public KernelModel? Redescribe(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var tree = compilation.SyntaxTrees[File];
        return FileOutline.Of(tree).Bodies[Body].Method is MethodDeclarationSyntax syntax && compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancellation) is { } description
            ? KernelBinder.Redescribe(Model, description, compilation, cancellation) : null;
    }
}
