using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure.SelfTests;

public class GeneratorHarnessTests
{
    private const string Source = "[Toy] public partial class Doubler { }";

    private delegate void Kernel(ReadOnlySpan<float> x, Span<float> y);

    [Fact]
    public void A_sound_generator_passes_every_check() => GeneratorHarness.Run<ToyGenerator>(Source).AssertSound();

    [Fact]
    public void Several_files_make_one_compilation()
    {
        var run = GeneratorHarness.Run<ToyGenerator>(Source, "[Toy] public partial class Other : Doubler { }");
        Assert.Equal(["Attribute.g.cs", "Doubler.g.cs", "Other.g.cs"], run.Sources.Keys);
        Assert.Contains("One generated file expected, not 3", Assert.Throws<XunitException>(() => run.Source).Message);
        // A hides-inherited-member warning of the compiler's: seen, and not taken for clean.
        Assert.Equal("CS0108", Assert.Single(run.OutputDiagnostics).Id);
        Assert.Contains("CS0108", Assert.Throws<XunitException>(run.AssertCompiles).Message);
    }

    [Fact]
    public void Generated_code_runs()
    {
        var twice = GeneratorHarness.Run<ToyGenerator>(Source).Bind<Kernel>("Doubler", "Twice");
        var y = new float[3];
        twice([1, 2, 3], y);
        Assert.Equal([2, 4, 6], y);
    }

    [Fact]
    public void Code_that_does_not_compile_is_not_loaded()
    {
        var run = GeneratorHarness.Run<ToyGenerator>("[Toy] public class NotPartial { }");
        Assert.Contains(run.OutputDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Contains("CS0260", Assert.Throws<XunitException>(run.Load).Message);
    }

    [Fact]
    public void A_missing_method_is_named()
    {
        var run = GeneratorHarness.Run<ToyGenerator>(Source);
        Assert.Contains("No static Doubler.Thrice(ReadOnlySpan", Assert.Throws<XunitException>(() => run.Bind<Kernel>("Doubler", "Thrice")).Message);
        Assert.Contains("No type Tripler", Assert.Throws<XunitException>(() => run.Bind<Kernel>("Tripler", "Twice")).Message);
    }

    [Fact]
    public void A_model_without_equality_is_not_cached()
    {
        var run = GeneratorHarness.Run<RecomputingGenerator>(Source);
        run.AssertNoRoslynObjects();
        var message = Assert.Throws<XunitException>(run.AssertCached).Message;
        Assert.Contains("adding a file", message);
        Assert.Contains("Model: Modified", message);
    }

    [Fact]
    public void A_generator_that_names_no_step_cannot_be_checked() =>
        Assert.Contains("WithTrackingName", Assert.Throws<XunitException>(GeneratorHarness.Run<NamelessGenerator>("").AssertCached).Message);

    [Fact]
    public void A_held_symbol_is_found()
    {
        var run = GeneratorHarness.Run<LeakingGenerator>(Source);
        run.AssertCached();
        var message = Assert.Throws<XunitException>(run.AssertNoRoslynObjects).Message;
        Assert.Matches(@"Step 'Model' keeps a Roslyn object alive: Leak\.Held.*\[1\] is a \w*Symbol", message);
    }

    [Fact]
    public void A_node_in_a_step_without_a_name_is_found()
    {
        var run = GeneratorHarness.Run<LeakingBesideItsNamesGenerator>("class C;");
        Assert.Contains("input of SourceOutput", Assert.Throws<XunitException>(run.AssertNoRoslynObjects).Message);
    }

    [Fact]
    public void An_exception_of_the_generator_fails_the_run() =>
        Assert.Contains("the toy is broken", Assert.Throws<XunitException>(() => GeneratorHarness.Run<ThrowingGenerator>(Source)).Message);
}
