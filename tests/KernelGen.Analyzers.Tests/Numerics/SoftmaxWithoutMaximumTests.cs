using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Bodies;

namespace KernelGen.Analyzers.Tests.Numerics;

public class SoftmaxWithoutMaximumTests
{
    [Theory]
    // A plain loop.
    [InlineData("static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i])|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static void F(double[] x, double[] y) { double sum = 0; foreach (var v in x) sum += {|KG1003:Math.Exp(v)|}; for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(x[i]) / sum; }")]
    // By a reciprocal.
    [InlineData("static void F(ReadOnlySpan<float> x, Span<float> y) { var sum = 0f; for (int i = 0; i < x.Length; i++) sum += y[i] = {|KG1003:MathF.Exp(x[i])|}; var inverse = 1 / sum; for (int i = 0; i < y.Length; i++) y[i] *= inverse; }")]
    // The pair of the ONNX Runtime's sample, with its sort.
    [InlineData("static void F(IEnumerable<float> output) { float sum = output.Sum(x => (float){|KG1003:Math.Exp(x)|}); IEnumerable<float> softmax = output.Select(x => (float)Math.Exp(x) / sum); var top = softmax.Select((x, i) => (i, x)).OrderByDescending(x => x.x).Take(10); }")]
    [InlineData("static double[] F(double[] x) { var exps = x.Select(v => {|KG1003:Math.Exp(v)|}).ToArray(); var total = exps.Sum(); return exps.Select(e => e / total).ToArray(); }")]
    [InlineData("static float[] F(List<float> x) => x.Select(v => MathF.Exp(v) / x.Sum(u => {|KG1003:MathF.Exp(u)|})).ToArray();")]
    [InlineData("static double[] F(double[] x) { var e = {|KG1003:Array.ConvertAll(x, Math.Exp)|}; double s = e.Aggregate(0.0, (a, v) => a + v); return Array.ConvertAll(e, v => v / s); }")]
    // An exponential hidden in a helper that calls itself a softmax.
    [InlineData("static float Softmax(float x) => (float)Math.Exp(x); static void F(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) { x[i] = {|KG1003:Softmax(x[i])|}; sum += x[i]; } for (int i = 0; i < x.Length; i++) x[i] = x[i] / sum; }")]
    [InlineData("static void F(double[] x) { static double E(double v) => Math.Exp(v); double s = 0; for (int i = 0; i < x.Length; i++) s += {|KG1003:E(x[i])|}; for (int i = 0; i < x.Length; i++) x[i] = E(x[i]) / s; }")]
    // Once, where it is written, and not again where its row is handed on.
    [InlineData("static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = {|KG1003:MathF.Exp(x[i])|}; for (int i = 0; i < x.Length; i++) y[i] /= sum; } static float[] G(float[] x, float[] y) { F(x, y); return y; }")]
    // Array helpers, a temporary each.
    [InlineData("static double[] Exp(double[] a) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = Math.Exp(a[i]); return r; } static double Sum(double[] a) { double s = 0; foreach (var v in a) s += v; return s; } static double[] Divide(double[] a, double b) { var r = new double[a.Length]; for (int i = 0; i < a.Length; i++) r[i] = a[i] / b; return r; } static double[] F(double[] x) { var e = {|KG1003:Exp(x)|}; var s = Sum(e); var y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = e[i] / s; return y; }")]
    // Pointers inside Parallel.For.
    [InlineData("static void F(float* x, int rows, int n) { Parallel.For(0, rows, r => { float* row = x + r * n; float sum = 0; for (int i = 0; i < n; i++) { row[i] = {|KG1003:MathF.Exp(row[i])|}; sum += row[i]; } for (int i = 0; i < n; i++) row[i] /= sum; }); }")]
    [InlineData("static void F(float* p, int n) { float sum = 0; float* q = p; for (int i = 0; i < n; i++) sum += {|KG1003:MathF.Exp(*q++)|}; for (int i = 0; i < n; i++) p[i] = MathF.Exp(p[i]) / sum; }")]
    // Channels apart by a stride.
    [InlineData("static void F(float[] data, int channels, int plane) { for (int p = 0; p < plane; p++) { float sum = 0; for (int c = 0; c < channels; c++) { data[c * plane + p] = {|KG1003:MathF.Exp(data[c * plane + p])|}; sum += data[c * plane + p]; } for (int c = 0; c < channels; c++) data[c * plane + p] /= sum; } }")]
    // A volume behind Get and Set.
    [InlineData("interface IVolume { double Get(int x, int y, int d, int n); void Set(int x, int y, int d, int n, double v); } static void F(IVolume input, IVolume output, int w, int h, int depth, int batch) { for (int n = 0; n < batch; n++) for (int x = 0; x < w; x++) for (int y = 0; y < h; y++) { double sum = 0; for (int d = 0; d < depth; d++) { var e = {|KG1003:Math.Exp(input.Get(x, y, d, n))|}; sum += e; output.Set(x, y, d, n, e); } for (int d = 0; d < depth; d++) output.Set(x, y, d, n, output.Get(x, y, d, n) / sum); } }")]
    [InlineData("interface IVolume { double Get(int x, int y, int d, int n); void Set(int x, int y, int d, int n, double v); } static void F(IVolume input, IVolume output, int depth, int batch) { for (int n = 0; n < batch; n++) { var es = new double[depth]; double sum = 0; for (int i = 0; i < depth; i++) { var e = {|KG1003:Math.Exp(input.Get(0, 0, i, n))|}; sum += e; es[i] = e; } for (int i = 0; i < depth; i++) { es[i] /= sum; output.Set(0, 0, i, n, es[i]); } } }")]
    // Five arrays, one after the other, each by a helper.
    [InlineData("static double[] Exp(double[] a) => a.Select(Math.Exp).ToArray(); static double[] Divide(double[] a, double b) => a.Select(v => v / b).ToArray(); static double[] Scale(double[] a, double k) => a.Select(v => v * k).ToArray(); static double[] Add(double[] a, double[] b) => a.Zip(b, (p, q) => p + q).ToArray(); static double[] F(double[] x, double[] bias) { var t1 = Scale(x, 0.5); var t2 = Add(t1, bias); var t3 = {|KG1003:Exp(t2)|}; var t4 = t3.Sum(); return Divide(t3, t4); }")]
    // Channels apart, from where the batch begins.
    [InlineData("static void F(float[] source, float[] y, int batch, int channels, int plane) { for (int b = 0; b < batch; b++) for (int p = 0; p < plane; p++) { int at = b * channels * plane + p; float sum = 0; for (int c = 0; c < channels; c++) { float e = {|KG1003:MathF.Exp(source[at + c * plane])|}; y[at + c * plane] = e; sum += e; } for (int c = 0; c < channels; c++) y[at + c * plane] /= sum; } }")]
    // The division eight lanes at a time.
    [InlineData("static void F(float[] x, float[] y) { float sum = 0; for (int j = 0; j < x.Length; j++) { y[j] = {|KG1003:MathF.Exp(x[j])|}; sum += y[j]; } var v = new System.Numerics.Vector<float>(sum); int i = 0; for (; i <= y.Length - 8; i += 8) (new System.Numerics.Vector<float>(y, i) / v).CopyTo(y, i); for (; i < y.Length; i++) y[i] /= sum; }")]
    // Vectorised apart from the exponential, and with a temperature that is tested.
    [InlineData("static void F(float[] x, float temperature) { if (temperature <= 0) throw new ArgumentException(); float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] = {|KG1003:MathF.Exp(x[i] / temperature)|}; TensorPrimitives.Divide(x, sum, x); }")]
    [InlineData("static void F(Half[] x) { Half sum = Half.Zero; for (int i = 0; i < x.Length; i++) sum += x[i] = {|KG1003:Half.Exp(x[i])|}; for (int i = 0; i < x.Length; i++) x[i] /= sum; }", "11.09")]
    // What is subtracted is no maximum.
    [InlineData("static void F(float[] x, float[] y) { float mean = x.Average(); float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = {|KG1003:MathF.Exp(x[i] - mean)|}; sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }", "88.72")]
    [InlineData("static double F(double[] a, double[] v) { double n = 0, d = 0; for (int i = 0; i < a.Length; i++) { n += v[i] * Math.Exp(a[i]); d += {|KG1003:Math.Exp(a[i])|}; } return n / d; }", "709.78")]
    [InlineData("static void F(float[] x, float[] y) { {|KG1003:TensorPrimitives.Exp(x, y)|}; float s = TensorPrimitives.Sum<float>(y); TensorPrimitives.Divide(y, s, y); }")]
    public Task Fires(string members, params string[] messages) => Code.Fires<SoftmaxWithoutMaximumAnalyzer>(members, messages);

