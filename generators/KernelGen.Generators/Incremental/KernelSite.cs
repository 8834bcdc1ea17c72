using System.Collections.Immutable;
using KernelGen.Generators.Description;

namespace KernelGen.Generators.Incremental;

/// <summary>
/// A kernel and all that its meaning depends on: what the project declares, and the bodies that its description may call. Two that are equal
/// bind to equal kernels, whichever compilation they were found in.
/// </summary>
/// <param name="Index">The kernel's place among all.</param>
/// <param name="Bodies">Those in reach, in the order in which they are met; null if they cannot be told, and the kernel is bound whatever was edited.</param>
internal sealed record KernelSite(KernelPlace Place, int Index, EquatableArray<string>? Bodies)
{
    public bool Equals(KernelSite? other) => other is { Bodies: { } bodies } && Bodies is { } own && Place.Equals(other.Place) && own.Equals(bodies);

    public override int GetHashCode() => Place.GetHashCode();

    /// <summary>The kernel that stands here, if it is one.</summary>
    /// <param name="declared">The kernels of all places as declared.</param>
    public (KernelModel? Model, KernelStub? Stub) Bind(ImmutableArray<DeclaredKernel?> declared, CancellationToken cancellation)
    {
        if (declared[Index]?.Redescribe(Place.Compilation.Value, cancellation) is { } known) return (known, null);
        if (Place.Find(cancellation) is not var (kernel, syntax, mark)) return default;
        var bound = KernelBinder.Bind(kernel, syntax, mark, Place.Compilation.Value, cancellation);
        return (bound.Model, bound.Stub);
    }
}
