using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>Finds the description of a kernel: a method of its class, else an entry of the catalogue.</summary>
internal static class Descriptions
{
    public static IMethodSymbol Find(IMethodSymbol kernel, AttributeData mark, Location at)
    {
        string name = Kernels.DescriptionName(kernel, mark);
        var own = kernel.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Where(m => !Kernels.IsMarked(m) && m.MethodKind == MethodKind.Ordinary).ToList();
        if (Best(kernel, own.Where(Language.IsDescription)) is { } found) return found;
        if (own.Find(IsMeant) is { } meant) throw Malformed(meant);
        var catalogue = mark.AttributeClass?.ContainingAssembly.GetTypeByMetadataName("KernelGen.Normalizers");
        if (catalogue is not null && Best(kernel, catalogue.GetMembers(name).OfType<IMethodSymbol>().Where(Language.IsDescription)) is { } entry) return entry;
        string near = Near(name, kernel.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(Language.IsDescription).Select(m => m.Name).Concat(Language.CatalogueNames()));
        throw BindException.Of(Descriptors.NoDescription, at, kernel.Name, name, kernel.ContainingType.Name, near.Length == 0 ? "" : $"; did you mean '{near}'?");
    }

    /// <summary>Of overloads the one whose parameters fit, else the one with the right names, else the first.</summary>
    private static IMethodSymbol? Best(IMethodSymbol kernel, IEnumerable<IMethodSymbol> candidates)
    {
        var inputs = kernel.Parameters.Where(p => Kinds.Of(p) is not (ParameterKind.Destination or ParameterKind.Out) && !Batches.IsRowLength(p)).ToList();
        bool isBatch = Batches.RowLength(kernel) is not null;
        return candidates.OrderByDescending(c => c.Parameters.Count(p => inputs.Exists(i => i.Name == p.Name && Kinds.Fits(i, Kinds.Wanted(p.Type).Kind, isBatch))))
            .ThenByDescending(c => c.Parameters.Count(p => inputs.Exists(i => i.Name == p.Name)))
            .ThenBy(c => Math.Abs(c.Parameters.Length - inputs.Count)).FirstOrDefault();
    }

    // Something in it is a word of the language, so a description was meant.
    private static bool IsMeant(IMethodSymbol m) =>
        Speaks(m.ReturnType) || m.Parameters.Any(p => Speaks(p.Type)) || (m.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(e => Speaks(e.Type)));

    private static bool Speaks(ITypeSymbol type) => Language.Is(type) || (type.TypeKind == TypeKind.Error && type.Name is "Row" or "Scalar" or "Mask" or "Position");

    private static BindException Malformed(IMethodSymbol method)
    {
        if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error) return BindException.Uncompilable();
        if (method.Parameters.FirstOrDefault(p => !Language.Is(p.Type)) is { } wrong)
            return BindException.Of(Descriptors.ParameterMismatch, Place(wrong), $"A description takes Row, Scalar, Mask or Position, and '{wrong.Name}' is '{Kinds.Text(wrong.Type)}'{Remedy(wrong.Type)}");
        return BindException.Of(Descriptors.ParameterMismatch, Place(method), $"The description '{method.Name}' has no parameters: it takes the kernel's inputs, a Row for each ReadOnlySpan<float>");
    }

    private static string Remedy(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single or SpecialType.System_Double => ": write 'Scalar'",
        SpecialType.System_Int32 => ": write 'Position'",
        _ => Kinds.Span(type) switch { ParameterKind.Row or ParameterKind.Destination => ": write 'Row'", ParameterKind.Mask => ": write 'Mask'", _ => "" },
    };

    public static Location Place(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The best candidate within two edits of a name; empty if there is none.</summary>
    private static string Near(string name, IEnumerable<string> candidates) =>
        candidates.Distinct().Select(c => (Name: c, Distance: string.Equals(c, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(c, name)))
            .Where(c => c.Distance <= 2 && c.Distance < name.Length / 2).OrderBy(c => c.Distance).Select(c => c.Name).FirstOrDefault() ?? "";

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
