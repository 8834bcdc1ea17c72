using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Incremental;

/// <summary>A method that may be a kernel: the last names of its attributes, and under which name each would have its description looked for.</summary>
internal sealed class PartialMethod(MethodDeclarationSyntax syntax)
{
    public MethodDeclarationSyntax Syntax => syntax;

    public IReadOnlyList<(string Attribute, string? Description)> Marks { get; } =
        [.. syntax.AttributeLists.SelectMany(l => l.Attributes).Select(a => (AttributeNames.Last(a.Name), AttributeNames.Description(a, syntax)))];
}