    [Theory]
    // The maximum by a loop, by LINQ, by TensorPrimitives, by a helper, as a parameter.
    [InlineData("static void F(double[] x, double[] y) { double max = double.NegativeInfinity; foreach (var v in x) if (v > max) max = v; double sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = Math.Exp(x[i] - max); for (int i = 0; i < x.Length; i++) y[i] /= sum; }")]
    [InlineData("static double[] F(double[] x) { var max = x.Max(); var exps = x.Select(v => Math.Exp(v - max)).ToList(); var sum = exps.Sum(); return exps.Select(e => e / sum).ToArray(); }")]
    [InlineData("static void F(float[] x, float[] y) { float max = TensorPrimitives.Max<float>(x); float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } TensorPrimitives.Divide(y, sum, y); }")]
    [InlineData("static float Largest(float[] x) { float m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); return m; } static void F(float[] x) { var m = Largest(x); float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x, float offset) { float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - offset); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x, float lse) { float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - lse); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    // Subtracted in place, by a loop, by TensorPrimitives or by another method.
    [InlineData("static void F(double[] x) { var m = x.Max(); for (int i = 0; i < x.Length; i++) x[i] -= m; double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = Math.Exp(x[i]); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x, float[] y) { TensorPrimitives.Subtract(x, TensorPrimitives.Max<float>(x), y); TensorPrimitives.Exp(y, y); TensorPrimitives.Divide(y, TensorPrimitives.Sum<float>(y), y); }")]
    [InlineData("static void Stabilize(double[] x) { double m = x.Max(); for (int i = 0; i < x.Length; i++) x[i] -= m; } static void F(double[] x) { Stabilize(x); double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = Math.Exp(x[i]); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    // Weights that cannot be more than 1.
    [InlineData("static double F(double[] x, double[] v) { double n = 0, d = 0; for (int i = 0; i < x.Length; i++) { double w = Math.Exp(-x[i] * x[i] / 2); n += w * v[i]; d += w; } return n / d; }")]
    [InlineData("static double F(double[] x, double c, double[] v) { double n = 0, d = 0; for (int i = 0; i < x.Length; i++) { double w = Math.Exp(-0.5 * Math.Pow(x[i] - c, 2)); n += w * v[i]; d += w; } return n / d; }")]
    [InlineData("static double F(double[] x, double[] v) { double n = 0, d = 0; for (int i = 0; i < x.Length; i++) { double w = Math.Exp(-Math.Abs(x[i])); n += w * v[i]; d += w; } return n / d; }")]
    [InlineData("static double F(double[] distances) { double d = 0; foreach (var r in distances) d += Math.Exp(-r); return distances[0] / d; }")]
    [InlineData("static void F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = Math.Exp(Math.Clamp(x[i], -50, 50)); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { var v = x[i]; if (v > 80) v = 80; s += x[i] = Math.Exp(v); } for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = Math.Exp(30 * Math.Tanh(x[i])); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static double F(double[] x, double[] c, double[] v, double s) { double n = 0, d = 0; for (int i = 0; i < x.Length; i++) { var r = x[i] - c[i]; var w = Math.Exp(-0.5 * r * r / (s * s)); n += w * v[i]; d += w; } return n / d; }")]
    [InlineData("static double F(double[] x, double[] c, double[] v, double s) { double n = 0, d = 0; for (int i = 0; i < x.Length; i++) { var r = x[i] - c[i]; var w = Math.Exp(r * -s * r * s); n += w * v[i]; d += w; } return n / d; }")]
    [InlineData("static void F(float[] x) { float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(Math.Min(0, x[i])); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x, float shift) { float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - shift); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    // The maximum by its index.
    [InlineData("static void F(float[] x) { int best = 0; for (int i = 1; i < x.Length; i++) if (x[i] > x[best]) best = i; float m = x[best], s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x) { var m = x[TensorPrimitives.IndexOfMax<float>(x)]; float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - m); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(double[] x, double beta) { var m = x.Min(); double z = 0; foreach (var e in x) z += Math.Exp(-beta * (e - m)); for (int i = 0; i < x.Length; i++) x[i] = Math.Exp(-beta * (x[i] - m)) / z; }")]
    // Logarithms of what was a number before.
    [InlineData("static void F(double[] logWeights) { double s = 0; for (int i = 0; i < logWeights.Length; i++) s += logWeights[i] = Math.Exp(logWeights[i]); for (int i = 0; i < logWeights.Length; i++) logWeights[i] /= s; }")]
    [InlineData("static double F(double[] x) { double s = 0; foreach (var v in x) s += Math.Exp(Math.Log(v) - 1); return x[0] / s; }")]
    // Running: the maximum moves along.
    [InlineData("static void F(float[] x, float[] y) { float m = float.NegativeInfinity, s = 0; for (int i = 0; i < x.Length; i++) { float m2 = Math.Max(m, x[i]); s = s * MathF.Exp(m - m2) + MathF.Exp(x[i] - m2); m = m2; } for (int i = 0; i < x.Length; i++) y[i] = MathF.Exp(x[i] - m) / s; }")]
    // Merely named so.
    [InlineData("static double Softmax(double x) => x * 2; static void F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += Softmax(x[i]); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static double[] F(double[] x) => x.Select(v => 1 / (1 + Math.Exp(-v))).ToArray();")]
    public Task Silent(string members) => Code.Silent(members);
}
