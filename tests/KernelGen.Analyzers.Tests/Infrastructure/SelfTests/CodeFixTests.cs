using Microsoft.CodeAnalysis.CodeFixes;
using Xunit.Sdk;

namespace KernelGen.Analyzers.Tests.Infrastructure.SelfTests;

public class CodeFixTests
{
    private const string Before = "class C { int a = {|TOY01:1|}, b = {|TOY01:1|}; }";
    private const string After = "class C { int a = 2, b = 2; }";

    private static Task Fix<TFix>(string before, string after, string? title = null) where TFix : CodeFixProvider, new() =>
        AnalyzerVerifier.VerifyFix<ToyAnalyzer, TFix>(before, after, title: title);

    private static async Task<string> Fails<TFix>(string before, string after, string? title = null) where TFix : CodeFixProvider, new() =>
        (await Assert.ThrowsAsync<XunitException>(() => Fix<TFix>(before, after, title))).Message;

    [Fact]
    public Task Every_diagnostic_is_fixed() => Fix<GoodFix>(Before, After);

    [Fact]
    public Task A_fix_is_chosen_by_its_title() => Fix<GoodFix>(Before, "class C { int a = 3, b = 3; }", "three");

    [Fact]
    public Task What_has_no_fix_stays_marked() =>
        Fix<GoodFix>("class C { int a = {|TOY01:1|}; int Keep() => {|TOY01:1|}; }", "class C { int a = 2; int Keep() => {|TOY01:1|}; }");

    [Fact]
    public Task The_same_text_twice_means_no_fix() =>
        Fix<GoodFix>("class C { int Keep() => {|TOY01:1|}; }", "class C { int Keep() => {|TOY01:1|}; }");

    [Fact]
    public async Task The_diagnostics_before_are_checked() =>
        Assert.Contains("The diagnostics differ", await Fails<GoodFix>("class C { int a = 1; }", After));

    [Fact]
    public async Task The_diagnostics_after_are_checked() =>
        Assert.Contains("The diagnostics differ", await Fails<GoodFix>("class C { int Keep() => {|TOY01:1|}; }", "class C { int Keep() => 1; }"));

    [Fact]
    public async Task Another_text_fails_with_a_diff() =>
        Assert.Contains("- class C { int a = 4, b = 2; }\n+ class C { int a = 2, b = 2; }\n",
            await Fails<GoodFix>(Before, "class C { int a = 4, b = 2; }"));

    [Fact]
    public async Task Both_ways_of_fixing_must_agree()
    {
        Assert.Contains("Fixed one at a time", await Fails<LopsidedFix>(Before, After));
        Assert.Contains("Fixed all at once", await Fails<LopsidedFix>(Before, "class C { int a = 3, b = 3; }"));
    }

    [Fact]
    public async Task A_title_not_offered_fails() =>
        Assert.Contains("No fix is titled 'four', only: Use two, Use three", await Fails<GoodFix>(Before, After, "four"));

    [Fact]
    public async Task A_fix_that_does_not_compile_fails() =>
        Assert.Contains("The fixed source does not compile", await Fails<UncompilableFix>(Before, "class C { int a = Undeclared, b = Undeclared; }"));

    [Fact]
    public async Task A_fix_that_fixes_nothing_fails() =>
        Assert.Contains("still offered", await Fails<EndlessFix>(Before, After));

    [Fact]
    public async Task A_fix_must_be_able_to_fix_all()
    {
        Assert.Contains("OneAtATimeFix has no FixAllProvider", await Fails<OneAtATimeFix>(Before, After));
        Assert.Contains("no equivalence key", await Fails<KeylessFix>(Before, After));
    }
}
