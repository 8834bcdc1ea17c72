using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Bodies;

namespace KernelGen.Analyzers.Tests.Numerics;

/// <summary>KG1012 and KG1013: maxima that begin at a number, masks by one.</summary>
public class MaximumTests
{
    private const string Rest = " float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - max); for (int i = 0; i < x.Length; i++) x[i] /= s; }";

    [Theory]
    [InlineData("static void F(float[] x) { float max = {|KG1012:float.MinValue|}; foreach (var v in x) if (v > max) max = v;" + Rest, "begins at float.MinValue")]
    [InlineData("static void F(float[] x) { float max = {|KG1012:0|}; foreach (var v in x) max = Math.Max(max, v);" + Rest, "below −104")]
    [InlineData("static void F(float[] x) { var max = {|KG1012:0f|}; for (int i = 0; i < x.Length; i++) { if (max < x[i]) { max = x[i]; } }" + Rest)]
    [InlineData("static void F(double[] x) { double top = {|KG1012:double.MinValue|}; for (int i = 0; i < x.Length; i++) top = x[i] > top ? x[i] : top; double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] - top); x[0] /= s; }")]
    [InlineData("static void F(float[] x) { float max = {|KG1012:-1e9f|}; foreach (var v in x) if (v > max) max = v;" + Rest, "where all are −∞")]
    [InlineData("static void F(float[] x) { var max = x.Aggregate({|KG1012:float.MinValue|}, Math.Max);" + Rest, "'max' begins at float.MinValue")]
    [InlineData("static void F(float[] x) { var max = x.Aggregate({|KG1012:0f|}, MathF.Max);" + Rest, "below −104")]
    [InlineData("static void F(float[] x) { float max = x.Aggregate({|KG1012:float.MinValue|}, (a, b) => Math.Max(a, b));" + Rest)]
    [InlineData("static void F(List<float> logits, float[] x) { float max = logits.Aggregate({|KG1012:float.MinValue|}, (a, b) => b > a ? b : a); float s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(logits[i] - max); for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    public Task KG1012(string members, params string[] messages) => Code.Fires<MaximumSeedAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(float[] x) { float max = float.NegativeInfinity; foreach (var v in x) if (v > max) max = v;" + Rest)]
    [InlineData("static void F(float[] x) { float max = x[0]; for (int i = 1; i < x.Length; i++) if (x[i] > max) max = x[i];" + Rest)]
    [InlineData("static float F(float[] x) { float max = 0; foreach (var v in x) if (v > max) max = v; return MathF.Log(max + 1); }")]
    [InlineData("static float F(float[] x) { float max = 0; foreach (var v in x) max = Math.Max(max, Math.Abs(v)); float s = 0; foreach (var v in x) s += MathF.Exp(Math.Abs(v) - max); return max + MathF.Log(s); }")]
    [InlineData("static float F(float[] x) { float worst = 0, top = Math.Max(0, x.Max()), s = 0; foreach (var v in x) s += MathF.Exp(v - top); foreach (var v in x) worst = Math.Max(worst, v / s); return worst; }")]
    [InlineData("static void F(float[] x) { var max = x.Aggregate(float.NegativeInfinity, Math.Max);" + Rest)]
    [InlineData("static void F(float[] x) { var max = x.Aggregate(Math.Max);" + Rest)]
    [InlineData("static void F(float[] x) { var max = x.Aggregate((a, b) => Math.Max(a, b));" + Rest)]
    [InlineData("static float F(float[] x) => MathF.Exp(1) * x.Aggregate(float.MinValue, Math.Max);")]
    [InlineData("static float F(float[] x) { var least = x.Aggregate(float.MaxValue, Math.Min); float s = 0; foreach (var v in x) s += MathF.Exp(least - v); return s; }")]
    public Task KG1012_is_silent(string members) => Code.Silent(members);

    private const string Normalise = " float max = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) s += x[i] = MathF.Exp(x[i] - max); for (int i = 0; i < x.Length; i++) x[i] /= s; }";

