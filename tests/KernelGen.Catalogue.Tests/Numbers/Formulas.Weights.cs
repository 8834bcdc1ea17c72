using KernelGen.Catalogue.Tests.Infrastructure;
using static KernelGen.Catalogue.Tests.Numbers.Formula;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>The kernels once more, by hand, in double: core algorithms, weights, quantised outputs.</summary>
static partial class Formulas
{
    static readonly Dictionary<string, Func<Inputs, double[][]>> Weights = new()
    {
        ["TwoPassSoftmax.Weights"] = i => Results(Softmax(Map(i.Row("x"), v => i.Number("scale") * v))),
        ["OnlineSoftmax.Weights"] = i => Results(Softmax(i.Row("x"))),
        ["OnlineSoftmax.Top"] = i => Results(Softmax(i.Row("x")).Max(), ArgMax(i.Row("x"))),
        ["UnifiedMaxSoftmax.Weights"] = i => Results(Softmax(i.Row("x"))),
        ["Chronicals.CutCrossEntropy"] = i =>
        {
            var (z, x, s) = (LogSumExp(i.Row("logits")), i.Row("logits"), i.Number("smoothing"));
            return Results(((1 - s) * (z - x[(int)i["label"]])) + (s * x.Average(v => z - v)) + (i.Number("lambda") * z * z));
        },
        ["Chronicals.RmsNorm"] = i => Results(Map(i.Row("x"), i.Row("gain"), (x, g) => x * g / Math.Sqrt(i.Row("x").Average(v => v * v) + i.Number("epsilon")))),
        ["Chronicals.SwiGlu"] = i => Results(Map(i.Row("gate"), i.Row("x"), (g, x) => g * Sigmoid(g) * x)),
        ["Chronicals.RotaryEmbedding"] = i => Results(
            Map(Map(i.Row("x1"), i.Row("cos"), (x, c) => x * c), Map(i.Row("x2"), i.Row("sin"), (x, s) => x * s), (p, q) => p - q),
            Map(Map(i.Row("x2"), i.Row("cos"), (x, c) => x * c), Map(i.Row("x1"), i.Row("sin"), (x, s) => x * s), (p, q) => p + q)),
        ["StableMax.Weights"] = i => Results(Shared(Map(i.Row("x"), Growth))),
        ["StableMax.Loss"] = i => Results(-Math.Log(Shared(Map(i.Row("x"), Growth))[(int)i["label"]])),
        ["Softpick.Weights"] = i => Results(Picked(i.Row("x"), _ => true)),
        ["Softpick.Masked"] = i => Results(Picked(i.Row("x"), k => ((bool[])i["keep"])[k])),
        ["ScalableSoftmax.Weights"] = i => Results(Softmax(Map(i.Row("x"), v => i.Number("s") * Math.Log(i.Length) * v))),
        ["AdaptiveTemperature.Weights"] = i => Results(Softmax(Map(i.Row("x"), v => Sharpness(Entropy(i.Row("x"))) * v))),
        ["PowerSoftmax.Weights"] = i =>
        {
            var powers = Map(i.Row("x"), v => Math.Pow(v / i.Number("c"), i.Number("p")));
            return Results(Map(powers, v => v / (powers.Sum() + (i.Number("epsilon") * i.Length))));
        },
        ["SoftplusAttention.Weights"] = i =>
        {
            var a = Shared(Map(i.Row("x"), v => Softplus(i.Number("scale") * Math.Log(i.Length) * v)));
            return Results(Shared(Map(a, v => Math.Pow(Relu((i.Length * v) - 1), i.Number("p")))));
        },
        ["TemperatureGate.Weights"] = i => Results(Softmax(Map(i.Row("x"), v => v / i.Number("temperature")))),
        ["TemperatureGate.Activated"] = i => Results(Softmax(Map(i.Row("x"), v => Math.Tanh(v) / i.Number("temperature")))),
        ["ContinualMasking.Weights"] = i => Results(Softmax([.. i.Row("x").Select((v, k) => ((bool[])i["own"])[k] ? v : v + i.Number("penalty"))])),
        ["SoftmaxBiasCorrection.Dequantized"] = i => Results(Map(Softmax(i.Row("x")), p => Rounded(p, i.Number("step"), i.Number("offset")) + i.Number("bias"))),
        ["SoftmaxBiasCorrection.Bias"] = i => Results(Softmax(i.Row("x")).Average(p => p - Rounded(p, i.Number("step"), i.Number("offset")))),
        ["AdaLog.Dequantized"] = i => Results(Map(LogSoftmax(i.Row("x")), log =>
        {
            var q = Math.Max(0, Math.Round(-((log / Math.Log(2)) - Math.Log2(i.Number("step"))) * 37 / i.Number("b")));
            return q < i.Number("levels") ? i.Number("step") * Math.Pow(2, -q * i.Number("b") / 37) : 0;
        })),
        ["PowerOfTwo.Dequantized"] = i => Results(Map(i.Row("w"), w =>
        {
            var high = Math.Floor(Math.Log2(i.Row("w").Max(Math.Abs) * 4 / 3));
            return Math.Sign(w) * Math.Pow(2, Math.Max(high - i.Number("levels") + 1, Math.Min(high, Math.Round(Math.Log2(Math.Abs(w))))));
        })),
    };

    static double Growth(double x) => x >= 0 ? x + 1 : 1 / (1 - x);

    static double Rounded(double p, double step, double offset) => step * (Math.Clamp(Math.Round(p / step) + offset, 0, 255) - offset);

    static double Sharpness(double h) => h <= 0.5 ? 1 : Math.Max(1, (-0.037 * Math.Pow(h, 4)) + (0.481 * Math.Pow(h, 3)) - (2.3 * h * h) + (4.917 * h) - 1.791);

    // e^(x−m) − e^−m, with m no less than 0.
    static double[] Picked(double[] x, Func<int, bool> kept)
    {
        var m = x.Where((_, k) => kept(k)).Append(0).Max();
        var u = x.Select((v, k) => !kept(k) ? 0 : v < 1e-3 && v > -1e-3 ? (v + (v * v / 2) + (v * v * v / 6)) * Math.Exp(-m) : Math.Exp(v - m) - Math.Exp(-m)).ToArray();
        return Map(u, v => Relu(v) / (u.Sum(Math.Abs) + (1e-8 * Math.Exp(-m))));
    }
}
