using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Bodies;

namespace KernelGen.Analyzers.Tests.Numerics;

/// <summary>KG1004 to KG1007: logarithms of exponentials, of shares, of shares guarded by a small number.</summary>
public class LogarithmTests
{
    [Theory]
    [InlineData("static double F(double[] x) => Math.Log(x.Sum(v => {|KG1004:Math.Exp(v)|}));", "709.78")]
    [InlineData("static float F(float[] x) { float s = 0; foreach (var v in x) s += {|KG1004:MathF.Exp(v)|}; return MathF.Log(s); }", "88.72")]
    [InlineData("static float F(float[] x, float[] t) { {|KG1004:TensorPrimitives.Exp(x, t)|}; return MathF.Log(TensorPrimitives.Sum<float>(t)); }")]
    [InlineData("static double F(double[] x, int label) { double s = 0; for (int i = 0; i < x.Length; i++) s += {|KG1004:Math.Exp(x[i])|}; return Math.Log(s) - x[label]; }")]
    // Two sums whose logarithms are subtracted.
    [InlineData("static double F(double[] a, double[] b) { double n = 0, d = 0; for (int i = 0; i < a.Length; i++) { n += {|KG1004:Math.Exp(a[i])|}; d += {|KG1004:Math.Exp(b[i])|}; } return Math.Log(n) - Math.Log(d); }")]
    [InlineData("static double F(double[] s, int label) { double n = 0, d = 0; for (int i = 0; i < s.Length; i++) { if (i == label) n += {|KG1004:Math.Exp(s[i])|}; d += {|KG1004:Math.Exp(s[i])|}; } return -(Math.Log(n) - Math.Log(d)); }")]
    [InlineData("static float F(float* x, int n, float t) { float s = 0; for (int i = 0; i < n; i++) s += {|KG1004:MathF.Exp(x[i] / t)|}; return t * MathF.Log(s); }")]
    // By a base: e, and others.
    [InlineData("static double F(double[] x) => Math.Log(x.Sum(v => {|KG1004:Math.Exp(v)|}), Math.E);", "709.78")]
    [InlineData("static float F(float[] x) { float s = 0; foreach (var v in x) s += {|KG1004:MathF.Exp(v)|}; return MathF.Log(s, MathF.E); }", "88.72")]
    [InlineData("static double F(double[] x) => Math.Log2(x.Sum(v => {|KG1004:Math.Exp(v)|}));")]
    [InlineData("static double F(double[] x) { double s = 0; foreach (var v in x) s += {|KG1004:Math.Exp(v)|}; return Math.Log(s, 10) + Math.Log10(2); }")]
    public Task KG1004(string members, params string[] messages) => Code.Fires<LogSumExpAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double[] x) { var m = x.Max(); return m + Math.Log(x.Sum(v => Math.Exp(v - m))); }")]
    [InlineData("static double F(double[] x) { double lse = double.NegativeInfinity; foreach (var v in x) { var m = Math.Max(lse, v); lse = m + Math.Log(Math.Exp(lse - m) + Math.Exp(v - m)); } return lse; }")]
    [InlineData("static double F(double[] d2, double s) { double k = 0; foreach (var v in d2) k += Math.Exp(-v / (2 * s * s)); return Math.Log(k); }")]
    [InlineData("static double F(double[] p) { double s = 0; foreach (var v in p) s += v; return Math.Log(s); }")]
    [InlineData("static double F(double[] x) { double m = double.NegativeInfinity, s = 0; foreach (var v in x) { if (v <= m) s += Math.Exp(v - m); else { s = s * Math.Exp(m - v) + 1; m = v; } } return m + Math.Log(s); }")]
    [InlineData("static double F(double a, double b) { if (a < b) (a, b) = (b, a); return a + Math.Log(1 + Math.Exp(b - a)); }")]
    [InlineData("static double F(double la, double lb) => Math.Exp(Math.Log(la) - Math.Log(lb));")]
    [InlineData("static double F(double[] logs) => Math.Log(logs.Sum(v => Math.Exp(v)));")]
    [InlineData("static double F(double[] x, double max) => max + Math.Log(x.Sum(v => Math.Exp(v - max)));")]
    [InlineData("static double F(double[] x) { var m = x.Max(); return m + Math.Log(x.Sum(v => Math.Exp(v - m)), Math.E); }")]
    [InlineData("static double F(double[] p) => Math.Log(p.Sum(v => v * v), Math.E);")]
    [InlineData("static double F(double[] x, double b) => x.Sum(v => Math.Exp(-v * v)) / Math.Log(b, 2);")]
    public Task KG1004_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); {|KG1005:TensorPrimitives.Log<float>(y, y)|}; }", "104")]
    [InlineData("static float F(float[] x, float[] p, int label) { TensorPrimitives.SoftMax(x, p); return -{|KG1005:MathF.Log(p[label])|}; }")]
    [InlineData("static double[] F(double[] x) { var m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); var s = e.Sum(); return e.Select(v => {|KG1005:Math.Log(v / s)|}).ToArray(); }", "745")]
    [InlineData("static void F(float[] x, float[] y) { var m = x.Max(); float s = 0; for (int i = 0; i < x.Length; i++) s += y[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) y[i] = {|KG1005:MathF.Log(y[i] / s)|}; }")]
    [InlineData("static float[] Softmax(float[] x) { var m = x.Max(); var e = x.Select(v => MathF.Exp(v - m)).ToArray(); var s = e.Sum(); return e.Select(v => v / s).ToArray(); } static float F(float[] x, int label) => -{|KG1005:MathF.Log(Softmax(x)[label])|};")]
    // The user's own kernel.
    [InlineData("[KernelGen.Kernel] static partial void Softmax(ReadOnlySpan<float> x, Span<float> y); static float F(float[] x, float[] p, int label) { Softmax(x, p); return -{|KG1005:MathF.Log(p[label])|}; }", "104")]
    [InlineData("[KernelGen.Kernel(\"SoftmaxWithTemperature\")] static partial void Weights(ReadOnlySpan<float> x, float temperature, Span<float> y); static float F(float[] x, float[] p, int label) { Weights(x, 2, p); for (int i = 0; i < p.Length; i++) p[i] = {|KG1005:MathF.Log(p[i])|}; return p[label]; }")]
    public Task KG1005(string members, params string[] messages) => Code.Fires<LogOfSoftmaxAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double[] F(double[] x) { var m = x.Max(); var lse = m + Math.Log(x.Sum(v => Math.Exp(v - m))); return x.Select(v => v - lse).ToArray(); }")]
    [InlineData("static double F(double[] counts) { var n = counts.Sum(); double h = 0; foreach (var c in counts) h -= c / n * Math.Log(c / n); return h; }")]
    [InlineData("static double F(double[] x) { var m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); var s = e.Sum(); double h = 0; for (int i = 0; i < e.Length; i++) { var p = e[i] / s; if (p > 0) h -= p * Math.Log(p); } return h; }")]
    [InlineData("static double F(double a, double b) => Math.Log(a / (a + b));")]
    [InlineData("static double Softmax(double x) => x; static double F(double x) => Math.Log(Softmax(x));")]
    [InlineData("[KernelGen.Kernel] static partial void Softmax(ReadOnlySpan<float> x, Span<float> y); static float F(float[] x, float[] p) { Softmax(x, p); return p[0] + MathF.Log(2); }")]
    [InlineData("[KernelGen.Kernel] static partial void LogSoftmax(ReadOnlySpan<float> x, Span<float> y); static float F(float[] x, float[] p) { LogSoftmax(x, p); return MathF.Exp(p[0]) + MathF.Log(2); }")]
    [InlineData("[KernelGen.Kernel] static partial void MinMaxScale(ReadOnlySpan<float> x, Span<float> y); static float F(float[] x, float[] p) { MinMaxScale(x, p); return MathF.Log(p[0]); }")]
    public Task KG1005_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static double F(double[] p) { double h = 0; foreach (var v in p) h -= v * {|KG1006:Math.Log(v + 1e-10)|}; return h; }", "log(1e-10) = -23.0")]
    [InlineData("static float F(float[] predictions, int label) => -{|KG1006:MathF.Log(predictions[label] + 1e-7f)|};")]
    [InlineData("static double F(double[] probs, double[] t) { double l = 0; for (int i = 0; i < t.Length; i++) l -= t[i] * {|KG1006:Math.Log(1e-8 + probs[i])|} + (1 - t[i]) * {|KG1006:Math.Log(1 - probs[i] + 1e-8)|}; return l; }")]
    [InlineData("static double F(double x) { var s = 1 / (1 + Math.Exp(-x)); double softmaxed = s; return {|KG1006:Math.Log(Probability(softmaxed) + 1e-12)|}; } static double Probability(double p) => p;")]
    [InlineData("static float F(float[] p, int label) => -{|KG1006:MathF.Log(MathF.Max(p[label], 1e-8f))|};", "log(1e-8) = -18.4")]
    [InlineData("static float F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); return {|KG1006:MathF.Log(y[0] + 1e-9f)|}; }")]
    public Task KG1006(string members, params string[] messages) => Code.Fires<LogOffsetAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double[] amplitude) => amplitude.Sum(v => Math.Log(v + 1));")]
    [InlineData("static double F(double[] power) => power.Sum(v => Math.Log(Math.Max(v, 1e-10)));")]
    [InlineData("static double F(double[] power) => power.Sum(v => Math.Log(v + 1e-10));")]
    [InlineData("static double F(double[] p) => p.Sum(v => Math.Log(v + 0.5));")]
    [InlineData("static double F(double price) => Math.Log(price);")]
    [InlineData("static double F(double count, double total) => Math.Log((count + 1) / (total + 2));")]
    public Task KG1006_is_silent(string members) => Code.Silent(members);

    [Theory]
    [InlineData("static double F(double x) => {|KG1007:Math.Log(1 + Math.Exp(x))|};", "709.78")]
    [InlineData("static float F(float x) => {|KG1007:MathF.Log(1f + MathF.Exp(x))|};", "88.72")]
    [InlineData("static double F(double margin) => {|KG1007:Math.Log(1.0 + Math.Exp(-margin))|};")]
    [InlineData("static float[] F(float[] x) => x.Select(v => {|KG1007:MathF.Log(MathF.Exp(v) + 1)|}).ToArray();")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1007:float.LogP1(float.Exp(x[i]))|}; }")]
    [InlineData("static double F(double x) { var e = Math.Exp(2 * x); var y = 1 + e; return {|KG1007:Math.Log(y)|}; }")]
    [InlineData("static double F(double x) => {|KG1007:Math.Log(1 + Math.Exp(x), Math.E)|};", "709.78")]
    [InlineData("static float F(float x) => {|KG1007:MathF.Log(MathF.Exp(-x) + 1, MathF.E)|};", "88.72")]
    public Task KG1007(string members, params string[] messages) => Code.Fires<SoftplusAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double F(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));")]
    [InlineData("static double F(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));")]
    [InlineData("static double F(double x) { if (x > 20) return x; return Math.Log(1 + Math.Exp(x)); }")]
    [InlineData("static double F(double a, double b) { var hi = Math.Max(a, b); var lo = Math.Min(a, b); return hi + Math.Log(1 + Math.Exp(lo - hi)); }")]
    [InlineData("static double F(double a, double b) => a > b ? a + Math.Log(1 + Math.Exp(b - a)) : b + Math.Log(1 + Math.Exp(a - b));")]
    [InlineData("static double F(double x) => Math.Log(1 + x);")]
    [InlineData("static double F(double x) => Math.Log(1 + Math.Exp(Math.Min(x, 50)));")]
    [InlineData("static double F(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)), Math.E);")]
    [InlineData("static double F(double x) => Math.Log(1 + x, Math.E);")]
    public Task KG1007_is_silent(string members) => Code.Silent(members);
}
