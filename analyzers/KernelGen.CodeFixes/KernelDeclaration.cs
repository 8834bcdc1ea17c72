using System.Collections.Immutable;
using System.Globalization;
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

    /// <param name="declared">Those that other fixes of the same file add to the class.</param>
    public static KernelDeclaration Of(INamedTypeSymbol type, ImmutableDictionary<string, string?> remedy, IReadOnlyList<KernelDeclaration> declared)
    {
        if (remedy.TryGetValue(Replacement.Description, out string? description)) return WithDescription(type, remedy, description!, declared);
        string entry = remedy[Replacement.Entry]!, returns = remedy[Replacement.Returns]!, parameters = remedy[Replacement.Parameters]!;
        var kernel = type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => Kernels.Mark(m) is { } mark && Kernels.DescriptionName(m, mark) == entry && m.IsStatic && IsLike(m, returns, parameters) && !HasOwnDescription(type, entry));
        if (kernel is not null) return new(kernel.Name, null);
        bool isFree = !type.MemberNames.Contains(entry);
        string name = isFree ? entry : entry + "Kernel";
        while (!isFree && type.MemberNames.Contains(name)) name += "1";
        string mark = isFree ? "" : HasOwnDescription(type, entry) ? $"(\"{entry}\")" : $"(nameof(Normalizers.{entry}))";
        return new(name, $"[Kernel{mark}] private static partial {returns} {name}({parameters});");
    }

    /// <summary>A kernel and its description, one above the other; what the class, or another fix, has of it already is used.</summary>
    private static KernelDeclaration WithDescription(INamedTypeSymbol type, ImmutableDictionary<string, string?> remedy, string description, IReadOnlyList<KernelDeclaration> declared)
    {
        string entry = remedy[Replacement.Entry]!, returns = remedy[Replacement.Returns]!, parameters = remedy[Replacement.Parameters]!;
        string result = returns == "void" ? "Row" : "Scalar";
        var inputs = parameters.Split([", "], StringSplitOptions.None).Where(p => !p.StartsWith("Span<", StringComparison.Ordinal)).Select(p => (p.StartsWith("ReadOnlySpan<", StringComparison.Ordinal) ? "Row " : "Scalar ") + p.Substring(p.LastIndexOf(' ') + 1));
        string Text(string name) => $"[Kernel] private static partial {returns} {name}({parameters});\nprivate static {result} {name}({string.Join(", ", inputs)}) => {description};";
        return Named(type, entry, Text, declared);
    }

    /// <summary>A method beside the kernel.</summary>
    /// <param name="text">With {1} for its name.</param>
    public static KernelDeclaration Helper(INamedTypeSymbol type, string name, string text, IReadOnlyList<KernelDeclaration> declared) =>
        Named(type, name, n => text.Replace("{1}", n), declared);

    /// <summary>The first free name, or the one that goes by the very text already.</summary>
    private static KernelDeclaration Named(INamedTypeSymbol type, string wanted, Func<string, string> textOf, IReadOnlyList<KernelDeclaration> declared)
    {
        for (int i = 1; ; i++)
        {
            string name = i == 1 ? wanted : wanted + i.ToString(CultureInfo.InvariantCulture), text = textOf(name);
            if (declared.FirstOrDefault(k => k.Name == name) is { } other)
            {
                if (other.Text == text) return other;
                continue;
            }
            var members = type.GetMembers(name);
            if (members.IsEmpty) return new(name, text);
            if (Plain(text) == Plain(string.Concat(members.Select(m => m.DeclaringSyntaxReferences[0].GetSyntax())))) return new(name, null);
        }
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // A description of that name in the class would be taken before the catalogue's.
    private static bool HasOwnDescription(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().Any(Language.IsDescription);

    private static bool IsLike(IMethodSymbol method, string returns, string parameters) =>
        method.ReturnType.ToDisplayString() == returns && string.Join(", ", method.Parameters.Select(p => $"{p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {p.Name}")) == parameters;
}
