using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Bodies;

namespace KernelGen.Analyzers.Tests.Numerics;

/// <summary>KG1008 to KG1011: quotients, differences and sums that lose what they should keep.</summary>
public class CancellationTests
{
    [Theory]
    [InlineData("static double F(double x) => {|KG1008:(Math.Exp(2 * x) - 1) / (Math.Exp(2 * x) + 1)|};", "709.78")]
    [InlineData("static float F(float x) { var e = MathF.Exp(x); return {|KG1008:e / (1 + e)|}; }", "88.72")]
    [InlineData("static double F(double x) => {|KG1008:(Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))|};")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1008:MathF.Exp(x[i]) / (MathF.Exp(x[i]) + 1)|}; }")]
    [InlineData("static double[] F(double[] x) => x.Select(v => {|KG1008:v * Math.Exp(v) / (1 + Math.Exp(v))|}).ToArray();")]
    public Task KG1008(string members, params string[] messages) => Code.Fires<QuotientAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double x) => 1 / (1 + Math.Exp(-x));")]
    [InlineData("static double F(double x) { if (x >= 0) return 1 / (1 + Math.Exp(-x)); var e = Math.Exp(x); return e / (1 + e); }")]
    [InlineData("static double F(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));")]
    [InlineData("static double F(double x) { var e = Math.Exp(-x * x); return e / (1 + e); }")]
    [InlineData("static double F(double x) { var e = Math.Exp(-2 * Math.Abs(x)); return Math.Sign(x) * (1 - e) / (1 + e); }")]
    [InlineData("static double F(double energy, double t) { var e = Math.Exp(-energy / t); return e / (1 + e); }")]
    public Task KG1008_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static double F(double x) => {|KG1009:1 - Math.Exp(-Math.Exp(x))|};", "−36.7 in double")]
    [InlineData("static float F(float eta) { var h = MathF.Exp(eta); return {|KG1009:1 - MathF.Exp(-h)|}; }", "−16.6 in float")]
    [InlineData("static double[] F(double[] q) => q.Select(v => Math.Log({|KG1009:1 - Math.Exp(-Math.Exp(-v))|})).ToArray();")]
    public Task KG1009(string members, params string[] messages) => Code.Fires<NestedExponentialAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double t) => 1 - Math.Exp(-t);")]
    [InlineData("static double F(double x) => Math.Exp(-Math.Exp(-x));")]
    [InlineData("static double F(double x) => 1 - Math.Exp(-x * x);")]
    public Task KG1009_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static double F(double[] x) { double s = 0, q = 0; foreach (var v in x) { s += v; q += v * v; } return {|KG1010:q / x.Length - s / x.Length * (s / x.Length)|}; }", "9e7 times")]
    [InlineData("static double F(double[] x) { double s = 0, q = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; q += x[i] * x[i]; } double mean = s / x.Length; return {|KG1010:q / x.Length - mean * mean|}; }")]
    [InlineData("static double F(double[] x) { double s = 0, q = 0; foreach (var v in x) { s += v; q += Math.Pow(v, 2); } return ({|KG1010:q - s * s / x.Length|}) / (x.Length - 1); }")]
    [InlineData("static double F(double[] x) { var m = x.Average(); return {|KG1010:x.Average(v => v * v) - m * m|}; }")]
    [InlineData("static double F(double[] x) => {|KG1010:x.Select(v => v * v).Average() - Math.Pow(x.Average(), 2)|};")]
    [InlineData("static float F(float[] x) => {|KG1010:TensorPrimitives.SumOfSquares<float>(x) / x.Length - MathF.Pow(TensorPrimitives.Sum<float>(x) / x.Length, 2)|} + MathF.Sqrt(1);", "4,096 times")]
    public Task KG1010(string members, params string[] messages) => Code.Fires<VarianceAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double[] x) { var m = x.Average(); return x.Sum(v => (v - m) * (v - m)) / x.Length; }")]
    [InlineData("static double F(double[] x) { double mean = 0, m2 = 0; int n = 0; foreach (var v in x) { n++; var d = v - mean; mean += d / n; m2 += d * (v - mean); } return Math.Sqrt(m2 / n); }")]
    [InlineData("static double F(double[] x, double[] y) { double q = 0, s = 0; for (int i = 0; i < x.Length; i++) { q += x[i] * x[i]; s += y[i]; } return Math.Sqrt(q / x.Length - s * s); }")]
    [InlineData("static double F(double a, double b) => Math.Sqrt(a * a - b * b);")]
    [InlineData("static double F(double[] x) => Math.Sqrt(x.Sum(v => v * v) / x.Length);")]
    public Task KG1010_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static float F(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) {|KG1011:sum += x[i]|}; return MathF.Sqrt(sum / x.Length); }", "'sum' is a float")]
    [InlineData("static float F(ReadOnlySpan<float> x) { float s = 0; foreach (var v in x) {|KG1011:s += v * v|}; return MathF.Sqrt(s); }")]
    [InlineData("static float F(float[] x) { var total = 0f; for (int i = 0; i < x.Length; i++) {|KG1011:total = total + x[i]|}; var mean = total / x.Length; return MathF.Log(mean); }")]
    [InlineData("static float F(float[] x) { float s = 0; foreach (var v in x) {|KG1011:s += v * v|}; return MathF.Sqrt(s); }")]
    // As long as a parameter says.
    [InlineData("static void F(Span<float> o, Span<float> x, int size) { float ss = 0f; for (int j = 0; j < size; j++) {|KG1011:ss += x[j] * x[j]|}; ss /= size; ss += 1e-5f; ss = 1f / MathF.Sqrt(ss); for (int j = 0; j < size; j++) o[j] = x[j] * ss; }")]
    public Task KG1011(string members, params string[] messages) => Code.Fires<FloatSumAnalyzer>(members, messages);

    [Theory]
    [InlineData("static float F(float[] x) { double sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i]; return (float)Math.Sqrt(sum / x.Length); }")]
    [InlineData("static float F(float[] x) { float sum = 0; for (int i = 0; i < 3; i++) sum += x[i] * x[i]; return MathF.Sqrt(sum); }")]
    [InlineData("record Item(float Price); static float F(List<Item> cart) { float total = 0; foreach (var item in cart) total += item.Price; return total + MathF.Sqrt(1); }")]
    [InlineData("static float F(float[] x) { float max = x.Max(), sum = 0; for (int i = 0; i < x.Length; i++) sum += MathF.Exp(x[i] - max); return max + MathF.Log(sum); }")]
    public Task KG1011_is_silent(string members) => Code.Silent(members);
}
