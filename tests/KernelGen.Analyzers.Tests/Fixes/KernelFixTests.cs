using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>Every fix on its case: the fixed program compiles, is silent, agrees with the original where that is finite, and stays finite where it was not.</summary>
public class KernelFixTests
{
    [Theory]
    [MemberData(nameof(FixCases.Kernels), MemberType = typeof(FixCases))]
    public Task A_kernel_computes_the_same(string name, string members) => ComputesTheSame<KernelFix>(name, members);

    [Theory]
    [MemberData(nameof(FixCases.Rewrites), MemberType = typeof(FixCases))]
    public Task A_rewritten_program_computes_the_same(string name, string members) => ComputesTheSame<RewriteFix>(name, members);

    private static async Task ComputesTheSame<TFix>(string name, string members) where TFix : CodeFixProvider, new()
    {
        string source = Code.Class(members);
        string changed = await Programs.Fix<TFix>(source);
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}:\n{changed}");
        var (before, after) = (Programs.Load(await Programs.Compile(source, isSilent: false)), Programs.Load(await Programs.Compile(changed, isSilent: true)));
        var random = new Random(11);
        foreach (int n in new[] { 5, 64, 1000 })
        {
            float[] x = [.. Enumerable.Range(0, n).Select(_ => (float)(8 * random.NextDouble()) - 4)];
            foreach (var (expected, actual) in before(x).Zip(after(x)))
                if (float.IsFinite(expected)) Assert.True(Math.Abs(expected - actual) <= 1e-5 * Math.Max(1e-3, Math.Abs(expected)) + 1e-6, $"n = {n}: {expected} became {actual}");
            Assert.DoesNotContain(after([.. x.Select(v => v * 50)]), v => float.IsNaN(v) || float.IsPositiveInfinity(v));
        }
    }

    /// <summary>A kernel for a row of which only the index of the largest is wanted would be the slower of two remedies.</summary>
    [Fact]
    public async Task Where_only_an_index_is_wanted_no_kernel_is_offered()
    {
        const string Before = "static int F(float[] x) { var p = new float[x.Length]; {|KG1002:TensorPrimitives.SoftMax(x, p)|}; return TensorPrimitives.IndexOfMax<float>(p); }";
        const string After = "static int F(float[] x) { return TensorPrimitives.IndexOfMax<float>(x); }";
        await AnalyzerVerifier.VerifyFix<TensorSoftMaxAnalyzer, RewriteFix>(Code.Class(Before), Code.Class(After));
        await AnalyzerVerifier.VerifyFix<TensorSoftMaxAnalyzer, KernelFix>(Code.Class(Before), Code.Class(Before));
        await AnalyzerVerifier.VerifyFix<TensorSoftMaxAnalyzer, RewriteFix>(Code.Class(Before.Replace("(p);", "(p) + (int)p[0];")),
            Code.Class("static int F(float[] x) { var p = new float[x.Length]; TensorPrimitives.Subtract<float>(x, TensorPrimitives.Max<float>(x), p);\nTensorPrimitives.SoftMax(p, p); return TensorPrimitives.IndexOfMax<float>(p) + (int)p[0]; }"));
    }

    /// <summary>What the kernel chooses are the elements of the sort, in its order: among equals, zeros of both signs, infinities, and rows shorter than k.</summary>
    [Theory]
    [InlineData("x.OrderByDescending(v => v).Take(20).ToArray()")]
    [InlineData("x.Select((v, i) => (v, i)).OrderByDescending(t => t.v).Take(20).Select(t => (float)t.i).ToArray()")]
    [InlineData("Enumerable.Range(0, x.Length).OrderByDescending(i => x[i]).Take(20).Select(i => (float)i).ToArray()")]
    [InlineData("x.Select((v, i) => new { Score = v, i }).OrderByDescending(c => c.Score).Take(300).Select(c => c.Score + c.i).ToArray()")]
    public async Task A_kernel_chooses_what_the_sort_did(string query)
    {
        string source = Code.Class($"public static float[] Run(float[] x) {{ return {query}; }}");
        var (before, after) = (Programs.Load(await Programs.Compile(source, isSilent: false)), Programs.Load(await Programs.Compile(await Programs.Fix<KernelFix>(source), isSilent: true)));
        var random = new Random(5);
        float[] special = [0f, -0f, float.NegativeInfinity, float.PositiveInfinity, 1e-45f, -1e-45f];
        foreach (int n in new[] { 0, 1, 7, 20, 64, 1000, 5000 })
            foreach (int values in new[] { 2, 5, 100_000 })
            {
                float[] x = [.. Enumerable.Range(0, n).Select(_ => random.Next(4) == 0 ? special[random.Next(special.Length)] : random.Next(values) - values / 2)];
                // To the bit, but for the sign of a zero.
                Assert.Equal(before(x), after(x));
            }
    }

    [Theory]
    // Run later, of doubles, by something else, in another order, a part that is no number, a sort in place.
    [InlineData("static IEnumerable<float> F(float[] x) => {|KG2005:x.OrderByDescending(v => v).Take(10)|};")]
    [InlineData("static double[] F(double[] x) => {|KG2005:x.OrderByDescending(v => v).Take(10)|}.ToArray();")]
    [InlineData("static float[] F(float[] x) => {|KG2005:x.OrderByDescending(v => -v).Take(10)|}.ToArray();")]
    [InlineData("static (float, float)[] F(float[] x) => {|KG2005:x.Select((v, i) => (v, w: v * i)).OrderByDescending(t => t.w).Take(10)|}.ToArray();")]
    [InlineData("static float[] F(float[] x, float[] y) => {|KG2005:Enumerable.Range(0, y.Length).OrderByDescending(i => x[i]).Take(10)|}.Select(i => y[i]).ToArray();")]
    [InlineData("static float[] F(float[] x) { Array.Sort(x); return {|KG2005:x.Take(10)|}.ToArray(); }")]
    // Counted from a length that may be another's, or sorted in place.
    [InlineData("static float F(float[] x, int n, int k) { var sorted = x.ToArray(); Array.Sort(sorted); return {|KG2005:sorted[n - k]|}; }")]
    [InlineData("static float F(float[] x, float[] y, int k) { var sorted = x.ToArray(); Array.Sort(sorted); return {|KG2005:sorted[y.Length - k]|}; }")]
    [InlineData("static float F(float[] x, float[] y, int k) { int n = x.Length; x = y; var sorted = x.ToArray(); Array.Sort(sorted); return {|KG2005:sorted[n - k]|}; }")]
    [InlineData("static float F(float[] x, int k) { Array.Sort(x); return {|KG2005:x[^k]|}; }")]
    [InlineData("static float[] F(float[] x, int k) { var sorted = x.ToArray(); Array.Sort(sorted); return {|KG2005:sorted[^k..]|}; }")]
    public Task A_sort_that_a_kernel_does_not_replace(string members)
    {
        string source = Code.Class(members);
        return AnalyzerVerifier.VerifyFix<SortForTopAnalyzer, KernelFix>(source, source);
    }

    [Theory]
    // Begun elsewhere or at another number; a loop that does more.
    [InlineData("static float[] F(float[] x) { float sum = 1; foreach (var v in x) {|KG1011:sum += v * v|}; return [MathF.Sqrt(sum / x.Length), sum]; }")]
    [InlineData("static float[] F(float[] x) { float sum = 0; Console.WriteLine(sum); foreach (var v in x) {|KG1011:sum += v * v|}; return [MathF.Sqrt(sum / x.Length), sum]; }")]
    [InlineData("static float[] F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { {|KG1011:sum += x[i] * x[i]|}; y[i] = sum; } return [MathF.Sqrt(sum / x.Length), sum]; }")]
    [InlineData("static float[] F(float[] x) { float sum = 0; for (int i = 2; i < x.Length; i++) {|KG1011:sum += x[i] * x[i]|}; return [MathF.Sqrt(sum / x.Length), sum]; }")]
    public Task A_sum_that_a_kernel_does_not_replace(string members)
    {
        string source = Code.Class(members);
        return AnalyzerVerifier.VerifyFix<FloatSumAnalyzer, KernelFix>(source, source);
    }

    [Theory]
    [InlineData("static Row F(Row x) => {|KG2008:Exp(x - Max(x))|} / Sum(Exp(x - Max(x)));", "static Row F(Row x) => Exp(x) / Sum(Exp(x));")]
    [InlineData("static Row F(Row x) => x - Max(x) - Log(Sum({|KG2008:Exp(x - Max(x))|}));", "static Row F(Row x) => x - Log(Sum(Exp(x)));")]
    // The maximum in a variable, or in a method that others may call, is left to the author.
    [InlineData("static Row F(Row x) { var m = Max(x); return {|KG2008:Exp(x - m)|} / Sum(Exp(x - m)); }", null)]
    [InlineData("static Row F(Row x) => E(x) / Sum(E(x)); static Row E(Row x) => {|KG2008:Exp(x - Max(x))|};", null)]
    public Task A_description_loses_its_maximum(string before, string? after)
    {
        const string Kernel = "[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\n";
        return AnalyzerVerifier.VerifyFix<SparedSweepAnalyzer, RewriteFix>(Source.Class(Kernel + before), Source.Class(Kernel + (after ?? before)));
    }
}
