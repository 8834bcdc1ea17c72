using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>What one run of a generator left behind, and what must hold of it.</summary>
public sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly CSharpCompilation _input;
    private Assembly? _assembly;

    internal GeneratorRun(GeneratorDriver driver, CSharpCompilation input, CSharpCompilation output, GeneratorRunResult result)
    {
        (_driver, _input, Output, Result) = (driver, input, output, result);
        Sources = result.GeneratedSources.ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    public GeneratorRunResult Result { get; }

    /// <summary>The input and everything generated.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>Generated text by hint name.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; }

    /// <summary>The generated text, where one file is expected.</summary>
    public string Source => Sources.Count == 1
        ? Sources.Values.Single()
        : throw new XunitException($"One generated file expected, not {Sources.Count}: {string.Join(", ", Sources.Keys)}");

    /// <summary>What the generator itself reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Warnings and errors of the compiler, in the generated code too.</summary>
    public ImmutableArray<Diagnostic> OutputDiagnostics =>
        [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Compiles without a warning, is cached after unrelated edits, keeps no Roslyn object alive.</summary>
    public GeneratorRun AssertSound()
    {
        AssertCompiles();
        AssertCached();
        AssertNoRoslynObjects();
        return this;
    }

    public void AssertCompiles()
    {
        if (OutputDiagnostics is [_, ..] found)
            throw new XunitException($"The output does not compile cleanly:\n{string.Join("\n", found)}\n\n{string.Join("\n", Sources.Values)}");
    }

    /// <summary>No edit that leaves the kernels alone may make any step of the generator compute something new.</summary>
    public void AssertCached() => IncrementalSteps.AssertCached(_driver, _input);

    /// <summary>Nothing the pipeline caches may keep a compilation alive.</summary>
    public void AssertNoRoslynObjects() => IncrementalSteps.AssertNoRoslynObjects(Result);

    /// <summary>The output, loaded into a collectible context; it goes when the last reference to it does.</summary>
    public Assembly Load() => _assembly ??= CompiledOutput.Load(Output);

    /// <summary>A static method of the output as a delegate. (Spans cannot pass through <c>Invoke</c>.)</summary>
    public TDelegate Bind<TDelegate>(string type, string method) where TDelegate : Delegate =>
        CompiledOutput.Bind<TDelegate>(Load(), type, method);
}
