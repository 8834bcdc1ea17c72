using System.Collections.Immutable;
using System.Reflection;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;

namespace KernelGen.Generators.Description;

/// <summary>What an expression of a description stands for: one quantity, or a tuple of them.</summary>
internal sealed record Bound(Expr? Value, ImmutableArray<(string? Name, Bound Value)> Items)
{
    public static implicit operator Bound(Expr e) => new(e, []);
}

/// <summary>The types and methods that make up the language of descriptions.</summary>
internal static class Language
{
    /// <summary>Row, Scalar, Mask or Position.</summary>
    public static bool Is(ITypeSymbol type) => type.Name is "Row" or "Scalar" or "Mask" or "Position" && IsOurs(type);

    /// <summary>What TopK makes: two rows, and no parameter of a kernel.</summary>
    public static bool IsTopK(ITypeSymbol? type) => type is { Name: "TopK" } && IsOurs(type);

    public static bool IsWords(INamedTypeSymbol? type) => type is { Name: "RowMath" } && IsOurs(type);

    public static bool IsCatalogue(INamedTypeSymbol? type) => type is { Name: "Normalizers" } && IsOurs(type);

    private static bool IsOurs(ITypeSymbol type) => type is { ContainingType: null, ContainingNamespace: { Name: "KernelGen", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether kernels may be described by <paramref name="method"/>, and descriptions may call it.</summary>
    public static bool IsDescription(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && method.Parameters.Length > 0 && method.Parameters.All(p => Is(p.Type)) && !Kernels.IsMarked(method);

    /// <summary>A helper may take plain numbers too; what takes nothing else must be the user's own, unlike Math.Exp.</summary>
    public static bool CanCall(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && !IsOurs(method.ContainingType)
        && (method.DeclaringSyntaxReferences.Length > 0 || method.Parameters.Any(p => Is(p.Type)))
        && method.Parameters.All(p => Is(p.Type) || IsTopK(p.Type) || Kinds.NumberName(p.Type).Length > 0);

    /// <summary>The words and the catalogue are compiled into the generator too, where they make expressions: calls go there by name. Null for an unknown name.</summary>
    public static Bound? Call(IMethodSymbol method, IReadOnlyList<Bound> arguments)
    {
        var found = Find(IsWords(method.ContainingType) ? typeof(RowMath) : typeof(Normalizers), method.Name, arguments.Count);
        if (found is null || arguments.Any(a => a.Value is null)) return null;
        try
        {
            return Unpack(found.Invoke(null, [.. arguments.Select(a => (object)new Term(a.Value!))]));
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
    }

    /// <summary>The type that has a word or an entry of this name: RowMath, Normalizers, or null.</summary>
    public static string? Home(string name) =>
        new[] { typeof(RowMath), typeof(Normalizers) }.FirstOrDefault(t => t.GetMember(name, BindingFlags.Static | BindingFlags.Public).Length > 0)?.Name;

    public static IEnumerable<string> CatalogueNames() => typeof(Normalizers).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(m => m.Name).Distinct();

    private static MethodInfo? Find(Type type, string name, int parameters) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(m => m.Name == name && m.GetParameters().Length == parameters);

    private static Bound Unpack(object? value)
    {
        if (value is Term term) return term.Expr;
        var fields = value!.GetType().GetFields().Where(f => f.Name.StartsWith("Item", StringComparison.Ordinal));
        return new Bound(null, [.. fields.Select(f => ((string?)null, Unpack(f.GetValue(value))))]);
    }
}
