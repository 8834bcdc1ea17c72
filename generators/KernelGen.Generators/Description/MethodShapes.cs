using System.Text;
using KernelGen.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Description;

/// <summary>Writes down a method symbol as the source text of its implementing part.</summary>
internal static class MethodShapes
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static MethodShape Of(IMethodSymbol method, MethodDeclarationSyntax syntax, IReadOnlyList<Input> inputs, IReadOnlyList<Output> outputs)
    {
        var types = new List<string>();
        for (var type = method.ContainingType; type is not null; type = type.ContainingType) types.Insert(0, TypeHeader(type));
        string parameters = string.Join(", ", method.Parameters.Select(Parameter));
        string header = $"{string.Concat(syntax.Modifiers.Select(m => m.Text + " "))}{(method.ReturnsByRefReadonly ? "ref readonly " : method.ReturnsByRef ? "ref " : "")}{method.ReturnType.ToDisplayString(TypeFormat)} {Names.Escape(method.Name)}{syntax.TypeParameterList}({parameters})";
        var length = Batches.RowLength(method);
        var arguments = inputs.Select(i => i.Name).Concat(length is null ? [] : [length.Name]).Select(Names.Escape)
            .Concat(outputs.Where(o => o.Name is not null).Select(o => (o.IsRow || length is not null ? "" : "out ") + Names.Escape(o.Name!)));
        return new(Namespace(method), new([.. types]), header, new([.. arguments]), !method.ReturnsVoid, new([.. Documentation(syntax)]));
    }

    /// <summary>A stable name for the generated file. Files are told apart regardless of case, so what a reader can tell apart may need more than its name.</summary>
    public static string HintName(IMethodSymbol method)
    {
        var name = new StringBuilder(method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        foreach (char c in "<>, @") name.Replace(c, '_');
        name.Append('.').Append(method.Name);
        bool isAmbiguous = method.ContainingType.GetMembers().OfType<IMethodSymbol>().Count(m => m.IsPartialDefinition && SameIgnoringCase(m, method)) > 1;
        for (INamespaceOrTypeSymbol? scope = method.ContainingType; scope is { ContainingSymbol: INamespaceOrTypeSymbol outer } && !isAmbiguous; scope = outer)
            isAmbiguous = outer.GetMembers().OfType<INamespaceOrTypeSymbol>().Count(m => SameIgnoringCase(m, scope)) > 1;
        if (isAmbiguous) name.Append('_').Append(Digest(method.GetDocumentationCommentId() ?? method.ToDisplayString()));
        return name.Append(".g.cs").ToString();
    }

    private static bool SameIgnoringCase(ISymbol a, ISymbol b) => string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static string Digest(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u)).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);

    private static string Namespace(IMethodSymbol method) =>
        method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString();

    private static string TypeHeader(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => type.IsRefLikeType ? "ref struct" : "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => (p.Variance switch { VarianceKind.In => "in ", VarianceKind.Out => "out ", _ => "" }) + Names.Escape(p.Name)))}>";
        return $"{(type.IsRefLikeType ? "ref partial struct" : "partial " + keyword)} {Names.Escape(type.Name)}{parameters}";
    }

    private static string Parameter(IParameterSymbol p)
    {
        string modifier = (p.Ordinal == 0 && p.ContainingSymbol is IMethodSymbol { IsExtensionMethod: true } ? "this " : "")
            + (p.IsParams ? "params " : p.ScopedKind == ScopedKind.None || p.RefKind == RefKind.Out ? "" : "scoped ")
            + (p.RefKind switch { RefKind.Ref => "ref ", RefKind.In => "in ", RefKind.Out => "out ", RefKind.RefReadOnlyParameter => "ref readonly ", _ => "" });
        return $"{modifier}{p.Type.ToDisplayString(TypeFormat)} {Names.Escape(p.Name)}";
    }

    private static IEnumerable<string> Documentation(MethodDeclarationSyntax syntax) =>
        syntax.GetLeadingTrivia().Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(d => d.ToFullString().Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)
            .Select(line => line.StartsWith("///", StringComparison.Ordinal) ? line : "/// " + line);
}
