using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>Runs an incremental generator on source text, every step recorded.</summary>
public static class GeneratorHarness
{
    public static GeneratorRun Run<TGenerator>(params string[] sources) where TGenerator : IIncrementalGenerator, new() =>
        Run(new TGenerator(), sources);

    public static GeneratorRun Run(IIncrementalGenerator generator, params string[] sources)
    {
        var compilation = TestCompilation.Create(sources);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: TestCompilation.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);

        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
            throw new XunitException($"{generator.GetType().Name} threw: {exception}");
        return new GeneratorRun(driver, compilation, (CSharpCompilation)output, result);
    }
}
