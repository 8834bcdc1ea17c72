using System.Collections.Immutable;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.CodeFixes;

/// <summary>The kernel that a replacement calls: one that the class has, or one to be declared in it.</summary>
internal sealed record KernelDeclaration(string Name, string? Text)
{
    /// <summary>The class in which a kernel can be declared for a finding; null for a program of top-level statements and a type local to its file.</summary>
    public static TypeDeclarationSyntax? Place(SyntaxNode root, Diagnostic diagnostic)
    {
        var type = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return type is null || type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(t => t is InterfaceDeclarationSyntax || t.Modifiers.Any(SyntaxKind.FileKeyword)) ? null : type;
    }

    public static KernelDeclaration Of(INamedTypeSymbol type, ImmutableDictionary<string, string?> remedy)
    {
        string entry = remedy[Replacement.Entry]!, returns = remedy[Replacement.Returns]!, parameters = remedy[Replacement.Parameters]!;
        var kernel = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => Kernels.Mark(m) is { } mark && Kernels.DescriptionName(m, mark) == entry && m.IsStatic && IsLike(m, returns, parameters) && !HasOwnDescription(type, entry));
        if (kernel is not null) return new(kernel.Name, null);
        bool isFree = !type.MemberNames.Contains(entry);
        string name = isFree ? entry : entry + "Kernel";
        while (!isFree && type.MemberNames.Contains(name)) name += "1";
        string description = isFree ? "" : HasOwnDescription(type, entry) ? $"(\"{entry}\")" : $"(nameof(Normalizers.{entry}))";
        return new(name, $"[Kernel{description}] private static partial {returns} {name}({parameters});");
    }

    // A description of that name in the class would be taken before the catalogue's.
    private static bool HasOwnDescription(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().Any(Language.IsDescription);

    private static bool IsLike(IMethodSymbol method, string returns, string parameters) =>
        method.ReturnType.ToDisplayString() == returns && string.Join(", ", method.Parameters.Select(p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {p.Name}")) == parameters;
}
