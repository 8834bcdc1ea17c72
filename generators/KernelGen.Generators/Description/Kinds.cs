using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

internal enum ParameterKind { Unknown, Row, Mask, Scalar, Position, Positions, Destination, Out }

/// <summary>Which part a C# parameter plays in a kernel, by its type.</summary>
internal static class Kinds
{
    public static ParameterKind Of(IParameterSymbol p) => p.RefKind switch
    {
        RefKind.Out => NumberName(p.Type).Length > 0 ? ParameterKind.Out : ParameterKind.Unknown,
        RefKind.Ref => ParameterKind.Unknown,
        _ => p.Type.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double => ParameterKind.Scalar,
            SpecialType.System_Int32 => ParameterKind.Position,
            _ => Span(p.Type),
        },
    };

    public static ParameterKind Span(ITypeSymbol type) =>
        type is not INamedTypeSymbol { TypeArguments: [var element], ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span ? ParameterKind.Unknown
        : (span.Name, element.SpecialType) switch
        {
            ("ReadOnlySpan", SpecialType.System_Single) => ParameterKind.Row,
            ("ReadOnlySpan", SpecialType.System_Boolean) => ParameterKind.Mask,
            ("ReadOnlySpan", SpecialType.System_Int32) => ParameterKind.Positions,
            ("Span", SpecialType.System_Single or SpecialType.System_Int32) => ParameterKind.Destination,
            _ => ParameterKind.Unknown,
        };

    /// <summary>Whether a destination takes whole numbers: the indices of what is chosen.</summary>
    public static bool TakesIndices(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Int32 }] };

    /// <summary>The keyword of a number type that a scalar result may have; empty for any other type.</summary>
    public static string NumberName(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Int32 => "int",
        _ => "",
    };

    /// <summary>What a kernel has for a type of the language.</summary>
    public static (Op Leaf, ParameterKind Kind, string Type) Wanted(ITypeSymbol languageType) => languageType.Name switch
    {
        "Row" => (Op.Row, ParameterKind.Row, "ReadOnlySpan<float>"),
        "Mask" => (Op.Mask, ParameterKind.Mask, "ReadOnlySpan<bool>"),
        "Position" => (Op.Position, ParameterKind.Position, "int"),
        _ => (Op.Scalar, ParameterKind.Scalar, "float"),
    };

    /// <summary>Whether a kernel's parameter may pair with one of the <paramref name="wanted"/> kind: in a batch a number may come as a span with one for each row.</summary>
    public static bool Fits(IParameterSymbol p, ParameterKind wanted, bool isBatch) =>
        Of(p) is var kind && (kind == wanted || (isBatch && (wanted, kind) is (ParameterKind.Scalar, ParameterKind.Row) or (ParameterKind.Position, ParameterKind.Positions)));

    /// <summary>The span that has a number of this kind for each row of a batch; null for what is a span anyway.</summary>
    public static string? Each(ParameterKind kind) => kind switch { ParameterKind.Scalar => "ReadOnlySpan<float>", ParameterKind.Position => "ReadOnlySpan<int>", _ => null };

    /// <summary>The type as its author writes it.</summary>
    public static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static Location Location(IParameterSymbol parameter, MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Count > parameter.Ordinal ? method.ParameterList.Parameters[parameter.Ordinal].GetLocation() : method.Identifier.GetLocation();
}
