using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Testing;

/// <summary>A compilation of source text as a user's project would see it: the running framework, KernelGen, implicit usings.</summary>
public static class TestCompilation
{
    // The framework a user builds with is newer than the compiler the tests run on, so the newest language the latter knows.
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    public static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable,
        optimizationLevel: OptimizationLevel.Release,
        // Comments are parsed so that an ill-formed one in generated code is a warning; a missing one is the test author's own affair.
        specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]);

    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        """;

    // Packages a user may have beside the framework. The rest of the test process (xunit, Roslyn itself) must stay out of sight.
    private static readonly string[] Packages = ["KernelGen", "System.Numerics.Tensors"];

    /// <summary>The framework of this process, KernelGen.dll, and System.Numerics.Tensors.dll where the tests have it.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } = FindReferences();

    public static CSharpCompilation Create(params ReadOnlySpan<string> sources)
    {
        var trees = new List<SyntaxTree> { Parse(ImplicitUsings, "ImplicitUsings.cs") };
        for (var i = 0; i < sources.Length; i++)
            trees.Add(Parse(sources[i], FileName(i)));
        // A name of its own for each: two of them may be loaded into one process.
        return CSharpCompilation.Create($"Test_{Guid.NewGuid():N}", trees, References, Options);
    }

    public static string FileName(int index) => index == 0 ? "Test.cs" : $"Test{index}.cs";

    public static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    private static MetadataReference[] FindReferences()
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return [.. trusted
            .Where(path => Path.GetDirectoryName(path) == framework || Packages.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
