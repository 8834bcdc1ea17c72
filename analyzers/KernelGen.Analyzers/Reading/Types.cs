using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers.Reading;

/// <summary>Which types hold reals, and which hold rows of them.</summary>
internal static class Types
{
    /// <summary>The type of a row's elements; null for what is not a row.</summary>
    public static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol a => Element(a.ElementType) ?? (IsReal(a.ElementType) ? a.ElementType : null),
        IPointerTypeSymbol p => IsReal(p.PointedAtType) ? p.PointedAtType : null,
        INamedTypeSymbol { TypeArguments: [var element] } n when IsReal(element) && IsSequence(n) => element,
        _ => null,
    };

    private static bool IsSequence(INamedTypeSymbol type) =>
        type.Name is "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "IEnumerable" or "IOrderedEnumerable" or "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "ImmutableArray" or "ArraySegment" or "Tensor" or "TensorSpan" or "DenseTensor" or "Vector"
        || type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    public static ITypeSymbol? Of(ISymbol variable) => variable switch { ILocalSymbol l => l.Type, IParameterSymbol p => p.Type, IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null };

    public static bool IsReal(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double || type is INamedTypeSymbol { Name: "Half", ContainingNamespace.Name: "System" } || type is ITypeParameterSymbol { ConstraintTypes.IsEmpty: false };

    public static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    /// <summary>Beyond which argument e^x is +∞, as text.</summary>
    public static string Threshold(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => "709.78 in double",
        { Name: "Half" } => "11.09 in Half",
        _ => "88.72 in float",
    };
}
