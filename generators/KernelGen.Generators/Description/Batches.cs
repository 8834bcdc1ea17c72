using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>Kernels of batches: the parameter marked <c>[RowLength]</c>, rows marked <c>[Broadcast]</c>, and what may be wrong with the marks.</summary>
internal static class Batches
{
    /// <summary>The parameter that says how long a row is; null for a kernel of one row.</summary>
    public static IParameterSymbol? RowLength(IMethodSymbol kernel) => kernel.Parameters.FirstOrDefault(IsRowLength);

    public static bool IsRowLength(IParameterSymbol p) => IsMarked(p, "RowLengthAttribute");

    /// <summary>Whether a row serves all rows.</summary>
    public static bool IsBroadcast(IParameterSymbol p) => IsMarked(p, "BroadcastAttribute");

    private static bool IsMarked(IParameterSymbol p, string attribute) => p.GetAttributes().Any(a =>
        a.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } } type && type.Name == attribute);

    /// <summary>What is wrong whatever the description says.</summary>
    public static void Check(IMethodSymbol kernel, MethodDeclarationSyntax syntax)
    {
        var lengths = kernel.Parameters.Where(IsRowLength).ToList();
        foreach (var p in kernel.Parameters)
            if (Fault(p, lengths) is { } fault) throw Error(Kinds.Location(p, syntax), fault);
        if (lengths.Count > 0 && !kernel.ReturnsVoid && kernel.ReturnType.TypeKind != TypeKind.Error)
            throw Error(syntax.ReturnType.GetLocation(), $"'{kernel.Name}' returns '{syntax.ReturnType}', and a batch has one for each row: return 'void', and add a 'Span<float>' that takes them");
    }

    private static string? Fault(IParameterSymbol p, List<IParameterSymbol> lengths) =>
        IsRowLength(p) && (p.RefKind is RefKind.Ref or RefKind.Out || Kinds.Of(p) != ParameterKind.Position) ? $"'{p.Name}' is marked [RowLength] and is '{(p.RefKind is RefKind.Ref or RefKind.Out ? p.RefKind.ToString().ToLowerInvariant() + " " : "")}{Kinds.Text(p.Type)}': the number of elements of a row is an 'int'"
        : lengths.Count > 1 && SymbolEqualityComparer.Default.Equals(p, lengths[1]) ? $"'{lengths[0].Name}' and '{p.Name}' are both marked [RowLength]: all rows of a kernel have one length"
        : lengths.Count > 0 && p.RefKind == RefKind.Out ? $"'{p.Name}' is 'out {Kinds.Text(p.Type)}', and a batch has one for each row: write '{(p.Type.SpecialType == SpecialType.System_Int32 ? "Span<int>" : "Span<float>")} {p.Name}'"
        : !IsBroadcast(p) ? null
        : lengths.Count == 0 ? $"'{p.Name}' is marked [Broadcast], and the kernel works on one row: mark the parameter that says how long a row of a batch is with [RowLength], or remove this mark"
        : Kinds.Of(p) is not (ParameterKind.Row or ParameterKind.Mask) ? $"'{p.Name}' is marked [Broadcast] and is '{Kinds.Text(p.Type)}': it is for rows that are read, and serve all rows of a batch{(Kinds.Of(p) is ParameterKind.Scalar or ParameterKind.Position ? ", as a number does without it" : "")}"
        : null;

    public static BindException Error(Location location, string message) => BindException.Of(Descriptors.Batch, location, message);
}
