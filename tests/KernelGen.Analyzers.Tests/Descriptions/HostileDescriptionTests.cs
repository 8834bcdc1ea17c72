using System.Text;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.Generators;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests;

/// <summary>
/// Whatever is written, either a kernel is generated that compiles, or one diagnostic says why not, or the compiler already does; and no
/// missing half (CS8795) keeps either from being seen. Nothing throws.
/// </summary>
public class HostileDescriptionTests
{
    private const string RowKernel = "[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\n";

    private enum Outcome { Generated, Reported, WrongSource }

    private static async Task<(Outcome Outcome, string Details)> Run(params string[] sources)
    {
        var compilation = TestCompilation.Create(sources);
        var driver = CSharpGeneratorDriver.Create([new KernelGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var fromGenerator, TestContext.Current.CancellationToken);
        Assert.Empty(fromGenerator);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);

        var reported = await output.WithAnalyzers([new DescriptionAnalyzer(), new OverflowAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(reported, d => d.Id == "AD0001");
        Assert.DoesNotContain(reported, d => d.Id == "KG0012");
        var details = new StringBuilder();
        foreach (var d in reported) details.AppendLine(d.ToString());

        if (compilation.GetDiagnostics(TestContext.Current.CancellationToken).Any(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795")) return (Outcome.WrongSource, details.ToString());
        var findings = reported.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (findings.TrueForAll(d => d.Id is not ("KG0001" or "KG0011")))
            Assert.DoesNotContain(output.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Id == "CS8795");
        var errors = output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var d in errors) details.AppendLine(d.ToString());
        if (findings.Count == 0 && errors.Count == 0) return (Outcome.Generated, details.ToString());
        Assert.True(findings.Count == 1, $"{findings.Count} findings for:\n{sources[0]}\n{details}");
        Assert.True(errors.Count == 0 || errors.TrueForAll(e => e.Id == "CS8795"), details.ToString());
        return (Outcome.Reported, details.ToString());
    }

    private static async Task Generates(string source)
    {
        var (outcome, details) = await Run(source);
        Assert.True(outcome == Outcome.Generated, $"{outcome}:\n{details}");
    }

    private static async Task<string> Reports(string source)
    {
        var (outcome, details) = await Run(source);
        Assert.True(outcome == Outcome.Reported, $"{outcome}:\n{details}");
        return details;
    }

    private static async Task DoesNotCompile(params string[] sources)
    {
        var (outcome, details) = await Run(sources);
        Assert.True(outcome == Outcome.WrongSource, $"{outcome}:\n{details}");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("+x", false)]
    [InlineData("-(x)")]
    [InlineData("(Row)x")]
    [InlineData("x!")]
    [InlineData("2")]
    [InlineData("Sum(x)")]
    [InlineData("x * Math.PI / float.MaxValue + int.MaxValue - 0.1m.CompareTo(0.1m) * 0", false)]
    [InlineData("x * Math.PI")]
    [InlineData("x * (1.0 / 2)")]
    [InlineData("x * (4 / 2)")]
    [InlineData("Sum(x) > 0 ? x : -x")]
    [InlineData("true ? x : -x")]
    [InlineData("Select(true, Sum(x), Max(x)) * x")]
    [InlineData("(Sum(x) > 0) == (Max(x) > 0) ? x : -x")]
    [InlineData("Any(x > 0) && !All(x > 1) || Sum(x) < 3 ? x : 1 - x")]
    [InlineData("Select((x > 0) ^ (x < 3), x, 0)")]
    [InlineData("Select(Any(x > 0) ? x > 1 : x < 1, x, 0)")]
    [InlineData("x[0] * x")]
    [InlineData("Exp(x)[1] * x")]
    [InlineData("(x, Sum(x)).x")]
    [InlineData("(a: x, b: (c: Sum(x), d: x)).b.d")]
    [InlineData("Normalizers.SoftmaxWithLogSumExp(x).y")]
    [InlineData("Normalizers.SoftmaxWithLogSumExp(x).Item1")]
    [InlineData("Pow(a: 2, x: x)")]
    [InlineData("checked(x + 1)")]
    [InlineData("x + default(Scalar)")]
    [InlineData("x + x.Length + x.Positions")]
    [InlineData("x + (Scalar)(Position)3")]
    [InlineData("x + (double)Sum(x)")]
    [InlineData("Select(TopK(x, 3).Mask, x, 0)")]
    [InlineData("Select(!TopK(x, 3).Mask & TopK(-x, 2).Mask, x, NegativeInfinity)")]
    [InlineData("x - TopK(x, 2).Values[1]")]
    [InlineData("x / Sum(Exp(TopK(x, 3).Values)) * Sum(TopK(x, 3).Of(x * x))")]
    [InlineData("x * TopK(x, k: 1 + 2).Indices[ArgMax(TopK(x, 3).Of(Gumbel(7)))]")]
    [InlineData("x * Sum(CumulativeSum(TopK(x, 3).Values))")]
    [InlineData("x - Threshold(x) + Threshold(power: 2, x: x, sum: 4)")]
    [InlineData("x - Threshold(x, Sum(x), Max(x))")]
    [InlineData("x + Uniform(7) * Gumbel(x.Length) - Normal((Scalar)3)")]
    [InlineData("x + Uniform(Sum(x)) + Gumbel(1e300) + Normal(-0.5)")]
    [InlineData("Select(Uniform(7) < 0.5, x, 0)")]
    [InlineData("Uniform(7)")]
    [InlineData("x * Sum(Uniform(7))")]
    [InlineData("TopK(x)", false)]
    [InlineData("TopK(x, 3)", false)]
    [InlineData("TopK(x, 3).Values")]
    [InlineData("TopK(x, 3).Indices")]
    [InlineData("TopK(x, 3).Values + x", false)]
    [InlineData("x * Sum(TopK(x, 3).Values * TopK(x, 2).Values)", false)]
    [InlineData("x * Sum(TopK(TopK(x, 5).Values, 3).Values)")]
    [InlineData("x * Sum(TopK(x).Values)", false)]
    [InlineData("x * Sum(TopK(x, -1).Values)", false)]
    [InlineData("x * Sum(TopK(x, 0).Values)")]
    [InlineData("x * Sum(TopK(x, int.MaxValue).Values)")]
    [InlineData("x * Sum(TopK(x, (Position)(int)(double)Sum(x)).Values)", false)]
    [InlineData("x - TopK(x, 3).Values[-1]", false)]
    [InlineData("x - TopK(x, 3).Values[5]")]
    [InlineData("CumulativeSum(x)", false)]
    [InlineData("x - CumulativeSum(TopK(x, 3).Values)[1]", false)]
    [InlineData("x * Threshold(TopK(x, 3).Values)")]
    [InlineData("x + TopK(x, 3).Of(TopK(x, 3).Values)", false)]
    [InlineData("x * TopK(x, 3).GetHashCode()", false)]
    [InlineData("new TopK(x, 3).Values", false)]
    [InlineData("x * (TopK(x, 3) is { } top ? Sum(top.Values) : 1)", false)]
    [InlineData("new(x)", false)]
    [InlineData("throw new NotImplementedException()", false)]
    [InlineData("default", false)]
    [InlineData("default!", false)]
    [InlineData("null!", false)]
    [InlineData("x + Exp", false)]
    [InlineData("x * (1 / 2)", false)]
    [InlineData("x * (int)(double)Sum(x)", false)]
    [InlineData("x[-1] * x", false)]
    [InlineData("x ?? x", false)]
    [InlineData("x?.Positions!", false)]
    [InlineData("x is null ? x : x", false)]
    [InlineData("x as Row")]
    [InlineData("Sum(x) switch { _ => x }", false)]
    [InlineData("new float[] { 1, 2 }", false)]
    [InlineData("Row.Of([1f, 2f])", false)]
    [InlineData("x.ToArray()", false)]
    [InlineData("x + x.ToString().Length", false)]
    [InlineData("x + \"a\".Length", false)]
    [InlineData("x + 'a'")]
    [InlineData("x + nameof(x).Length", false)]
    [InlineData("x + sizeof(int)")]
    [InlineData("x + MathF.Exp(2)", false)]
    [InlineData("x + Math.Exp((double)Sum(x))", false)]
    [InlineData("((Func<Row, Row>)(r => r * r))(x)", false)]
    [InlineData("x = -x", false)]
    [InlineData("x + Environment.TickCount", false)]
    [InlineData("x + DateTime.Now.Ticks", false)]
    [InlineData("x + new[] { x }.Length", false)]
    [InlineData("x + (5 % (int)(double)Sum(x))", false)]
    [InlineData("x with { }", false)]
    [InlineData("(from a in new[] { x } select a).First()", false)]
    [InlineData("await System.Threading.Tasks.Task.FromResult(x)", false)]
    [InlineData("stackalloc int[1]", false)]
    [InlineData("typeof(Row)", false)]
    [InlineData("ref x", false)]
    [InlineData("x +", false)]
    [InlineData("", false)]
    [InlineData("Exp(", false)]
    [InlineData("Exp(x, x, x)", false)]
    [InlineData("Missing(x)", false)]
    [InlineData("x.Missing", false)]
    [InlineData("x[x]", false)]
    [InlineData("x[^1]", false)]
    [InlineData("x[1..2]", false)]
    [InlineData("[.. x]", false)]
    [InlineData("this", false)]
    [InlineData("base.x", false)]
    [InlineData("global::KernelGen.RowMath.Exp(x) / Sum(RowMath.Exp(x))")]
    public async Task Any_expression(string expression, bool generates = true)
    {
        var (outcome, details) = await Run(Source.Class($"{RowKernel}static Row F(Row x) => {expression};"));
        Assert.True((outcome == Outcome.Generated) == generates, $"{outcome}: {details}");
    }

    [Theory]
    [InlineData("var a = Exp(x); ; var b = Sum(a); return a / b;", true)]
    [InlineData("Row a = Exp(x), b = a; return a / Sum(b);", true)]
    [InlineData("const double c = 2; const int k = 3; return x * c + k;", true)]
    [InlineData("var (a, b) = (x, Sum(x)); return a / b;", true)]
    [InlineData("var (a, (b, _)) = (x, (Sum(x), x)); return a / b;", true)]
    [InlineData("(Row a, var b) = (x, Sum(x)); return a / b;", true)]
    [InlineData("var a = x; var b = -x; (a, b) = (b, a); return a - b;", true)]
    [InlineData("var t = (a: x, Sum(x)); return t.a / t.Item2;", true)]
    [InlineData("var t = Normalizers.SoftmaxWithLogSumExp(x); return t.y - t.lse;", true)]
    [InlineData("var (a, b) = Normalizers.SoftmaxWithLogSumExp(x); return a - b;", true)]
    [InlineData("var t = (1, 2, 3, 4, 5, 6, 7, 8, x, 10); return t.Item9 * t.Item10;", true)]
    [InlineData("var top = TopK(x, 3); var worst = top.Values[2]; return Select(top.Mask, x - worst, 0);", true)]
    [InlineData("var (v, i) = TopK(x, 3); return x * Sum(v * i);", false)]
    [InlineData("TopK top; top = TopK(x, 3); return x * Sum(top.Values);", false)]
    [InlineData("const int k = 3; var noise = Gumbel(k); return x + noise + Sum(TopK(x, k).Of(noise));", true)]
    [InlineData("Scalar s = 2; return x * s;", true)]
    [InlineData("Scalar s = new(); return x * s;", false)]
    [InlineData("int k = 3; return x * (1 / k);", false)]
    [InlineData("int k = 3; return x * (k & 1);", false)]
    [InlineData("int k = 3; return x * (k << 1);", false)]
    [InlineData("Row a; a = x; return a;", false)]
    [InlineData("x = -x; return x;", false)]
    [InlineData("if (Sum(x) > 0) return x; return -x;", false)]
    [InlineData("for (int i = 0; i < 3; i++) { } return x;", false)]
    [InlineData("foreach (var v in x.ToArray()) { } return x;", false)]
    [InlineData("while (false) { } return x;", false)]
    [InlineData("switch (1) { default: return x; }", false)]
    [InlineData("try { return x; } finally { }", false)]
    [InlineData("using (null as IDisposable) return x;", false)]
    [InlineData("lock (x) return x;", false)]
    [InlineData("throw new Exception();", false)]
    [InlineData("{ return x; }", false)]
    [InlineData("goto end; end: return x;", false)]
    [InlineData("yield return x;", false)]
    [InlineData("Row G(Row a) => a * a; return G(x);", false)]
    [InlineData("Func<Row, Row> g = a => a * a; return g(x);", false)]
    [InlineData("System.Linq.Expressions.Expression<Func<Row, Row>> g = a => a; return x;", false)]
    [InlineData("Exp(x); return x;", false)]
    [InlineData("_ = Exp(x); return x;", false)]
    [InlineData("Scalar? s = Sum(x); return x * s.Value;", false)]
    [InlineData("dynamic d = x; return d;", true)]
    [InlineData("unsafe { } return x;", false)]
    [InlineData("fixed (", false)]
    [InlineData("return", false)]
    [InlineData("return;", false)]
    [InlineData("", false)]
    [InlineData("var a = ; return a;", false)]
    [InlineData("var a; return x;", false)]
    [InlineData("var (a, b) = x; return a;", false)]
    [InlineData("return a; var a = x;", false)]
    public async Task Any_statement(string statements, bool generates)
    {
        var (outcome, details) = await Run(Source.Class($"{RowKernel}static Row F(Row x) {{ {statements} }}"));
        Assert.True((outcome == Outcome.Generated) == generates, $"{outcome}: {details}");
    }

    [Theory]
    [InlineData("static Row F(in Row x) => x;", true)]
    [InlineData("static Row F<T>(Row x) => x;", true)]
    [InlineData("static unsafe Row F(Row x) => x;", true)]
    [InlineData("private const float Half = 0.5f; static Row F(Row x) => x * Half * Other.Third; private static class Other { public const double Third = 1.0 / 3; }", true)]
    [InlineData("static Row F(Row x) => x.Squared() + G<int>(x) + Tau(); static Row Squared(this Row x) => x * x; static Row G<T>(Row r) => r; static double Tau() => 6.28;", true)]
    [InlineData("static Row F(Row x) => G(x, 2, s: 3); static Row G(Row r, double t, Scalar s = default, Scalar u = default) => r * t * s + u;", true)]
    [InlineData("private static partial Row F(Row x); private static partial Row F(Row x) => x;", true)]
    [InlineData("static Row F(Row x) => Box<int>.Twice(x); private static class Box<T> { public static Row Twice(Row r) => r + r; }", true)]
    [InlineData("static Row F(Row x, Row z) => x; static Row F(Row x) => -x;", true)]
    [InlineData("[Obsolete] static Row F(Row x) => x;", true)]
    [InlineData("static (Row y, Scalar) F(Row x) => (x, 1);", false)]
    [InlineData("static Row F(ref Row x) => x;", false)]
    [InlineData("static Row F(out Row x) { x = 1; return x; }", false)]
    [InlineData("static Row F(params Row[] x) => x[0];", false)]
    [InlineData("static Row F(Row x, Scalar s = default) => x * s;", false)]
    [InlineData("static Row F() => 1;", false)]
    [InlineData("static void F(Row x) { }", false)]
    [InlineData("static Mask F(Row x) => x > 0;", false)]
    [InlineData("static object F(Row x) => x;", false)]
    [InlineData("static (Row, (Scalar, Scalar)) F(Row x) => (x, (1, 2));", false)]
    [InlineData("static Scalar F(Row x) => Sum(x);", false)]
    [InlineData("static async Row F(Row x) => x;", false)]
    [InlineData("static extern Row F(Row x);", false)]
    [InlineData("static Row F(Row x) => F(x);", false)]
    [InlineData("static Row F(Row x) => G(x); static Row G(Row a) => H(a); static Row H(Row b) => G(b);", false)]
    [InlineData("static Rwo F(Row x) => x;", false)]
    [InlineData("static Row F(Rwo x) => 1;", false)]
    [InlineData("static Row F(Row x) => x; static Row F(Row x) => x;", false)]
    [InlineData("static Row F(float x) => x;", false)]
    [InlineData("static Row F(float[] x) => x;", false)]
    [InlineData("static Row F(Row x) => x * Scale; static readonly float Scale = 2;", false)]
    [InlineData("static Row F(Row x) => x * Scale; static float Scale => 2;", false)]
    [InlineData("static Row F(Row x) => x * NegativeInfinity; static readonly double NegativeInfinity = 3;", false)]
    [InlineData("static Row F(Row x) => G(x, x); static Row G(params Row[] r) => r[0];", false)]
    [InlineData("static Row F(Row x) => Compose(x, a => a); static Row Compose(Row r, Func<Row, Row> g) => g(r);", false)]
    public async Task Any_description(string members, bool generates)
    {
        var (outcome, details) = await Run(Source.Class(RowKernel + members));
        Assert.True((outcome == Outcome.Generated) == generates, $"{outcome}: {details}");
    }

    [Theory]
    [InlineData("[Kernel] public static partial void F(in ReadOnlySpan<float> x, scoped Span<float> y);")]
    [InlineData("[Kernel] public static partial void F(scoped ReadOnlySpan<float> x, Span<float> y = default);")]
    [InlineData("[Kernel] public static partial void F(this ReadOnlySpan<float> x, Span<float> y);")]
    [InlineData("[Kernel] public static partial void F(Span<float> y, params ReadOnlySpan<float> x);")]
    [InlineData("[Kernel(Algorithm = (Algorithm)99, Width = (VectorWidth)99)] public static partial void F(ReadOnlySpan<float> x, Span<float> y);")]
    [InlineData("[Kernel(null!)] public static unsafe partial void F(ReadOnlySpan<float> x, Span<float> y);")]
    public Task Any_kernel(string kernel) => Generates(Source.Class(kernel + "\nstatic Row F(Row x) => x / Sum(x);"));

    [Theory]
    [InlineData("[Kernel] public static partial void F<T>(ReadOnlySpan<float> x, Span<float> y) where T : class;", "KG0001")]
    [InlineData("[Kernel(\"\")] public static partial void F(ReadOnlySpan<float> x, Span<float> y);", "KG0002")]
    [InlineData("[Kernel(\"Kernels.F\")] public static partial void F(ReadOnlySpan<float> x, Span<float> y);", "KG0002")]
    [InlineData("[Kernel] public static partial ref float F(ReadOnlySpan<float> x, Span<float> y);", "KG0004")]
    [InlineData("[Kernel] public static partial bool F(ReadOnlySpan<float> x, Span<float> y);", "KG0004")]
    [InlineData("[Kernel] public static partial void F(float[] x, Span<float> y);", "KG0003")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<float> x, float[] y);", "KG0004")]
    [InlineData("[Kernel] public static partial void F(ReadOnlySpan<double> x, Span<double> y);", "KG0003")]
    [InlineData("[Kernel] public static partial void F(ref ReadOnlySpan<float> x, Span<float> y);", "KG0003")]
    [InlineData("[Kernel] public static partial void F();", "KG0003")]
    public async Task No_kernel(string kernel, string id) => Assert.Contains(id, await Reports(Source.Class(kernel + "\nstatic Row F(Row x) => x / Sum(x);")));

    [Fact]
    public Task Keyword_names() => Generates(Source.Class("""
        [Kernel] public static partial void @event(ReadOnlySpan<float> @class, float @in, Span<float> @out);
        static Row @event(Row @class, Scalar @in) => @class * @in;
        """));

    [Fact]
    public Task Overloads_and_names_that_differ_in_case() => Generates(Source.Class("""
        [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void f(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void F(ReadOnlySpan<float> x, float t, Span<float> y);
        [Kernel("F")] public static partial void F(ReadOnlySpan<float> x, double t, Span<float> y);
        static Row F(Row x) => x;
        static Row f(Row x) => x;
        static Row F(Row x, Scalar t) => x * t;
        """));

    [Fact]
    public Task Types_that_differ_in_case() => Generates(Source.Header + """
        partial class K { [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x); }
        partial class k { [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x); }
        partial class k<T> { [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x); }
        """);

    [Theory]
    [InlineData("partial struct")]
    [InlineData("readonly partial struct")]
    [InlineData("ref partial struct")]
    [InlineData("partial record")]
    [InlineData("partial record struct")]
    [InlineData("partial interface")]
    [InlineData("abstract partial class")]
    [InlineData("sealed partial class")]
    public Task Containing_types(string kind) => Generates($$"""
        {{Source.Header}}
        namespace @event.Deep
        {
            public partial class Outer<@in, TOut>
            {
                public {{kind}} @class
                {
                    [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
                    private static Row F(Row x) => Exp(x) / Sum(Exp(x));
                }
            }
        }
        """);

    [Fact]
    public Task Interfaces_with_variance() => Generates(Source.Header + """
        public partial interface IScores<in TIn, out @out>
        {
            [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);
        }
        """);

    [Fact]
    public Task Instance_kernels_and_descriptions() => Generates(Source.Header + """
        public partial class Layer<T>(int size) where T : notnull
        {
            public int Size => size;
            [Kernel] public partial void F(ReadOnlySpan<float> x, Span<float> y);
            private Row F(Row x) => Exp(x) / Total(x);
            private Scalar Total(Row x) => Sum(Exp(x));
        }
        """);

    [Fact]
    public async Task A_description_in_another_part_and_file()
    {
        var (outcome, details) = await Run(
            Source.Header + "partial class K { [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y); }",
            Source.Header + "partial class K { static Row F(Row x) => Helpers.G(x); }",
            Source.Header + "static class Helpers { public static Row G(Row x) => x; }");
        Assert.True(outcome == Outcome.Generated, details);
    }

    [Fact]
    public async Task A_description_in_another_assembly()
    {
        var library = TestCompilation.Create(Source.Header + "public static class Helpers { public static Row G(Row x) => x; }");
        foreach (var reference in new MetadataReference[] { library.ToMetadataReference(), library.EmitToImageReference() })
        {
            var compilation = TestCompilation.Create(Source.Class($"{RowKernel}static Row F(Row x) => Helpers.G(x);")).AddReferences(reference);
            var reported = await compilation.WithAnalyzers([new DescriptionAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.Equal("KG0008", Assert.Single(reported).Id);
        }
    }

    [Fact]
    public Task Without_usings() => DoesNotCompile("partial class K { [KernelGen.Kernel] static partial void F(System.ReadOnlySpan<float> x, System.Span<float> y); static KernelGen.Row F(KernelGen.Row x) => Exp(x); }");

    [Fact]
    public Task Without_types() => DoesNotCompile("partial class K { [KernelGen.Kernel] static partial void F(ReadOnlySpan<float> x, Span<flaot> y); static Row F(Row x) => Exp(x); }");

    [Fact]
    public async Task With_words_of_its_own() => Assert.Equal(Outcome.Reported, (await Run(
        Source.Class(RowKernel + "static Row F(Row x) => Exp(x);"),
        "namespace KernelGen { public class KernelAttribute : System.Attribute { } public class Row { } public static class RowMath { public static Row Exp(Row x, int y = 0) => x; } }")).Outcome);

    [Fact]
    public async Task Deep_and_wide_descriptions_end_soon()
    {
        await Reports(Source.Class($"{RowKernel}static Row F(Row x) => {string.Join(" + ", Enumerable.Repeat("x", 3000))};"));
        await Reports(Source.Class($"{RowKernel}static Row F(Row x) => {string.Concat(Enumerable.Repeat("Exp(", 400))}x{new string(')', 400)};"));
        await Reports(Source.Class($"{RowKernel}static Row F(Row x) {{ var a0 = x; {string.Concat(Enumerable.Range(1, 40).Select(i => $"var a{i} = a{i - 1} * a{i - 1} + a{i - 1}; "))} return a40; }}"));
        await Reports(Source.Class($"{RowKernel}static Row F(Row x) => H30(x); static Row H0(Row x) => x; {string.Concat(Enumerable.Range(1, 30).Select(i => $"static Row H{i}(Row x) {{ var a = H{i - 1}(x); var b = H{i - 1}(x); return x; }} "))}"));
        await Generates(Source.Class($"{RowKernel}static Row F(Row x) => {string.Join(" + ", Enumerable.Range(0, 100).Select(i => $"x * {i}"))};"));
    }

    [Theory]
    [InlineData("anchor")]
    [InlineData("inverse")]
    [InlineData("lanes")]
    [InlineData("scalar")]
    [InlineData("n")]
    [InlineData("_")]
    [InlineData("Run")]
    [InlineData("MathF")]
    [InlineData("VectorMath")]
    [InlineData("System")]
    [InlineData("global")]
    [InlineData("μ")]
    public Task Parameter_names_never_collide(string name) => Generates(Source.Class($"""
        [Kernel] public static partial void F(ReadOnlySpan<float> {name}, float scale, Span<float> y);
        static Row F(Row {name}, Scalar scale) => Exp({name} * scale) / Sum(Exp({name} * scale));
        [Kernel] public static partial void G(ReadOnlySpan<float> x, float {name}, Span<float> y);
        static Row G(Row x, Scalar {name}) => Exp(x * {name}) / Sum(Exp(x * {name}));
        """));
}

file static class Images
{
    public static MetadataReference EmitToImageReference(this CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
