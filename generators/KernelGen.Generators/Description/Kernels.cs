using Microsoft.CodeAnalysis;

namespace KernelGen.Generators.Description;

/// <summary>Recognises the methods that are marked <c>[Kernel]</c>.</summary>
internal static class Kernels
{
    public const string AttributeName = "KernelGen.KernelAttribute";

    public static AttributeData? Mark(ISymbol method) => method.GetAttributes().FirstOrDefault(a =>
        a.AttributeClass is { Name: "KernelAttribute", ContainingType: null, ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } });

    public static bool IsMarked(ISymbol method) => Mark(method) is not null;

    /// <summary>The name under which the kernel's description is looked for.</summary>
    public static string DescriptionName(IMethodSymbol kernel, AttributeData mark) =>
        mark.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string given }] ? given : kernel.Name;

    /// <summary>Whether some kernel beside <paramref name="method"/> is described by it.</summary>
    public static bool IsDescribedBy(IMethodSymbol method) =>
        Language.IsDescription(method) && method.ContainingType is { } type
        && type.GetMembers().OfType<IMethodSymbol>().Any(m => Mark(m) is { } mark && DescriptionName(m, mark) == method.Name);

    /// <summary>The generator's own half of a kernel: analyzers see it, the generator does not.</summary>
    public static bool IsGenerated(IMethodSymbol implementation) => implementation.GetAttributes().Any(a =>
        a.AttributeClass?.Name == "GeneratedCodeAttribute" && a.ConstructorArguments is [{ Value: "KernelGen" }, ..]);
}
