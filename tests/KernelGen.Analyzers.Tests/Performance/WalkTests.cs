using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests.Performance;

/// <summary>KG2005 to KG2007: sorts, logarithms and strides.</summary>
public class WalkTests
{
    [Theory]
    [InlineData("static float[] F(float[] x) => {|KG2005:x.OrderByDescending(v => v).Take(10)|}.ToArray();", "All elements are sorted and 10 of them used")]
    [InlineData("static IEnumerable<int> F(float[] x, int k) => {|KG2005:x.Select((v, i) => (v, i)).OrderByDescending(t => t.v).Take(k)|}.Select(t => t.i);")]
    [InlineData("static float[] F(float[] x) { var sorted = x.OrderDescending(); return {|KG2005:sorted.Take(3)|}.ToArray(); }")]
    [InlineData("record struct Token(int Id, float Logit); static IEnumerable<Token> F(List<Token> all) { all.Sort((a, b) => b.Logit.CompareTo(a.Logit)); return {|KG2005:all.Take(40)|}; }")]
    [InlineData("static float[] F(float[] x, int k) { var c = (float[])x.Clone(); Array.Sort(c); Array.Reverse(c); return {|KG2005:c.Take(k)|}.ToArray(); }")]
    [InlineData("static float[] F(float[] x, int k) { var c = x.ToArray(); Array.Sort(c); Array.Reverse(c); return {|KG2005:c[..k]|}; }")]
    [InlineData("static int[] F(float[] x, int k) { var index = Enumerable.Range(0, x.Length).ToArray(); Array.Sort(index, (a, b) => x[b].CompareTo(x[a])); return {|KG2005:index.Take(k)|}.ToArray(); }")]
    [InlineData("static int[] F(float[] x, int k) { var index = Enumerable.Range(0, x.Length).ToArray(); var keys = x.ToArray(); Array.Sort(keys, index); Array.Reverse(index); return {|KG2005:index.Take(k)|}.ToArray(); }")]
    [InlineData("static int[] F(float[] x, int k) => {|KG2005:x.Select((v, i) => (v, i)).OrderBy(t => -t.v).Take(k)|}.Select(t => t.i).ToArray();")]
    // The k-th largest, after a sort for it.
    [InlineData("static float F(float[] x, int k) { var sorted = x.ToArray(); Array.Sort(sorted); return {|KG2005:sorted[^k]|}; }", "All elements are sorted and k of them used")]
    [InlineData("static float F(float[] x, int k) { var sorted = (float[])x.Clone(); Array.Sort(sorted); return {|KG2005:sorted[sorted.Length - k]|}; }")]
    [InlineData("static void F(float[] x, int k) { int n = x.Length; var sorted = x.ToArray(); Array.Sort(sorted); var bar = {|KG2005:sorted[n - k]|}; for (int i = 0; i < n; i++) if (x[i] < bar) x[i] = float.NegativeInfinity; }")]
    [InlineData("static float F(List<float> x) { x.Sort(); return {|KG2005:x[x.Count - 50]|}; }", "50 of them")]
    [InlineData("static double F(Span<double> x, int n) { x.Sort(); return {|KG2005:x[n - 3]|}; }")]
    [InlineData("static float[] F(float[] x, int k) { Array.Sort(x); return {|KG2005:x[^k..]|}; }")]
    public Task KG2005(string members, params string[] messages) => Code.Fires<SortForTopAnalyzer>(members, messages);

    [Theory]
    [InlineData("static float[] F(float[] x) => x.OrderByDescending(v => v).ToArray();")]
    [InlineData("static float[] F(float[] x) => x.Take(10).ToArray();")]
    [InlineData("static float[] F(float[] x) => x.OrderBy(v => v).Take(10).ToArray();")]
    [InlineData("static int[] F(int[] x, int k) { Array.Sort(x); return x[..k]; }")]
    [InlineData("static string[] F(string[] x) => x.OrderByDescending(v => v).Take(10).ToArray();")]
    [InlineData("static float F(float[] x) { Array.Sort(x); return x[x.Length / 2]; }")]
    // A quantile, the smallest, all of them in turn, both ends, a row that is used in its order, whole numbers, another row.
    [InlineData("static float F(float[] x) { Array.Sort(x); return x[x.Length - x.Length / 10]; }")]
    [InlineData("static float F(float[] x, int n) { Array.Sort(x); return x[n - n / 20]; }")]
    [InlineData("static float F(float[] x, int k) { Array.Sort(x); return x[k]; }")]
    [InlineData("static void F(float[] x, float[] y) { Array.Sort(x); for (int i = 0; i < x.Length; i++) y[i] = x[^(i + 1)]; }")]
    [InlineData("static void F(float[] x, float[] y) { int n = x.Length; Array.Sort(x); for (int i = 0; i < n; i++) { int k = i + 1; y[i] = x[n - k]; } }")]
    [InlineData("static float F(float[] x, int k) { Array.Sort(x); return x[^k] - x[k]; }")]
    [InlineData("static float[] F(float[] x, int k, out float bar) { Array.Sort(x); bar = x[^k]; return x; }")]
    [InlineData("static int F(int[] x, int k) { Array.Sort(x); return x[^k]; }")]
    [InlineData("static float F(float[] x, float[] y, int k) { Array.Sort(x); return y[^k]; }")]
    [InlineData("static float F(float[] x, int k) { var last = x[^k]; Array.Sort(x); return last; }")]
    public Task KG2005_is_silent(string members) => AnalyzerVerifier.Silent<SortForTopAnalyzer>(Code.Class(members));

