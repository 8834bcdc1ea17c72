namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>Programs that are fixed, by a name; <c>Run</c> is called before and after.</summary>
public static class FixCases
{
    private const string Run = Into + "F(x, _y); return _y; }";

    // Into a row that is there already: what is measured is what was fixed.
    private const string Into = " static float[] _y = []; public static float[] Run(float[] x) { if (_y.Length != x.Length) _y = new float[x.Length]; ";

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
        { "a temperature", "static void F(float[] x, float t, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += y[i] = MathF.Exp(x[i] / t); for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Into + "F(x, 0.7f, _y); return _y; }" },
        { "helpers", "static float Softmax(float x) => (float)Math.Exp(x); static void F(float[] x, float[] y) { float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = Softmax(x[i]); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] = y[i] / sum; }" + Run },
        { "a chain", "static void F(float[] x, float[] y) { float m = TensorPrimitives.Max<float>(x); TensorPrimitives.Subtract(x, m, y); TensorPrimitives.Exp<float>(y, y); TensorPrimitives.Divide(y, TensorPrimitives.Sum<float>(y), y); }" + Run },
        { "the logarithm of SoftMax", "static void F(float[] x, float[] y) { TensorPrimitives.SoftMax(x, y); TensorPrimitives.Log<float>(y, y); }" + Run },
        { "the logarithm of a softmax by loops", "static void F(float[] x, float[] y) { float max = x.Max(), sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) { y[i] = MathF.Log(y[i] / sum); } }" + Run },
        { "log-sum-exp", "static float F(float[] x) { float sum = 0; foreach (var v in x) sum += MathF.Exp(v); return MathF.Log(sum); } public static float[] Run(float[] x) => [F(x)];" },
        { "log-sum-exp by LINQ", "static double F(float[] x) { double lse = Math.Log(x.Sum(v => Math.Exp(v))); return lse; } public static float[] Run(float[] x) => [(float)F(x)];" },
        { "log-sum-exp by a chain", "static float F(float[] x, float[] t) { float m = TensorPrimitives.Max<float>(x); var u = new float[x.Length]; TensorPrimitives.Subtract(x, m, u); TensorPrimitives.Exp<float>(u, u); return m + MathF.Log(TensorPrimitives.Sum<float>(u)); } public static float[] Run(float[] x) => [F(x, x)];" },
        { "cross-entropy", "static float F(float[] x, int label) { var m = x.Max(); double s = 0; foreach (var v in x) s += Math.Exp(v - m); return (float)(m + Math.Log(s) - x[label]); } public static float[] Run(float[] x) => [F(x, 3)];" },
        { "layer norm", "static void F(float[] x, float[] y) { double m = 0; foreach (var v in x) m += v; m /= x.Length; double q = 0; foreach (var v in x) q += (v - m) * (v - m); var r = 1 / Math.Sqrt(q / x.Length + 1e-5); for (int i = 0; i < x.Length; i++) y[i] = (float)((x[i] - m) * r); }" + Run },
        { "RMS norm", "static void F(float[] x, float[] w, float[] y) { float q = 0; for (int i = 0; i < x.Length; i++) q += x[i] * x[i]; var r = 1 / MathF.Sqrt(q / x.Length + 1e-6f); for (int i = 0; i < x.Length; i++) y[i] = w[i] * (x[i] * r); }" + Into + "F(x, x, _y); return _y; }" },
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
        { "a logarithm in a loop", "static void F(float[] x, float[] y, float s) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * MathF.Log(s); }" + Into + "F(x, _y, 3f); return _y; }" },
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
        { "the threshold of the forty largest", "static float F(float[] x, int k) { var sorted = x.ToArray(); Array.Sort(sorted); return sorted[^k]; } public static float[] Run(float[] x) => [F(x, Math.Min(40, x.Length))];" },
        { "the threshold of the forty largest, in a variable", "static void F(float[] x, float[] y) { int n = x.Length; var sorted = (float[])x.Clone(); Array.Sort(sorted); float bar = sorted[n - 4] / 2; for (int i = 0; i < n; i++) y[i] = x[i] < bar ? 0 : x[i]; } " + Run },
        { "a log-sum-exp to a base", "static float F(float[] x) { float sum = 0; foreach (var v in x) sum += MathF.Exp(v); return MathF.Log(sum, 2); } public static float[] Run(float[] x) => [F(x)];" },
        { "a log-sum-exp to the base e", "static float F(float[] x) { float sum = 0; foreach (var v in x) sum += MathF.Exp(v); return MathF.Log(sum, MathF.E); } public static float[] Run(float[] x) => [F(x)];" },
        { "a maximum by Aggregate", "static void F(float[] x, float[] y) { float max = x.Aggregate(float.MinValue, Math.Max), sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "a float sum, used twice", "public static float[] Run(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] * x[i]; return [MathF.Sqrt(sum / x.Length), -sum]; }" },
        { "a float sum of a list, used twice", "static float[] F(List<float> x, float c) { var total = 0f; foreach (var v in x) total = total + (v - c) * (v - c); return [MathF.Log(total), total]; } public static float[] Run(float[] x) => F([.. x], 0.25f);" },
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
        { "the index of the largest of a softmax, by a loop", "static int F(float[] x) { var p = new float[x.Length]; TensorPrimitives.SoftMax(x, p); int best = 0; for (int i = 1; i < p.Length; i++) if (p[i] > p[best]) best = i; return best; } public static float[] Run(float[] x) => [F(x)];" },
        { "a maximum by Aggregate", "static void F(float[] x, float[] y) { float max = x.Aggregate(float.MinValue, Math.Max); float sum = 0; for (int i = 0; i < x.Length; i++) { y[i] = MathF.Exp(x[i] - max); sum += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= sum; }" + Run },
        { "a log-sum-exp to the base e", "static float F(float[] x) { float sum = 0; for (int i = 0; i < x.Length; i++) sum += MathF.Exp(x[i]); return MathF.Log(sum, MathF.E); } public static float[] Run(float[] x) => [F(x)];" },
        { "softplus to the base e", "static double F(double x) => Math.Log(1 + Math.Exp(x), Math.E); public static float[] Run(float[] x) => x.Select(v => (float)F(v)).ToArray();" },
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
        { "a logarithm in a loop", "static void F(float[] x, float[] y, float s) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * MathF.Log(s); }" + Into + "F(x, _y, 3f); return _y; }" },
    };
}
