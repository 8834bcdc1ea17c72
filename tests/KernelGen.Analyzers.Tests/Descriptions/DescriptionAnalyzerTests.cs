using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests;

/// <summary>Each rule: where it fires, what it says, and code next to it on which it is silent.</summary>
public class DescriptionAnalyzerTests
{
    private static Task Fires(string members, string message) => AnalyzerVerifier.Verify<DescriptionAnalyzer>(Source.Class(members), message);

    private static Task FiresIn(string members, string allowed, string message) =>
        AnalyzerVerifier.Verify<DescriptionAnalyzer>(Source.Class(members), SourceOptions.Default with { AllowedErrors = ["CS8795", .. allowed.Split(' ')] }, message);

    private static Task Silent(string members) => AnalyzerVerifier.Silent<DescriptionAnalyzer>(Source.Class(members));

    private static Task SilentIn(string members, string allowed) =>
        AnalyzerVerifier.Silent<DescriptionAnalyzer>(Source.Class(members), SourceOptions.Default with { AllowedErrors = ["CS8795", .. allowed.Split(' ')] });

    private const string Kernel = "[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\n";

    [Fact]
    public Task Silent_on_what_is_right() => Silent(Kernel + "static Row F(Row x) => Exp(x) / Sum(Exp(x));\n[Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);");

    [Fact]
    public Task Silent_after_generation() => AnalyzerVerifier.Verify<DescriptionAnalyzer>(
        Source.Class(Kernel + "static Row F(Row x) => Exp(x) / Sum(Exp(x));"), new SourceOptions { Generator = new Generators.KernelGenerator(), AllowedErrors = [] });

    [Fact]
    public Task Silent_on_attributes_of_others() => AnalyzerVerifier.Silent<DescriptionAnalyzer>("namespace Other; class KernelAttribute : Attribute; class C { [Kernel] void F() { } [Obsolete] void G() { } }");

    [Fact]
    public Task KG0001_not_partial() => Fires("[Kernel] public static void {|KG0001:F|}(ReadOnlySpan<float> x, Span<float> y) { }\nstatic Row F(Row x) => x;", "'F' is marked [Kernel] but is not partial");

    [Fact]
    public Task KG0001_on_a_description() => Fires("[Kernel] public static Row {|KG0001:F|}(Row x) => x;", "is a description: put [Kernel] on a partial method over spans");

    [Fact]
    public Task KG0001_with_a_body() => Fires("[Kernel] public static partial void {|KG0001:F|}(ReadOnlySpan<float> x, Span<float> y);\npublic static partial void F(ReadOnlySpan<float> x, Span<float> y) { }\nstatic Row F(Row x) => x;", "has a body already");

    [Fact]
    public Task KG0001_on_the_half_with_the_body() => Fires("public static partial void F(ReadOnlySpan<float> x, Span<float> y);\n[Kernel] public static partial void {|KG0001:F|}(ReadOnlySpan<float> x, Span<float> y) { }\nstatic Row F(Row x) => x;", "has a body already");

    [Fact]
    public Task KG0001_on_a_generic_method() => Fires("[Kernel] public static partial void {|KG0001:F|}<T>(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x) => x;", "has type parameters");

    [Fact]
    public Task KG0001_on_a_local_function() => Fires("static void G() { F(); [Kernel] static void {|KG0001:F|}() { } }", "is a local function");

    [Fact]
    public Task KG0001_on_an_accessor() => Fires("static int P { [Kernel] {|KG0001:get|} => 1; }", "is not a method");

    [Fact]
    public Task KG0002() => Fires("[Kernel] public static partial void {|KG0002:F|}(ReadOnlySpan<float> x, Span<float> y);", "add a method 'F' with Row, Scalar, Mask or Position parameters to 'Kernels'");

    [Theory]
    [InlineData("Sofmax", "did you mean 'Softmax'?")]
    [InlineData("softmax", "did you mean 'Softmax'?")]
    [InlineData("LogSumExpp", "did you mean 'LogSumExp'?")]
    public Task KG0002_guesses_the_name(string name, string message) => Fires($"[Kernel] public static partial void {{|KG0002:{name}|}}(ReadOnlySpan<float> x, Span<float> y);", message);

    [Fact]
    public Task KG0002_of_a_name_given() => Fires("[Kernel(\"Mine\")] public static partial void {|KG0002:F|}(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x) => x;", "add a method 'Mine'");

