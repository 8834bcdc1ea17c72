using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
        for (int file = 0; file < files.Count; file++)
        {
            var sites = new List<KernelSite>();
            for (int place = 0; place < files[file].Partials.Count; place++)
                if (Descriptions(files[file].Partials[place], aliases) is { Count: > 0 } names)
                    sites.Add(new(declarations, file, place, Reach(names, bodies), companion));
            if (sites.Count > 0) yield return new([.. sites]);
        }
    }

    /// <summary>The names under which the descriptions of a method are looked for; none where no attribute of it can be the mark of a kernel.</summary>
    private static List<string?> Descriptions(MethodDeclarationSyntax method, HashSet<string> aliases) =>
        [.. method.AttributeLists.SelectMany(l => l.Attributes).Where(a => AttributeNames.Last(a.Name) is var name && (AttributeNames.AreKernel(name) || aliases.Contains(name))).Select(a => AttributeNames.Description(a, method))];

    /// <summary>Every body that a description of these names may be made of: of all methods so named, and of all that their words may name.</summary>
    private static EquatableArray<string>? Reach(IEnumerable<string?> descriptions, ILookup<string, MethodBody> bodies)
    {
        var met = new HashSet<string>();
        var names = new Queue<string>();
        foreach (string? name in descriptions)
        {
            if (name is null) return null;
            if (met.Add(name)) names.Enqueue(name);
        }
        var texts = new List<string>();
        while (names.Count > 0)
        {
            foreach (var body in bodies[names.Dequeue()])
            {
                if (body.Words is not { } words) return null;
                texts.Add(body.Text);
                foreach (string word in words)
                    if (bodies.Contains(word) && met.Add(word)) names.Enqueue(word);
            }
        }
        return new([.. texts]);
    }
}