    [Theory]
    [InlineData("static void F(float[] x, float s) { for (int i = 0; i < x.Length; i++) x[i] *= {|KG2006:MathF.Log(s)|}; }", "'MathF.Log(s)' is the same in every turn")]
    [InlineData("static void F(double[] x) { double s = x.Sum(); for (int i = 0; i < x.Length; i++) x[i] -= {|KG2006:Math.Log(s + 1)|}; }")]
    [InlineData("static double[] F(double[] x, double total) => x.Select(v => v - {|KG2006:Math.Log(total)|}).ToArray();")]
    [InlineData("static void F(float[] x, int n) { foreach (ref var v in x.AsSpan()) v *= {|KG2006:MathF.Log(n)|}; }")]
    public Task KG2006(string members, params string[] messages) => Code.Fires<InvariantLogarithmAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(float[] x, float s) { var l = MathF.Log(s); for (int i = 0; i < x.Length; i++) x[i] *= l; }")]
    [InlineData("static void F(float[] x, float s) { for (int i = 0; i < x.Length; i++) { s += 1; x[i] *= MathF.Log(s); } }")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = MathF.Log(x[i]); }")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) { var n = i + 1; x[i] = MathF.Log(n); } }")]
    public Task KG2006_is_silent(string members) => AnalyzerVerifier.Silent<InvariantLogarithmAnalyzer>(Code.Class(members));

    private const string Before = "static void F(float[] data, int channels, int plane) { for (int p = 0; p < plane; p++) { float max = float.NegativeInfinity; for (int c = 0; c < channels; c++) max = Math.Max(max, {|KG2007:data[";
    private const string Then = "]|}); float s = 0; for (int c = 0; c < channels; c++) s += MathF.Exp(data[", After = "] - max); data[p] = MathF.Log(s); } }";

    [Theory]
    [InlineData(Before + "c * plane + p" + Then + "c * plane + p" + After, "'data[c * plane + p]' steps over memory")]
    [InlineData(Before + "p + c * plane" + Then + "p + c * plane" + After)]
    [InlineData(Before + "(c * plane) + p" + Then + "(c * plane) + p" + After)]
    [InlineData("static void F(float[] data, int channels, int plane) { for (int p = 0; p < plane; p++) { int at = 3 + p; float s = 0; for (int c = 0; c < channels; c++) s += MathF.Exp(-MathF.Abs({|KG2007:data[at + c * plane]|})); data[at] = MathF.Log(s); } }")]
    [InlineData("static void F(float[,] x, float[] y) { for (int j = 0; j < x.GetLength(1); j++) { float max = float.NegativeInfinity; for (int i = 0; i < x.GetLength(0); i++) max = Math.Max(max, {|KG2007:x[i, j]|}); float s = 0; for (int i = 0; i < x.GetLength(0); i++) s += MathF.Exp(x[i, j] - max); y[j] = MathF.Log(s); } }")]
    public Task KG2007(string members, params string[] messages) => Code.Fires<StridedWalkAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(float[] data, int channels, int plane) { for (int p = 0; p < plane; p++) { float s = 0; for (int c = 0; c < channels; c++) s += MathF.Exp(-data[p * channels + c] * data[p * channels + c]); data[p] = MathF.Log(s); } }")]
    [InlineData("static void F(float[,] x, float[] y) { for (int i = 0; i < x.GetLength(0); i++) { float s = 0; for (int j = 0; j < x.GetLength(1); j++) s += MathF.Exp(-MathF.Abs(x[i, j])); y[i] = MathF.Log(s); } }")]
    [InlineData("static void F(float[] data, int n) { float s = 0; for (int c = 0; c < n; c++) s += MathF.Exp(-MathF.Abs(data[2 * c])); data[0] = MathF.Log(s); }")]
    [InlineData("static void F(float[] data, int channels, int plane) { for (int p = 0; p < plane; p++) for (int c = 0; c < channels; c++) data[c * plane + p] = MathF.Sqrt(data[c * plane + p]); }")]
    public Task KG2007_is_silent(string members) => AnalyzerVerifier.Silent<StridedWalkAnalyzer>(Code.Class(members));
}
