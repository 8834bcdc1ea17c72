using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using System.Diagnostics;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>Every fix on its case: the fixed program compiles, is silent, agrees with the original where that is finite, and stays finite where it was not.</summary>
public class KernelFixTests
{
    // Into a row that is there already: what is measured is what was fixed.
    private const string Run = " static float[] _y = []; public static float[] Run(float[] x) { if (_y.Length != x.Length) _y = new float[x.Length]; F(x, _y); return _y; }";

    public static TheoryData<string, string> Kernels => new()
    {
        { "SoftMax", "static void F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); }" + Run },
        { "SoftMax into a new row", "static float[] F(float[] x) { var y = new float[x.Length]; TensorPrimitives.SoftMax(x, y); return y; } public static float[] Run(float[] x) => F(x);" },
        { "a loop without a maximum", "static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i]); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "a reciprocal", "static void F(ReadOnlySpan<float> x, Span<float> y) { var sum = 0f; for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i]); var inverse = 1 / sum; for (int i = 0; i < x.Length; i++) y[i] *= inverse; }" + Run },
        { "LINQ", "public static float[] Run(float[] x) { float sum = x.Sum(v => (float)Math.Exp(v)); IEnumerable<float> softmax = x.Select(v => (float)Math.Exp(v) / sum); return softmax.ToArray(); }" },
        { "LINQ, returned", "public static float[] Run(float[] x) { var e = x.Select(v => MathF.Exp(v)).ToArray(); var total = e.Sum(); return e.Select(v => v / total).ToArray(); }" },
        { "a list", "static float[] F(List<float> x) { var e = x.Select(v => MathF.Exp(v)).ToArray(); var total = e.Sum(); return e.Select(v => v / total).ToArray(); } public static float[] Run(float[] x) => F([.. x]);" },
        { "stable loops", "static void F(float[] x, float[] y) { float max = float.NegativeInfinity; for (int i = 0; i < x.Length; i++) if (x[i] > max) max = x[i]; float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "in place", "static void F(float[] x) { var max = x.Max(); float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] = MathF.Exp(x[i] - max); for (int i = 0; i < x.Length; i++) x[i] /= sum; } public static float[] Run(float[] x) { var y = x.ToArray(); F(y); return y; }" },
        { "a temperature", "static void F(float[] x, float t, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i] / t); for (int i = 0; i < x.Length; i++) y[i] /= sum; } public static float[] Run(float[] x) { var y = new float[x.Length]; F(x, 0.7f, y); return y; }" },
        { "helpers", "static float Softmax(float x) => (float)Math.Exp(x); static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = Softmax(x[i]); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] = y[i] / sum; }" + Run },
        { "a chain", "static void F(float[] x, float[] y) { float m = TensorPrimitives.Max<float>(x); TensorPrimitives.Subtract(x, m, y); TensorPrimitives.Exp<float>(y, y); TensorPrimitives.Divide(y, TensorPrimitives.Sum<float>(y), y); }" + Run },
        { "the logarithm of SoftMax", "static void F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); TensorPrimitives.Log<float>(y, y); }" + Run },
        { "the logarithm of a softmax by loops", "static void F(float[] x, float[] y) { float max = x.Max(), sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) { y[i] = MathF.Log(y[i] / sum); } }" + Run },
        { "log-sum-exp", "static float F(float[] x) { float sum = 0; foreach (var v in x) sum += MathF.Exp(v); return MathF.Log(sum); } public static float[] Run(float[] x) => [F(x)];" },
        { "log-sum-exp by LINQ", "static double F(float[] x) { double lse = Math.Log(x.Sum(v => Math.Exp(v))); return lse; } public static float[] Run(float[] x) => [(float)F(x)];" },
        { "log-sum-exp by a chain", "static float F(float[] x, float[] t) { float m = TensorPrimitives.Max<float>(x); var u = new float[x.Length]; TensorPrimitives.Subtract(x, m, u); TensorPrimitives.Exp<float>(u, u); return m + MathF.Log(TensorPrimitives.Sum<float>(u)); } public static float[] Run(float[] x) => [F(x, x)];" },
        { "cross-entropy", "static float F(float[] x, int label) { var m = x.Max(); double s = 0; foreach (var v in x) s += Math.Exp(v - m); return (float)(m + Math.Log(s) - x[label]); } public static float[] Run(float[] x) => [F(x, 3)];" },
        { "layer norm", "static void F(float[] x, float[] y) { double m = 0; foreach (var v in x) m += v; m /= x.Length; double q = 0; foreach (var v in x) q += (v - m) * (v - m); var r = 1 / Math.Sqrt(q / x.Length + 1e-5); for (int i = 0; i < x.Length; i++) y[i] = (float)((x[i] - m) * r); }" + Run },
        { "RMS norm", "static void F(float[] x, float[] w, float[] y) { float q = 0; for (int i = 0; i < x.Length; i++) q += x[i] * x[i]; var r = 1 / MathF.Sqrt(q / x.Length + 1e-6f); for (int i = 0; i < x.Length; i++) y[i] = w[i] * (x[i] * r); } public static float[] Run(float[] x) { var y = new float[x.Length]; F(x, x, y); return y; }" },
        { "a softplus", "static void F(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) y[i] = MathF.Log(1 + MathF.Exp(-x[i])); }" + Run },
        { "a softplus by LINQ", "public static float[] Run(float[] x) { return x.Select(v => 2 * MathF.Log(1 + MathF.Exp(v))).ToArray(); }" },
        { "a tanh", "static void F(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) y[i] = (MathF.Exp(2 * x[i]) - 1) / (MathF.Exp(2 * x[i]) + 1); }" + Run },
        { "a sigmoid", "static void F(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) { var e = MathF.Exp(x[i]); y[i] = x[i] * (e / (1 + e)); } }" + Run },
        { "the complementary log-log", "static void F(float[] x, float[] y) { for (int i = 0; i < x.Length; i++) y[i] = (float)(1 - Math.Exp(-Math.Exp(x[i]))); }" + Run },
        { "a variance", "static float F(float[] x) { var mean = x.Average(); var variance = x.Average(v => v * v) - mean * mean; return variance; } public static float[] Run(float[] x) => [F(x)];" },
        { "a deviation by sums", "static float F(float[] x) { double s = 0, q = 0; foreach (var v in x) { s += v; q += v * v; } return (float)Math.Sqrt((q - s * s / x.Length) / x.Length); } public static float[] Run(float[] x) => [F(x)];" },
        { "a float sum", "static float F(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] * x[i]; return MathF.Sqrt(sum / x.Length); } public static float[] Run(float[] x) => [F(x)];" },
        { "a maximum that begins at 0", "static void F(float[] x, float[] y) { float max = 0; foreach (var v in x) if (v > max) max = v; float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "a query run twice", "public static float[] Run(float[] x) { var m = x.Max(); var e = x.Select(v => MathF.Exp(v - m)); var sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }" },
        { "a logarithm in a loop", "static void F(float[] x, float[] y, float s) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * MathF.Log(s); } public static float[] Run(float[] x) { var y = new float[x.Length]; F(x, y, 3f); return y; }" },
        { "a softmax with one more", "static void F(float[] x, float[] y) { float sum = 1; for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i]); for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "two sums whose logarithms are subtracted", "static float F(float[] a, float[] b) { float n = 0, d = 0; for (int i = 0; i < a.Length; i++) { n += MathF.Exp(a[i]); d += MathF.Exp(b[i] * 0.5f); } return MathF.Log(n) - MathF.Log(d); } public static float[] Run(float[] x) => [F(x, x)];" },
        { "a mean by weights", "static float F(float[] a, float[] v) { double n = 0, d = 0; for (int i = 0; i < a.Length; i++) { n += v[i] * Math.Exp(a[i]); d += Math.Exp(a[i]); } return (float)(n / d); } public static float[] Run(float[] x) => [F(x, x)];" },
        { "a chain of its own", "static float F(float[] x, float[] t) { var u = new float[x.Length]; TensorPrimitives.Multiply(x, x, u); TensorPrimitives.Add(u, 1f, u); TensorPrimitives.Log<float>(u, u); return TensorPrimitives.Sum<float>(u); } public static float[] Run(float[] x) => [F(x, x)];" },
        { "the largest of a softmax", "static float F(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); return TensorPrimitives.Max<float>(p); } public static float[] Run(float[] x) => [F(x)];" },
        { "the five largest", "public static float[] Run(float[] x) => x.OrderByDescending(v => v).Take(5).ToArray();" },
        { "the forty largest, in order", "public static float[] Run(float[] x) { var sorted = x.OrderDescending().Take(40).Select(v => v / 2).ToList(); return [.. sorted]; }" },
        { "the five largest with their indices", "public static float[] Run(float[] x) => x.Select((v, i) => (Index: i, Logit: v)).OrderByDescending(t => t.Logit).Take(5).Select(t => t.Index + t.Logit / 16).ToArray();" },
        { "the five largest as objects", "public static float[] Run(float[] x) { var y = new List<float>(); foreach (var t in x.Select((value, id) => new { id, value }).OrderByDescending(c => c.value).Take(5)) y.Add(t.id - t.value / 16); return y.ToArray(); }" },
        { "the indices of the five largest", "public static float[] Run(float[] x) => Enumerable.Range(0, x.Length).OrderByDescending(i => x[i]).Take(5).Select(i => (float)i).ToArray();" },
        { "the largest of a list", "static float F(List<float> x, int k) => x.OrderByDescending(v => v).Take(k).Sum(); public static float[] Run(float[] x) { var l = new List<float>(x); return [F(l, 3), F(l, 0), F(l, -1), F(l, 2000)]; }" },
        { "the five largest of a softmax", "public static float[] Run(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); return p.Select((v, i) => (v, i)).OrderByDescending(t => t.v).Take(5).Select(t => t.i + t.v).ToArray(); }" },
        { "the entropy of a softmax", "static float F(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); return -p.Sum(v => v * MathF.Log(v)); } public static float[] Run(float[] x) => [F(x)];" },
    };

    public static TheoryData<string, string> Rewrites => new()
    {
        { "SoftMax", "static void F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); }" + Run },
        { "a loop", "static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i]); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "a loop of doubles", "static double[] F(double[] x) { double sum = 0; foreach (var v in x) sum += Math.Exp(v); var y = new double[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i]) / sum; return y; } public static float[] Run(float[] x) => F(x.Select(v => (double)v).ToArray()).Select(v => (float)v).ToArray();" },
        { "LINQ", "static float[] F(IEnumerable<float> output) { float sum = output.Sum(x => (float)Math.Exp(x)); IEnumerable<float> softmax = output.Select(x => (float)Math.Exp(x) / sum); return softmax.ToArray(); } public static float[] Run(float[] x) => F(x);" },
        { "the logarithm of a sum", "static double F(double[] x) { double sum = 0; foreach (var v in x) sum += Math.Exp(v); return Math.Log(sum); } public static float[] Run(float[] x) => [(float)F(x.Select(v => (double)v).ToArray())];" },
        { "the index of the largest of a softmax", "static int F(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); return TensorPrimitives.IndexOfMax<float>(p); } public static float[] Run(float[] x) => [F(x)];" },
        { "softplus", "static double F(double x) => 2 * Math.Log(1 + Math.Exp(x)); public static float[] Run(float[] x) => x.Select(v => (float)F(v)).ToArray();" },
        { "softplus of an element", "public static float[] Run(float[] x) { var y = new float[x.Length]; for (int i = 0; i < x.Length; i++) y[i] = MathF.Log(1 + MathF.Exp(-x[i])); return y; }" },
        { "tanh", "static float F(float x) => (MathF.Exp(2 * x) - 1) / (MathF.Exp(2 * x) + 1); public static float[] Run(float[] x) => x.Select(F).ToArray();" },
        { "sigmoid", "static float F(float x) => MathF.Exp(x) / (1 + MathF.Exp(x)); public static float[] Run(float[] x) => x.Select(F).ToArray();" },
        { "a maximum that begins at 0", "static void F(float[] x, float[] y) { float max = 0; foreach (var v in x) if (v > max) max = v; float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "the complementary log-log", "static float F(float x) { var h = MathF.Exp(x); return 3 * (1 - MathF.Exp(-h)); } public static float[] Run(float[] x) => x.Select(F).ToArray();" },
        { "the complementary log-log of doubles", "public static float[] Run(float[] x) => x.Select(v => (float)(1 - Math.Exp(-Math.Exp(v)))).ToArray();" },
        { "a variance", "public static float[] Run(float[] x) { var mean = x.Average(); var variance = x.Average(v => v * v) - mean * mean; return [variance]; }" },
        { "a float sum", "public static float[] Run(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] * x[i]; return [MathF.Sqrt(sum / x.Length), -sum]; }" },
        { "a float sum, spelled out", "public static float[] Run(float[] x) { var total = 0f; foreach (var v in x) total = total + v * v; return [MathF.Log(total), total]; }" },
        { "a query run twice", "public static float[] Run(float[] x) { var m = x.Max(); var e = x.Select(v => MathF.Exp(v - m)); var sum = e.Sum(); return e.Select(v => v / sum).ToArray(); }" },
        { "a logarithm in a loop", "static void F(float[] x, float[] y, float s) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * MathF.Log(s); } public static float[] Run(float[] x) { var y = new float[x.Length]; F(x, y, 3f); return y; }" },
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public Task A_kernel_computes_the_same(string name, string members) => ComputesTheSame<KernelFix>(name, members);

    [Theory]
    [MemberData(nameof(Rewrites))]
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
    public Task A_sort_that_a_kernel_does_not_replace(string members)
    {
        string source = Code.Class(members);
        return AnalyzerVerifier.VerifyFix<SortForTopAnalyzer, KernelFix>(source, source);
    }

    /// <summary>Not a test, for no machine is quiet: it prints how many times as fast each fixed program is, and what becomes of NaN.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Kernels))]
    public Task How_much_faster_a_kernel_is(string name, string members) => HowMuchFaster<KernelFix>(name, members);

    /// <inheritdoc cref="How_much_faster_a_kernel_is"/>
    [Theory(Explicit = true)]
    [MemberData(nameof(Rewrites))]
    public Task How_much_faster_a_rewrite_is(string name, string members) => HowMuchFaster<RewriteFix>(name, members);

    private static async Task HowMuchFaster<TFix>(string name, string members) where TFix : CodeFixProvider, new()
    {
        string source = Code.Class(members);
        var (before, after) = (Programs.Load(await Programs.Compile(source, isSilent: false)), Programs.Load(await Programs.Compile(await Programs.Fix<TFix>(source), isSilent: true)));
        var random = new Random(11);
        float[] x = [.. Enumerable.Range(0, 32768).Select(_ => (float)(8 * random.NextDouble()) - 4)];
        double[] times = [double.MaxValue, double.MaxValue];
        // Until the just-in-time compiler is done with both.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 1; after(x)) before(x);
        for (int round = 0; round < 60; round++)
            foreach (var (program, i) in new[] { (before, 0), (after, 1) })
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < 10; k++) program(x);
                times[i] = Math.Min(times[i], Stopwatch.GetElapsedTime(start).TotalMicroseconds / 10);
            }
        float[] large = [.. x.Select(v => v * 50)];
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {times[0]:0.0} µs before, {times[1]:0.0} µs after, {times[0] / times[1]:0.0} times as fast; logits × 50: {Kind(before(large))} before, {Kind(after(large))} after");
    }

    private static string Kind(float[] y) => y.Any(float.IsNaN) ? "NaN" : y.Any(float.IsInfinity) ? "∞" : "finite";

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
