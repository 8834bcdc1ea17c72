using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests.Performance;

/// <summary>KG2001 to KG2004: what a kernel does in fewer sweeps.</summary>
public class SweepTests
{
    private const string Stable = "float max = float.NegativeInfinity; for (int i = 0; i < x.Length; i++) if (x[i] > max) max = x[i]; float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } ";

    [Theory]
    [InlineData("static void F(float[] x, float[] y) { " + Stable + "for (int i = 0; i < x.Length; i++) {|KG2001:y[i] /= sum|}; }", "This is a softmax: a [Kernel] computes it in 2 sweeps")]
    [InlineData("static float[] F(float[] x) { var max = x.Max(); var e = x.Select(v => MathF.Exp(v - max)).ToArray(); var s = e.Sum(); return e.Select(v => {|KG2001:v / s|}).ToArray(); }", "a softmax")]
    [InlineData("static void F(float[] x, float t, float[] y) { var max = TensorPrimitives.Max<float>(x); float sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp((x[i] - max) / t); for (int i = 0; i < x.Length; i++) {|KG2001:y[i] /= sum|}; }", "a softmax with a temperature")]
    [InlineData("static float F(float[] x) { var m = x.Max(); return {|KG2001:m + MathF.Log(x.Sum(v => MathF.Exp(v - m)))|}; }", "a log-sum-exp: a [Kernel] computes it in 1 sweep")]
    [InlineData("static float F(float[] x, int label) { var m = x.Max(); double s = 0; foreach (var v in x) s += Math.Exp(v - m); return (float)({|KG2001:m + Math.Log(s) - x[label]|}); }", "a cross-entropy")]
    [InlineData("static void F(float[] x, float[] y) { var m = x.Max(); double s = 0; foreach (var v in x) s += Math.Exp(v - m); float lse = m + (float)Math.Log(s); for (int i = 0; i < x.Length; i++) y[i] = {|KG2001:x[i] - lse|}; }", "a log-softmax")]
    [InlineData("static void F(float[] x, float[] y) { double m = 0; foreach (var v in x) m += v; m /= x.Length; double q = 0; foreach (var v in x) q += (v - m) * (v - m); var r = 1 / Math.Sqrt(q / x.Length + 1e-5); for (int i = 0; i < x.Length; i++) y[i] = (float)({|KG2001:(x[i] - m) * r|}); }", "a layer normalisation")]
    [InlineData("static void F(float[] x, float[] w, float[] y) { double q = 0; for (int i = 0; i < x.Length; i++) q += x[i] * x[i]; var r = (float)(1 / Math.Sqrt(q / x.Length + 1e-6)); for (int i = 0; i < x.Length; i++) y[i] = {|KG2001:w[i] * (x[i] * r)|}; }", "an RMS normalisation")]
    [InlineData("static float F(float[] x) { var m = x.Max(); double s = 0, t = 0; foreach (var v in x) { var e = Math.Exp(v - m); s += e; t += e * (v - m); } return (float)({|KG2001:Math.Log(s) - t / s|}); }", "the entropy of a softmax")]
    // Vectorised apart from the exponential.
    [InlineData("static void F(float[] x, float[] y) { float max = TensorPrimitives.Max<float>(x), sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } {|KG2001:TensorPrimitives.Divide(y, sum, y)|}; }", "a softmax")]
    // The maximum vectorised, the exponential one at a time, the division vectorised.
    [InlineData("static void F(float[] x, float[] y) { int i = 0; var lanes = new System.Numerics.Vector<float>(float.NegativeInfinity); for (; i <= x.Length - 8; i += 8) lanes = System.Numerics.Vector.Max(lanes, new System.Numerics.Vector<float>(x, i)); float max = float.NegativeInfinity; for (int k = 0; k < 8; k++) max = Math.Max(max, lanes[k]); for (; i < x.Length; i++) max = Math.Max(max, x[i]); float sum = 0; for (int j = 0; j < x.Length; j++) { y[j] = MathF.Exp(x[j] - max); sum += y[j]; } {|KG2001:TensorPrimitives.Divide(y, sum, y)|}; }", "a softmax")]
    [InlineData("static void F(float[] x, float[] gain, float[] bias, float[] y) { float mean = x.Sum() / x.Length; float variance = x.Sum(v => (v - mean) * (v - mean)) / x.Length; float r = 1f / MathF.Sqrt(variance + 1e-5f); for (int i = 0; i < x.Length; i++) y[i] = {|KG2001:(x[i] - mean) * r|} * gain[i] + bias[i]; }", "a layer normalisation")]
    public Task KG2001(string members, params string[] messages) => Code.Fires<KernelAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(double[] x, double[] y) { var m = x.Max(); double s = 0; for (int i = 0; i < x.Length; i++) s += y[i] = Math.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) y[i] /= s; }")]
    [InlineData("static void F(float[] x, float[] y) { var m = x.Max(); double s = 0; for (int i = 0; i < x.Length; i++) s += y[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) y[i] /= (float)(s + 1); }")]
    [InlineData("static float F(float[] x) => MathF.Sqrt(x.Sum() / x.Length);")]
    [InlineData("static void F(float[] x, float[] y) { double s = 0; foreach (var v in x) s += v; for (int i = 0; i < x.Length; i++) y[i] = x[i] / (float)s * MathF.Sqrt(2); }")]
    [InlineData("static float Softmax(float[] x) { double s = 0; foreach (var v in x) s += Math.Log(2 + v * v); return (float)s; }")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = 1 / (1 + MathF.Exp(-x[i])); }")]
    [InlineData("static float F(float[] x, float[] y) { var m = x.Max(); return m + MathF.Log(y.Sum(v => MathF.Exp(v - m))); }")]
    public Task KG2001_is_silent(string members) => AnalyzerVerifier.Silent<KernelAnalyzer>(Code.Class(members));

    [Theory]
    [InlineData("static void F(float[] x, float[] y) { float m = {|KG2002:TensorPrimitives.Max<float>(x)|}; TensorPrimitives.Subtract(x, m, y); TensorPrimitives.Exp<float>(y, y); TensorPrimitives.Divide(y, TensorPrimitives.Sum<float>(y), y); }", "5 sweeps over the row, 2 suffice: let a [Kernel] compute Softmax")]
    [InlineData("static float F(float[] x, float[] t) { float m = {|KG2002:TensorPrimitives.Max<float>(x)|}; TensorPrimitives.Subtract(x, m, t); TensorPrimitives.Exp<float>(t, t); return m + MathF.Log(TensorPrimitives.Sum<float>(t)); }", "4 sweeps over the row, 1 suffice: let a [Kernel] compute LogSumExp")]
    [InlineData("static void F(float[] x, float[] y) { float mean = {|KG2002:TensorPrimitives.Sum<float>(x)|} / x.Length; TensorPrimitives.Subtract(x, mean, y); float v = TensorPrimitives.SumOfSquares<float>(y) / x.Length; TensorPrimitives.Multiply(y, 1 / MathF.Sqrt(v + 1e-5f), y); }", "4 sweeps over the row, 2 suffice: let a [Kernel] compute Standardize")]
    [InlineData("static float F(ReadOnlySpan<float> x, Span<float> t) { {|KG2002:TensorPrimitives.Multiply(x, x, t)|}; TensorPrimitives.Add(t, 1f, t); TensorPrimitives.Log<float>(t, t); return TensorPrimitives.Sum<float>(t); }", "4 sweeps over the row, 1 suffice")]
    public Task KG2002(string members, params string[] messages) => Code.Fires<TensorChainAnalyzer>(members, messages);

    [Theory]
    [InlineData("static float F(float[] x) => TensorPrimitives.Max<float>(x) - MathF.Log(TensorPrimitives.Sum<float>(x));")]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Exp<float>(x, y); TensorPrimitives.Add(y, 1f, y); TensorPrimitives.Log<float>(y, y); }")]
    [InlineData("static void F(double[] x, double[] y) { double m = TensorPrimitives.Max<double>(x); TensorPrimitives.Subtract(x, m, y); TensorPrimitives.Exp<double>(y, y); TensorPrimitives.Divide(y, TensorPrimitives.Sum<double>(y), y); }")]
    [InlineData("static void F(float[] a, float[] b, float[] c) { TensorPrimitives.Exp<float>(a, a); TensorPrimitives.Log<float>(b, b); c[0] = TensorPrimitives.Sum<float>(c); }")]
    public Task KG2002_is_silent(string members) => AnalyzerVerifier.Silent<TensorChainAnalyzer>(Code.Class(members));

    [Theory]
    [InlineData("static void F(double[] x, double[] y) { var m = x.Max(); double s = 0; foreach (var v in x) s += Math.Exp(v - m); for (int i = 0; i < x.Length; i++) y[i] = {|KG2003:Math.Exp(x[i] - m)|} / s; }", "'Math.Exp(x[i] - m)' has been computed before")]
    [InlineData("static double[] F(double[] x) { var m = x.Max(); var s = x.Sum(v => Math.Exp(v - m)); return x.Select(v => {|KG2003:Math.Exp(v - m)|} / s).ToArray(); }")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = (MathF.Exp(-x[i] * x[i]) - 1) * {|KG2003:MathF.Exp(-x[i] * x[i])|}; }")]
    [InlineData("static double[] F(double[] x) { var m = x.Max(); var e = x.Select(v => Math.Exp(v - m)); var s = e.Sum(); return {|KG2003:e|}.Select(v => v / s).ToArray(); }", "'e' has been computed before")]
    public Task KG2003(string members, params string[] messages) => Code.Fires<ExponentialTwiceAnalyzer>(members, messages);

    [Theory]
    [InlineData("static double[] F(double[] x) { var m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); var s = e.Sum(); return e.Select(v => v / s).ToArray(); }")]
    [InlineData("static void F(double[] x) { for (int i = 0; i < x.Length; i++) x[i] = x[i] > 0 ? 1 - Math.Exp(-x[i]) : Math.Exp(-x[i]); }")]
    [InlineData("static void F(double[] x, double[] y) { for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i]) + Math.Exp(-x[i]); }")]
    [InlineData("static void F(double[] x) { for (int i = 0; i < x.Length; i++) x[i] = Math.Exp(-x[i] * x[i]); for (int i = 0; i < x.Length; i++) x[i] = Math.Exp(-x[i] * x[i]); }")]
    public Task KG2003_is_silent(string members) => AnalyzerVerifier.Silent<ExponentialTwiceAnalyzer>(Code.Class(members));

    [Theory]
    [InlineData("static int F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); return {|KG2004:TensorPrimitives.IndexOfMax<float>(p)|}; }", "The index of the largest element of a softmax is that of the logits")]
    [InlineData("static double F(double[] x) { var m = x.Max(); var e = x.Select(v => Math.Exp(v - m)).ToArray(); var s = e.Sum(); return {|KG2004:e.Select(v => v / s).Max()|}; }", "is 1 / Σ e^(x − max)")]
    [InlineData("static IEnumerable<(int, float)> F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); return {|KG2004:p.Select((v, i) => (i, v)).OrderByDescending(t => t.v)|}.Take(5); }")]
    [InlineData("static float F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); return -{|KG2004:p.Sum(v => v * MathF.Log(v))|}; }", "The entropy of a softmax needs no row")]
    [InlineData("static int F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); return {|KG2004:p.Select((v, i) => (v, i)).MaxBy(t => t.v)|}.i; }", "The largest element")]
    [InlineData("static float F(float[] x) { float m = x.Max(), s = 0; foreach (var v in x) s += MathF.Exp(v - m); float h = 0; {|KG2004:foreach (var v in x) { float p = MathF.Exp(v - m) / s; if (p > 0) h -= p * MathF.Log(p); }|} return h; }", "The entropy")]
    // The index, by a loop.
    [InlineData("static int F(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); int best = 0; {|KG2004:for (int i = 1; i < p.Length; i++) if (p[i] > p[best]) best = i;|} return best; }", "The index of the largest element of a softmax is that of the logits")]
    [InlineData("static int F(float[] x, Span<float> p) { TensorPrimitives.SoftMax(x, p); int best = -1; float top = -1; {|KG2004:for (int i = 0; i < p.Length; i++) { if (top < p[i]) { top = p[i]; best = i; } }|} return best; }", "The index of the largest")]
    [InlineData("static int F(float[] x, float[] y) { " + Stable + "for (int i = 0; i < x.Length; i++) y[i] /= sum; int best = 0; {|KG2004:for (int i = 1; i < y.Length; i++) if (y[i] >= y[best]) best = i;|} return best; }")]
    public Task KG2004(string members, params string[] messages) => Code.Fires<SoftmaxThenScoreAnalyzer>(members, messages);

    [Theory]
    [InlineData("static int F(float[] x) => TensorPrimitives.IndexOfMax<float>(x) + (int)MathF.Exp(0);")]
    [InlineData("static double F(double[] p) => -p.Sum(v => v * Math.Log(v));")]
    [InlineData("static double F(double[] x) => x.Select(v => Math.Exp(-v * v)).Max();")]
    [InlineData("static float F(float[] x) { var s = x.Sum(); return x.Select(v => v / s).OrderByDescending(v => v).First(); }")]
    // Of the logits themselves, of other rows, the smallest, more than the index.
    [InlineData("static int F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); int best = 0; for (int i = 1; i < x.Length; i++) if (x[i] > x[best]) best = i; return best; }")]
    [InlineData("static int F(float[] p) { p[0] = MathF.Exp(p[0]); int best = 0; for (int i = 1; i < p.Length; i++) if (p[i] > p[best]) best = i; return best; }")]
    [InlineData("static int F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); int least = 0; for (int i = 1; i < p.Length; i++) if (p[i] < p[least]) least = i; return least; }")]
    [InlineData("static int F(float[] x, float[] p, float[] q) { TensorPrimitives.SoftMax(x, p); int best = 0; for (int i = 1; i < p.Length; i++) if (p[i] > q[best]) best = i; return best; }")]
    [InlineData("static int F(float[] x, float[] p) { TensorPrimitives.SoftMax(x, p); float t = 0.5f; int last = 0; for (int i = 1; i < p.Length; i++) if (p[i] > t) last = i; return last; }")]
    public Task KG2004_is_silent(string members) => AnalyzerVerifier.Silent<SoftmaxThenScoreAnalyzer>(Code.Class(members));
}
