using KernelGen.Catalogue.Tests.Infrastructure;
using static KernelGen.Catalogue.Tests.Numbers.Formula;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>Mixtures, policies, norms and optimiser steps, activations.</summary>
static partial class Formulas
{
    static readonly Dictionary<string, Func<Inputs, double[][]>> Others = new()
    {
        ["MultinomialMixture.Expert"] = i => Results(LogSoftmax(i.Row("x"))[Label(i)]),
        ["MultinomialMixture.Mixture"] = i => Results(LogSumExp(Map(LogSoftmax(i.Row("gate")), i.Row("experts"), (g, e) => g + e))),
        ["GaussianMixture.LogDensity"] = i => Results(LogSumExp(Joint(i)) - LogSumExp(i.Row("gate"))),
        ["GaussianMixture.Responsibility"] = i => Results(Softmax(Joint(i))),
        ["ReluRouting.Gate"] = i => Results(Map(i.Row("x"), Relu)),
        ["ReluRouting.Penalty"] = i => Results(i.Row("x").Zip(i.Row("load"), (x, f) => f * Relu(x)).Sum(), i.Row("x").Count(v => v > 0)),
        ["PolicyGradient.Gradient"] = i =>
        {
            var (p, a) = (Softmax(i.Row("x")), i.Row("advantage"));
            return Results(Map(p, a, (q, v) => q * (v - p.Zip(a, (r, w) => r * w).Sum())));
        },
        ["SoftActorCritic.LogDensity"] = i => Results(Squashed(i)),
        ["SoftActorCritic.Target"] = i => Results(Math.Min(i.Number("first"), i.Number("second")) - (i.Number("alpha") * Squashed(i))),
        ["ShrinkageBaseline.Advantage"] = i =>
        {
            var (r, n) = (i.Row("rewards"), (double)i.Length);
            var noise = Variance(r) / (n - 1);
            var weight = noise / (noise + Math.Pow(r.Average() - i.Number("prior"), 2));
            return Results(Map(r, v => v - (weight * i.Number("prior")) - ((1 - weight) * r.Average())));
        },
        ["PolyCom.PolyRelu"] = i => Results(Map(i.Row("x"), v => (i.Number("a1") * Relu(v)) + (i.Number("a2") * Math.Pow(Relu(v), 2)) + (i.Number("a3") * Math.Pow(Relu(v), 3)))),
        ["PolyCom.PolyNorm"] = i =>
        {
            double scale(int power) => 1 / Math.Sqrt(i.Row("x").Average(v => Math.Pow(v, 2 * power)) + i.Number("epsilon"));
            return Results(Map(i.Row("x"), v => (i.Number("w0") * v * v * v * scale(3)) + (i.Number("w1") * v * v * scale(2)) + (i.Number("w2") * v * scale(1)) + i.Number("bias")));
        },
        ["AdaptiveSwish.Activation"] = i => Results(Map(i.Row("x"), v => v * Sigmoid(2 * i.Number("alpha") * (v - i.Row("x").Average() - (i.Number("quantile") * Math.Sqrt(Variance(i.Row("x")))))))),
        ["Lamb.Step"] = i =>
        {
            var (m, v) = (Averaged(i, "m", "beta1", g => g), Averaged(i, "v", "beta2", g => g * g));
            var r = Map(m, v, i.Row("w"), (a, b, w) => (a / i.Number("warm1") / (Math.Sqrt(b / i.Number("warm2")) + i.Number("epsilon"))) + (i.Number("decay") * w));
            var step = i.Number("rate") * (Norm(r) > 0 ? Norm(i.Row("w")) / Norm(r) : 1);
            return Results(Map(i.Row("w"), r, (w, d) => w - (step * d)), m, v);
        },
        ["AdaptiveBatch.Deviation"] = i => Results(i.Row("gradient").Zip(i.Row("mean"), (g, m) => (g - m) * (g - m)).Sum(), i.Row("mean").Sum(m => m * m)),
        ["AdaptiveBatch.Step"] = i => i.Number("sum") + i.Row("gradient").Sum(g => g * g) is var next
            ? Results(Map(i.Row("w"), i.Row("gradient"), (w, g) => w - (i.Number("rate") * g / Math.Sqrt(next))), next) : [],
        ["AdaptiveMemory.Step"] = i =>
        {
            var (d, g, lambda) = (i.Row("d"), i.Row("g"), i.Number("lambda"));
            var apart = Map(g, d, (a, b) => a - b);
            var beta = Math.Clamp(((i.Number("gap") / i.Number("rate")) + g.Zip(apart, (a, b) => a * b).Sum()) / apart.Sum(v => v * v), 0, 1);
            var next = Map(d, g, (a, b) => (((beta + lambda) * a) + ((1 - beta) * b)) / (1 + lambda));
            return Results(Map(i.Row("x"), next, (x, v) => x - (i.Number("rate") * v)), next);
        },
        ["HebbianAdaptation.Activity"] = i => Results(Softmax(Cooled(i, "u"))),
        ["HebbianAdaptation.Step"] = i => Results(Map(i.Row("u"), i.Row("w"), Softmax(Cooled(i, "u")), (u, w, y) => w + (i.Number("rate") * y * (i.Number("input") - (u * w))))),
        ["SeriesActivation.Activation"] = i => Results(Map(i.Row("x"), v => (i.Number("a1") * Sigmoid(v + i.Number("b1"))) + (i.Number("a2") * Sigmoid(v + i.Number("b2"))))),
        ["CrRelu.Activation"] = i => Results(Map(i.Row("x"), v => Relu(v) + (i.Number("epsilon") * v * Math.Exp(-v * v / 2)))),
        ["ClippedRelu.Activation"] = i => Results(Map(i.Row("x"), v => v >= 0 && v <= i.Number("limit") ? v : 0)),
        ["DopamineGate.Soft"] = i => Results(Map(i.Row("x"), v => i.Number("gain") * v * Sigmoid((v - i.Number("threshold")) / i.Number("temperature")))),
        ["DopamineGate.Hard"] = i => Results(Map(i.Row("x"), v => v > i.Number("threshold") ? i.Number("gain") * v : 0)),
        ["Eml.Node"] = i => Results(Map(i.Row("x"), i.Row("y"), (x, y) => Math.Exp(x) - Math.Log(y))),
        ["Eml.Logarithm"] = i => Results(Map(i.Row("x"), Math.Log)),
        ["BiPer.Forward"] = i => Results(Map(i.Row("x"), v => Math.Sign(Math.Sin(i.Number("omega") * v)))),
        ["BiPer.Backward"] = i => Results(Map(i.Row("x"), i.Row("gradient"), (v, g) => g * i.Number("omega") * Math.Cos(i.Number("omega") * v))),
        ["AdaBelief.Step"] = i =>
        {
            var m = Averaged(i, "m", "beta1", g => g);
            var s = Map(i.Row("s"), i.Row("g"), m, (v, g, a) => (i.Number("beta2") * v) + ((1 - i.Number("beta2")) * (g - a) * (g - a)) + i.Number("epsilon"));
            return Results(Map(i.Row("w"), m, s, (w, a, b) => w - (i.Number("rate") * a / i.Number("warm1") / (Math.Sqrt(b / i.Number("warm2")) + i.Number("epsilon")))), m, s);
        },
        ["Lion.Step"] = i => Results(
            Map(i.Row("w"), Averaged(i, "m", "beta1", g => g), (w, u) => w - (i.Number("rate") * (Math.Sign(u) + (i.Number("decay") * w)))), Averaged(i, "m", "beta2", g => g)),
        ["ScaleAndShift.Features"] = i => Results(Map(i.Row("x"), i.Row("scale"), i.Row("shift"), (x, a, b) => (x * a) + b)),
    };

    public static IReadOnlyDictionary<string, Func<Inputs, double[][]>> All => field ??= Weights.Concat(Losses).Concat(Others).Concat(Choices).ToDictionary(f => f.Key, f => f.Value);

    static double[] Joint(Inputs i) => Map(i.Row("gate"), i.Row("mean"), i.Row("deviation"), (g, m, d) => g - (Math.Pow((i.Number("value") - m) / d, 2) / 2) - Math.Log(d * Math.Sqrt(2 * Math.PI)));

    // log(1 − tanh²u) = 2·(log 2 − |u| − log(1 + e^(−2|u|))).
    static double Squashed(Inputs i) => Map(i.Row("u"), i.Row("mean"), i.Row("deviation"), (u, m, d) =>
        (-Math.Pow((u - m) / d, 2) / 2) - Math.Log(d * Math.Sqrt(2 * Math.PI)) - (2 * (Math.Log(2) - Math.Abs(u) - Log1p(Math.Exp(-2 * Math.Abs(u)))))).Sum();

    static double[] Averaged(Inputs i, string state, string beta, Func<double, double> of) =>
        Map(i.Row(state), i.Row("g"), (s, g) => (i.Number(beta) * s) + ((1 - i.Number(beta)) * of(g)));
}
