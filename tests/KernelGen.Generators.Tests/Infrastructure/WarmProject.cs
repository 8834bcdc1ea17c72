using System.Collections.Immutable;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>A project whose generator has run, to be edited as in an editor: the driver and the trees that an edit spares stay.</summary>
internal sealed class WarmProject
{
    private GeneratorDriver _driver;

    public WarmProject(params ReadOnlySpan<string> sources) : this(isCounted: true, sources) { }

    /// <param name="isCounted">The driver keeps a record of every step for <see cref="Work"/>. An editor's does not: what is timed goes without.</param>
    public WarmProject(bool isCounted, params ReadOnlySpan<string> sources)
    {
        _driver = Driver(isCounted);
        Compilation = TestCompilation.Create(sources);
        Run();
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>What the last run generated, by file.</summary>
    public ImmutableSortedDictionary<string, string> Sources => Texts(_driver);

    /// <summary>What a generator without a memory makes of the same project.</summary>
    public ImmutableSortedDictionary<string, string> ColdSources => Texts(Driver(isCounted: false).RunGenerators(Compilation, TestContext.Current.CancellationToken));

    /// <summary>How many kernels the last run bound, and how many it compiled.</summary>
    public (int Bound, int Compiled) Work => (Count(KernelGenerator.BoundStep), Count(KernelGenerator.CompiledStep));

    /// <summary>Of how many kernels the last run asked what they declare.</summary>
    public int Declared => Count(KernelGenerator.DeclaredStep);

    public TimeSpan Time => _driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime;

    /// <summary>Replaces the first occurrence of a text in a file, as typing does.</summary>
    public WarmProject Edit(string file, string from, string to)
    {
        Type(file, from, to);
        Run();
        return this;
    }

    /// <summary>The same without the run, so that this may be timed by itself.</summary>
    public void Type(string file, string from, string to)
    {
        var tree = Compilation.SyntaxTrees.Single(t => t.FilePath == file);
        var text = tree.GetText();
        int at = text.ToString().IndexOf(from, StringComparison.Ordinal);
        if (at < 0) throw new XunitException($"No '{from}' in {file}");
        Compilation = Compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.Replace(at, from.Length, to)));
    }

    public WarmProject Change(Func<CSharpCompilation, CSharpCompilation> change)
    {
        Compilation = change(Compilation);
        Run();
        return this;
    }

    public void Run() => _driver = _driver.RunGenerators(Compilation, TestContext.Current.CancellationToken);

    private static GeneratorDriver Driver(bool isCounted) =>
        CSharpGeneratorDriver.Create([new KernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions, driverOptions: new(IncrementalGeneratorOutputKind.None, isCounted));

    private static ImmutableSortedDictionary<string, string> Texts(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single() is { Exception: null } result
            ? result.GeneratedSources.ToImmutableSortedDictionary(s => s.HintName, s => s.SourceText.ToString())
            : throw new XunitException(driver.GetRunResult().Results.Single().Exception!.ToString());

    // What was computed and came out as before is Unchanged; what was not computed is Cached.
    private int Count(string step) => _driver.GetRunResult().Results.Single().TrackedSteps.TryGetValue(step, out var steps)
        ? steps.SelectMany(s => s.Outputs).Count(o => o.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified or IncrementalStepRunReason.Unchanged) : 0;
}
