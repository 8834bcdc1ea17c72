using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Incremental;

/// <summary>
/// Finds the kernels of a compilation by syntax alone. To ask the compiler what a description means takes the better part of a millisecond
/// for each; so what could change the answer is compared first: an edit in some body leaves every kernel alone that cannot reach it by name.
/// </summary>
internal static class KernelSites
{
    /// <summary>The kernels of each file that has any.</summary>
    public static IEnumerable<EquatableArray<KernelSite>> In(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var files = new List<FileOutline>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(FileOutline.Of(tree));
        }
        if (files.TrueForAll(f => f.Partials.Count == 0)) yield break;

        string declarations = Digest.Of([compilation.AssemblyName ?? "", Identity.Of(compilation.Options), .. compilation.References.Select(Identity.Of), .. files.Select(f => f.Declarations)]);
        var aliases = new HashSet<string>(files.SelectMany(f => f.Aliases));
        var bodies = files.SelectMany(f => f.Bodies).ToLookup(b => b.Name);
        var companion = new Companion<CSharpCompilation>(compilation);
        var reach = new Reach(bodies);
        var names = new List<string?>();
        int index = 0;
        for (int file = 0; file < files.Count; file++)
        {
            var sites = new List<KernelSite>();
            for (int place = 0; place < files[file].Partials.Count; place++)
            {
                names.Clear();
                foreach (var (attribute, description) in files[file].Partials[place].Marks)
                    if (AttributeNames.AreKernel(attribute) || aliases.Contains(attribute)) names.Add(description);
                if (names.Count > 0) sites.Add(new(new(declarations, file, place, companion), index++, reach.Of(names)));
            }
            if (sites.Count > 0) yield return new([.. sites]);
        }
    }
}
