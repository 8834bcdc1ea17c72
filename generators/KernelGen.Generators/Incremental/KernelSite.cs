using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Incremental;

/// <summary>
/// Where a kernel stands, and all that its meaning depends on: what the project declares, and the bodies that its description may call.
/// Two that are equal bind to equal kernels, whichever compilation they were found in.
/// </summary>
/// <param name="Declarations">Stands for everything outside of bodies, in all files, options and references.</param>
/// <param name="File">The file's place among those of the compilation.</param>
/// <param name="Place">The method's place among <see cref="FileOutline.Partials"/>.</param>
/// <param name="Bodies">Those in reach, in the order in which they are met; null if they cannot be told, and the kernel is bound whatever was edited.</param>
internal sealed record KernelSite(string Declarations, int File, int Place, EquatableArray<string>? Bodies, Companion<CSharpCompilation> Compilation)
{
    public bool Equals(KernelSite? other) => other is { Bodies: { } bodies } && Bodies is { } own
        && (Declarations, File, Place) == (other.Declarations, other.File, other.Place) && own.Equals(bodies);

    public override int GetHashCode() => (Declarations, File, Place).GetHashCode();

    /// <summary>The kernel that stands here, if it is one.</summary>
    public (KernelModel? Model, KernelStub? Stub) Bind(CancellationToken cancellation)
    {
        var compilation = Compilation.Value;
        var tree = compilation.SyntaxTrees[File];
        var syntax = FileOutline.Of(tree).Partials[Place].Syntax;
        if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax, cancellation) is not { } kernel || Kernels.Mark(kernel) is not { } mark) return default;
        var bound = KernelBinder.Bind(kernel, syntax, mark, compilation, cancellation);
        return (bound.Model, bound.Stub);
    }
}

/// <summary>What goes along with a value of the pipeline while it is computed with, and is not kept alive by it afterwards.</summary>
internal sealed class Companion<T>(T value) where T : class
{
    private readonly WeakReference<T> _value = new(value);

    public T Value => _value.TryGetTarget(out var value) ? value : throw new InvalidOperationException("A value of the pipeline has outlived its compilation.");
}
