using System.Collections.Immutable;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace KernelGen.Analyzers.Tests.Infrastructure;

/// <summary>How a test's source becomes a compilation to analyze.</summary>
public sealed record SourceOptions
{
    public static readonly SourceOptions Default = new();

    /// <summary>Run on the source first; what it generates is analyzed too.</summary>
    public IIncrementalGenerator? Generator { get; init; }

    /// <summary>Errors that belong to the test. A partial method lacks its body until the generator has run: CS8795.</summary>
    public ImmutableArray<string> AllowedErrors { get; init; } = ["CS8795"];

    /// <summary>Runs the generator, if any. A source that does not compile proves nothing about an analyzer, so it throws.</summary>
    internal Compilation Complete(Compilation compilation, string what)
    {
        if (Generator is not null)
            CSharpGeneratorDriver
                .Create([Generator.AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _, TestContext.Current.CancellationToken);

        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(found => found.Severity == DiagnosticSeverity.Error && !AllowedErrors.Contains(found.Id))
            .ToList();
        return errors.Count == 0 ? compilation : throw new XunitException($"{what} does not compile:\n{string.Join("\n", errors)}");
    }
}
