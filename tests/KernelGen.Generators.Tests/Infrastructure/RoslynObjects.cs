using System.Reflection;
using Microsoft.CodeAnalysis;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>
/// Finds an object of the compiler's within what a pipeline caches. One symbol keeps a whole compilation alive, and none of them
/// equals its successor after an edit.
/// </summary>
internal static class RoslynObjects
{
    // By assignability: the objects met are of internal types derived from these, never of these.
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Compilation), typeof(SemanticModel),
        typeof(Location), typeof(IOperation), typeof(AttributeData), typeof(Diagnostic), typeof(MetadataReference),
    ];

    /// <summary>The way to the first one, as <c>Model.Parameters[0]._symbol</c>; null when there is none.</summary>
    public static string? FindPath(object? root)
    {
        if (root is null)
            return null;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<(object Value, string Path)>([(root, root.GetType().Name)]);
        while (queue.TryDequeue(out var item))
        {
            var (value, path) = item;
            var type = value.GetType();
            if (IsForbidden(type))
                return $"{path} is a {type.Name}";
            if (IsLeaf(value, type) || (!type.IsValueType && !seen.Add(value)))
                continue;
            foreach (var (child, name) in Children(value, type))
                queue.Enqueue((child, path + name));
        }
        return null;
    }

    // Internal symbols behind the public ones implement none of the above, so any class of the compiler's counts.
    // Its structs do not: a TextSpan is plain data, and a SyntaxToken is caught by the node in its fields.
    private static bool IsForbidden(Type type) =>
        Array.Exists(Forbidden, forbidden => forbidden.IsAssignableFrom(type)) ||
        (type is { IsValueType: false, IsArray: false } && type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    private static bool IsLeaf(object value, Type type) => type.IsPrimitive || type.IsEnum || value is string or decimal or MemberInfo or Assembly ||
        type.GetElementType() is { IsPrimitive: true };

    private static IEnumerable<(object Value, string Name)> Children(object value, Type type)
    {
        if (value is Array array)
        {
            var index = 0;
            foreach (var element in array)
            {
                if (element is not null)
                    yield return (element, $"[{index}]");
                index++;
            }
            yield break;
        }
        // A private field of a base class is seen only through that class.
        for (var owner = type; owner is not null; owner = owner.BaseType)
            foreach (var field in owner.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (field.FieldType is { IsPointer: false, IsFunctionPointer: false } && field.GetValue(value) is { } child)
                    yield return (child, $".{Readable(field.Name)}");
    }

    // "<Name>k__BackingField" is the property Name.
    private static string Readable(string field) => field.StartsWith('<') ? field[1..field.IndexOf('>')] : field;
}
