using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace KernelGen.Analyzers.Tests.Infrastructure.SelfTests;

public class AnalyzerVerifierTests
{
    private static async Task<string> Fails(Func<Task> verify) => (await Assert.ThrowsAsync<XunitException>(verify)).Message;

    private static Task Verify(string markup, params string[] messages) => AnalyzerVerifier.Verify<ToyAnalyzer>(markup, messages);

    [Fact]
    public Task Marks_agree() => Verify("class C { int a = {|TOY01:1|}, b = {|TOY01:1|}, c = 2; }");

    [Fact]
    public Task Marks_nest() => Verify("class C { {|TOY02:int Bad() => {|TOY01:1|} + 2;|} }");

    [Fact]
    public Task Messages_are_compared_in_the_order_of_the_text() =>
        Verify("class C { {|TOY02:int Bad() => {|TOY01:1|};|} }", "'Bad' is bad", "should be two");

    [Fact]
    public async Task A_wrong_message_fails()
    {
        Assert.Contains("lacks \"three\"", await Fails(() => Verify("class C { int a = {|TOY01:1|}; }", "three")));
        Assert.Contains("2 messages are given for 1", await Fails(() => Verify("class C { int a = {|TOY01:1|}; }", "two", "two")));
    }

    [Fact]
    public async Task A_missing_diagnostic_fails_and_shows_both_texts()
    {
        var message = await Fails(() => Verify("class C\n{\n    int a = {|TOY01:2|};\n}"));
        Assert.Contains("-     int a = {|TOY01:2|};\n+     int a = 2;\n", message);
    }

    [Theory]
    [InlineData("class C { int a = 1; }")]
    [InlineData("class C { int a ={|TOY01: 1|}; }")]
    [InlineData("class C { int a = {|TOY02:1|}; }")]
    [InlineData("class C { int a = {|TOY01:{|TOY01:1|}|}; }")]
    public async Task An_unexpected_diagnostic_fails_and_is_listed(string markup)
    {
        var message = await Fails(() => Verify(markup));
        Assert.Contains("+ class C { int a = {|TOY01:1|}; }", message);
        Assert.Contains("warning TOY01: one should be two", message);
    }

    [Fact]
    public async Task An_exception_of_the_analyzer_fails() =>
        Assert.Contains("the toy is broken", await Fails(() => AnalyzerVerifier.Silent<ToyAnalyzer>("class C { void Throw() { } }")));

    [Fact]
    public async Task Silence_is_kept_or_broken()
    {
        await AnalyzerVerifier.Silent<ToyAnalyzer>("class C { int a = 2; }");
        Assert.Contains("TOY01", await Fails(() => AnalyzerVerifier.Silent<ToyAnalyzer>("class C { int a = 1; }")));
        Assert.Contains("without marks", await Fails(() => AnalyzerVerifier.Silent<ToyAnalyzer>("class C { int a = {|TOY01:1|}; }")));
    }

    [Fact]
    public async Task Source_that_does_not_compile_fails() =>
        Assert.Contains("The test's source does not compile:\nTest.cs(1,19): error CS0103",
            await Fails(() => Verify("class C { int a = undeclared; }")));

    [Fact]
    public async Task Errors_may_be_allowed()
    {
        const string Missing = "partial class C { public partial int F(int x); }";
        await AnalyzerVerifier.Silent<ToyAnalyzer>(Missing);
        Assert.Contains("CS8795", await Fails(() => AnalyzerVerifier.Silent<ToyAnalyzer>(Missing, new() { AllowedErrors = [] })));
    }

    [Fact]
    public async Task A_generator_may_run_first_and_its_code_is_analyzed()
    {
        const string Source = "partial class C { public partial int F(int x); }";
        await AnalyzerVerifier.Silent<ToyAnalyzer>(Source, new() { AllowedErrors = [], Generator = new ToyGenerator("2") });
        Assert.Contains("TOY01", await Fails(() => AnalyzerVerifier.Silent<ToyAnalyzer>(Source, new() { Generator = new ToyGenerator("1") })));
    }

    [Fact]
    public Task A_user_has_the_framework_its_usings_and_the_tensor_package() => AnalyzerVerifier.Silent<ToyAnalyzer>("""
        using System.Numerics.Tensors;
        class C { float F(ReadOnlySpan<float> x) => TensorPrimitives.Sum(x) + new List<float>().Sum(); }
        """);

    private sealed class ToyGenerator(string result) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterPostInitializationOutput(output =>
                output.AddSource("C.g.cs", $"partial class C {{ public partial int F(int x) => {result}; }}"));
    }
}