    [Theory]
    [InlineData("static void F(float[] x, bool[] keep) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1013:keep[i] ? x[i] : -100f|};" + Normalise, "the logit -100")]
    [InlineData("static void F(float[] x, int[] mask) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1013:mask[i] == 0 ? 0 : x[i]|};" + Normalise, "the weight e^0")]
    [InlineData("static void F(float[] x, bool[] keep) { float s = 0; var max = x.Max(); for (int i = 0; i < x.Length; i++) { var v = {|KG1013:keep[i] ? x[i] - max : -50|}; s += x[i] = MathF.Exp(v); } for (int i = 0; i < x.Length; i++) x[i] /= s; }")]
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] += {|KG1013:(1 - mask[i]) * -100f|};" + Normalise, "the logit -100")]
    // What is multiplied by 0 has the logit 0.
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1013:x[i] * mask[i]|};" + Normalise, "the logit 0 and so keeps the weight e^0")]
    [InlineData("static void F(float[] scores, int[] attentionMask, float[] x) { for (int i = 0; i < x.Length; i++) x[i] = {|KG1013:scores[i] * attentionMask[i]|} / 8;" + Normalise)]
    [InlineData("static void F(float[] x, bool[] keep) { for (int i = 0; i < x.Length; i++) {|KG1013:x[i] *= keep[i] ? 1 : 0|};" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask, float[] y) { {|KG1013:TensorPrimitives.Multiply(x, mask, y)|}; TensorPrimitives.SoftMax(y, y); }")]
    [InlineData("static float F(float[] x, float[] mask) { double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp({|KG1013:x[i] * mask[i]|}); return (float)Math.Log(s); }")]
    public Task KG1013(string members, params string[] messages) => Code.Fires<MaskByValueAnalyzer>(members, messages);

    [Theory]
    [InlineData("static void F(float[] x, bool[] keep) { for (int i = 0; i < x.Length; i++) x[i] = keep[i] ? x[i] : float.NegativeInfinity;" + Normalise)]
    [InlineData("static void F(float[] x, bool[] keep) { for (int i = 0; i < x.Length; i++) x[i] = keep[i] ? x[i] : -1e9f;" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] += (1 - mask[i]) * -10000f;" + Normalise)]
    [InlineData("static void F(float[] x, float[] distance) { for (int i = 0; i < x.Length; i++) x[i] += (1 - distance[i]) * -5f;" + Normalise)]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] = x[i] > 0 ? x[i] : 0;" + Normalise)]
    // Weights, what is masked by more than the product, what is masked after, a threshold, no softmax.
    [InlineData("static void F(float[] x, float[] weight) { for (int i = 0; i < x.Length; i++) x[i] *= weight[i];" + Normalise)]
    [InlineData("static void F(float[] x, float[] maskedBy) { for (int i = 0; i < x.Length; i++) x[i] *= maskedBy[i];" + Normalise)]
    [InlineData("static void F(float[] x, float[] dropoutMask) { for (int i = 0; i < x.Length; i++) x[i] *= dropoutMask[i];" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] = x[i] * mask[i] + (1 - mask[i]) * -1e9f;" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] += mask[i] * -1e9f;" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask, float[] y) { float max = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) s += y[i] = MathF.Exp((x[i] - max) * mask[i]) * mask[i]; for (int i = 0; i < x.Length; i++) y[i] /= s; }")]
    [InlineData("static void F(float[] x, float[] mask, float[] y) { float max = x.Max(), s = 0; for (int i = 0; i < x.Length; i++) if (mask[i] > 0) s += y[i] = MathF.Exp((x[i] - max) * mask[i]); for (int i = 0; i < x.Length; i++) y[i] /= s; }")]
    [InlineData("static void F(float[] x) { for (int i = 0; i < x.Length; i++) x[i] *= x[i] > 0 ? 1 : 0;" + Normalise)]
    [InlineData("static void F(float[] x, float[] mask) { for (int i = 0; i < x.Length; i++) x[i] *= mask[i]; x[0] = MathF.Log(2); }")]
    [InlineData("static void F(float[] x, bool[] keep) { for (int i = 0; i < x.Length; i++) x[i] = keep[i] ? x[i] : -100f; x[0] = MathF.Log(2); }")]
    public Task KG1013_is_silent(string members) => Code.Silent(members);
}