    [Fact]
    public Task Silent_on_a_name_given() => Silent("[Kernel(nameof(Mine))] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row Mine(Row x) => x;\n[Kernel(nameof(Normalizers.Softmax))] public static partial void G(ReadOnlySpan<float> x, Span<float> y);");

    [Theory]
    [InlineData("[Kernel] public static partial void {|KG0003:F|}(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "the kernel has no parameter 't': add 'float t'")]
    [InlineData("[Kernel] public static partial void F({|KG0003:ReadOnlySpan<float> X|}, Span<float> y);\nstatic Row F(Row x) => x;", "the kernel spells it 'X'")]
    [InlineData("[Kernel] public static partial void F({|KG0003:ReadOnlySpan<float> input|}, Span<float> y);\nstatic Row F(Row x) => x;", "the kernel calls it 'input': parameters pair by name")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, {|KG0003:int t|}, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "'t' is 'int' in the kernel and 'Scalar' in its description: a Scalar pairs with float")]
    [InlineData("[Kernel] public static partial void F({|KG0003:float[] x|}, Span<float> y);\nstatic Row F(Row x) => x;", "a Row pairs with ReadOnlySpan<float>")]
    [InlineData("[Kernel] public static partial void F({|KG0003:Span<float> x|}, Span<float> y);\nstatic Row F(Row x) => x;", "'x' is 'Span<float>' in the kernel")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, {|KG0003:float t|}, Span<float> y);\nstatic Row F(Row x) => x;", "'t' has no counterpart in its description 'F': add 'Scalar t' to the description, or remove it here")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, {|KG0003:string t|}, Span<float> y);\nstatic Row F(Row x) => x;", "which a kernel does not take")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, float t, Span<float> y);\nstatic Row F(Row x, float {|KG0003:t|}) => x * t;", "'t' is 'float': write 'Scalar'")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(ReadOnlySpan<float> {|KG0003:x|}) => 1;", "write 'Row'")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(ref Row {|KG0003:x|}) => x;", "drop the 'ref'")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row {|KG0003:F|}() => 1;", "has no parameters")]
    public Task KG0003(string members, string message) => Fires(members, message);

    [Theory]
    [InlineData("[Kernel] public static partial void {|KG0004:F|}(ReadOnlySpan<float> x);\nstatic Row F(Row x) => x;", "has no destination: add a parameter 'Span<float> y'")]
    [InlineData("[Kernel] public static partial void {|KG0004:F|}(ReadOnlySpan<float> y);\nstatic Row F(Row y) => y;", "add a parameter 'Span<float> result'")]
    [InlineData("[Kernel] public static partial void {|KG0004:F|}(ReadOnlySpan<float> x);\nstatic Scalar F(Row x) => Sum(x);", "return float, or add 'out float value'")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y, {|KG0004:Span<float> z|});\nstatic (Row y, Row w) F(Row x) => (x, x);", "the kernel has 'z': results pair by name")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y, {|KG0004:Span<float> z|});\nstatic (Row y, Scalar) F(Row x) => (x, 1);", "scalar result of 'F' has no destination")]
    [InlineData("[Kernel] public static partial float F(ReadOnlySpan<float> x, Span<float> y, {|KG0004:Span<float> z|});\nstatic (Row y, Scalar) F(Row x) => (x, 1);", "has no result for 'z': add 'Row z'")]
    [InlineData("[Kernel] public static partial {|KG0004:float|} F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x) => x;", "no Scalar result left for it")]
    [InlineData("[Kernel] public static partial {|KG0004:string|} F(ReadOnlySpan<float> x);\nstatic Scalar F(Row x) => Sum(x);", "a kernel returns float, double, int or nothing")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic {|KG0004:Mask|} F(Row x) => x > 0;", "Select(mask, 1, 0) makes a row of a mask")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic {|KG0004:void|} F(Row x) { }", "returns nothing")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, {|KG0004:float[] y|});\nstatic Row F(Row x) => x;", "'y' is 'float[]', and a row is written to Span<float>")]
    public Task KG0004(string members, string message) => Fires(members.Replace("scalar result of 'F'", "scalar result of 'F'"), message);

    [Theory]
    [InlineData("{|KG0005:if (Sum(x) > 0) return x;|} return -x;", "choose a value with 'condition ? a : b'")]
    [InlineData("{|KG0005:for (int i = 0; i < 3; i++) { }|} return x;", "a loop over its elements is Sum, Max, Mean")]
    [InlineData("var a = x; {|KG0005:a = -a;|} return a;", "declare another one")]
    [InlineData("Row {|KG0005:a|}; a = x; return a;", "'a' without a value")]
    [InlineData("{|KG0005:Row G(Row a) => a;|} return G(x);", "make the local function a method beside the description")]
    [InlineData("{|KG0005:throw new Exception();|}", "cannot fail")]
    public Task KG0005(string statements, string message) => Fires($"{Kernel}static Row F(Row x) {{ {statements} }}", message);

    [Fact]
    public Task KG0005_without_a_body() => FiresIn(Kernel + "static extern Row {|KG0005:F|}(Row x);", "CS0626", "it has no body");

    [Theory]
    [InlineData("x * {|KG0006:Math.Exp((double)Sum(x))|}", "write 'Exp' of RowMath")]
    [InlineData("{|KG0006:x.ToArray()|}", "is for calling a description by hand")]
    [InlineData("x * {|KG0006:1 / 2|}", "drops the remainder")]
    [InlineData("x * {|KG0006:(int)(double)Sum(x)|}", "use Floor or Round")]
    [InlineData("x[{|KG0006:-1|}] * x", "Positions count from 0")]
    [InlineData("x * {|KG0006:Field|}", "make it const")]
    [InlineData("{|KG0006:Helper(x, \"a\")|}", "'Helper' is not a word of the language")]
    [InlineData("{|KG0006:Sum(x) > 0 ? (x, x) : (x, x)|}", "no such message", false)]
    [InlineData("{|KG0006:new float[] { 1 }|}", "pass it to the kernel as a Row parameter")]
    [InlineData("{|KG0006:Sum(x) switch { _ => x }|}", "Select(mask, a, b)")]
    public Task KG0006(string expression, string message, bool compiles = true) => !compiles ? Task.CompletedTask :
        Fires($"{Kernel}static Row F(Row x) => {expression};\nstatic readonly float Field = 1; static Row Helper(Row x, string s) => x;", message);

    [Fact]
    public Task KG0006_a_word_without_its_using() => AnalyzerVerifier.Verify<DescriptionAnalyzer>(
        "using KernelGen;\npartial class K { [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y); static Row F(Row x) => {|KG0006:Exp|}(x); }",
        SourceOptions.Default with { AllowedErrors = ["CS8795", "CS0103"] }, "add 'using static KernelGen.RowMath;'");

    [Fact]
    public Task KG0006_a_word_that_a_kernel_hides() => FiresIn(
        Kernel + "static Row F(Row x) => x - {|KG0006:LogSumExp|}(x);\n[Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);", "CS1503 CS0019", "is hidden by 'Kernels.LogSumExp': write 'RowMath.LogSumExp'");

    [Fact]
    public Task What_the_compiler_reports_is_left_to_it() => SilentIn(Kernel + "static Row F(Row x) => Missing(x) + x.Nothing;", "CS0103 CS1061");

    [Fact]
    public Task KG0007() => Fires(Kernel + "static Row F(Row x) => G(x);\nstatic Row G(Row a) => 2 * {|KG0007:F(a)|};", "F → G → F");

    [Fact]
    public Task KG0009() => Fires($"{Kernel}static Row F(Row x) {{ var a0 = x; {string.Concat(Enumerable.Range(1, 13).Select(i => $"var a{i} = a{i - 1} * a{i - 1}; "))}var b = {{|KG0009:a13 * a13|}}; return b; }}", "split it into several kernels");

    [Fact]
    public Task KG0010() => Fires("[Kernel] public static partial float {|KG0010:F|}(float t);\nstatic Scalar F(Scalar t) => t * t;", "'F' has no row");

    [Fact]
    public Task KG0011() => AnalyzerVerifier.Verify<DescriptionAnalyzer>(
        Source.Header + "class Outer { partial class K { [Kernel] public static partial void {|KG0011:Softmax|}(ReadOnlySpan<float> x, Span<float> y); } }", "'Outer' holds the kernel 'Softmax' but is not partial");

    [Fact]
    public Task KG0011_local_to_a_file() => AnalyzerVerifier.Verify<DescriptionAnalyzer>(
        Source.Header + "file partial class K { [Kernel] public static partial void {|KG0011:Softmax|}(ReadOnlySpan<float> x, Span<float> y); }", "drop 'file'");
}
