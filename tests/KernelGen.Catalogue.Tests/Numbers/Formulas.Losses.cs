using KernelGen.Catalogue.Tests.Infrastructure;
using static KernelGen.Catalogue.Tests.Numbers.Formula;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>Losses and scores, of one row and of two.</summary>
static partial class Formulas
{
    static readonly Dictionary<string, Func<Inputs, double[][]>> Losses = new()
    {
        ["ZLoss.Loss"] = i =>
        {
            var x = i.Row("x");
            return Results(Softplus(i.Number("a") * (i.Number("b") - ((x[Label(i)] - x.Average()) / Math.Sqrt(Variance(x))))) / i.Number("a"));
        },
        ["Energy.Score"] = i => Results(Energy(i)),
        ["Energy.Hinge"] = i => Results(Math.Pow(Relu(Energy(i) - i.Number("limit")), 2)),
        ["MaximumProbability.Confidence"] = i => Results(Softmax(i.Row("x")).Max(), ArgMax(i.Row("x"))),
        ["GhostRadius.Radius"] = i =>
        {
            var spread = i.Row("slopes").Max() - i.Row("slopes").Min();
            return Results(Math.PI / spread, i.Number("step") * spread / Math.PI);
        },
        ["MaxSup.Loss"] = i => Results(-LogSoftmax(i.Row("x"))[Label(i)] + (i.Number("alpha") * (i.Row("x").Max() - i.Row("x").Average()))),
        ["ActiveLearning.LeastConfidence"] = i => Results(1 - Softmax(Cooled(i, "x")).Max(), Entropy(Cooled(i, "x"))),
        ["ActiveLearning.Margin"] = i => Results(Softmax(i.Row("x")).Append(0).OrderDescending().Take(2) is var top ? top.First() - top.Last() : 0),
        ["ActiveLearning.Inhibited"] = i => Results(Softmax([.. i.Row("x"), i.Number("alpha")])[..i.Length]),
        ["ActiveLearning.Evidential"] = i => Results(Shared(Map(i.Row("x"), v => Relu(v) + 1))),
        ["EntropyRegularizer.Penalty"] = i => Results(Entropy(i.Row("x")) - (i.Number("share") * Math.Log(i.Length)) is var off && Math.Abs(off) > i.Number("tolerance") * Math.Log(i.Length) ? off * off : 0),
        ["GumbelLoss.Loss"] = i => Results(-i.Row("q").Zip(i.Row("target"), (q, t) => (-t * Math.Exp(-q)) + ((1 - t) * Math.Log(OneMinusExp(Math.Exp(-q))))).Sum()),
        ["EquiangularBasis.Length"] = i => Results(Norm(i.Row("feature"))),
        ["EquiangularBasis.Loss"] = i => Results(-LogSoftmax(Map(i.Row("products"), p => p / i.Number("norm") / i.Number("temperature")))[Label(i)], ArgMax(i.Row("products"))),
        ["NbcSoftmax.Loss"] = i => Results(Math.Log(i.Row("cosines").Select((c, k) => k == (int)i["own"] ? 1 : Math.Exp(i.Number("tau") * c)).Sum() + 1e-10)),
        ["SoftCoT.Loss"] = i => Results(-LogSoftmax(Map(i.Row("products"), i.Row("norms"), (p, n) => 20 * Math.Clamp(p / (n * i.Number("norm")), -1, 1)))[Label(i)]),
        ["CnnSvm.Loss"] = i => Results(Hinge(i)),
        ["CnnSvm.Penalty"] = i => Results(i.Row("w").Sum(w => w * w) / 2),
        ["GruSvm.Loss"] = i => Results(Hinge(i), ArgMax(i.Row("scores"))),
        ["Maxout.Unit"] = i => Results(Map(i.Row("z1"), i.Row("z2"), i.Row("z3"), (p, q, r) => Math.Max(p, Math.Max(q, r)))),
        ["WeakestLink.Tier"] = i => Results(new[] { "first", "second", "third" }.Count(t => i.Row("scores").All(s => s >= i.Number(t)))),
        ["UltraLif.Membrane"] = i => Results(Map(i.Row("a"), i.Row("b"), (a, b) => Smooth(a, b, i.Number("epsilon")))),
        ["UltraLif.Spikes"] = i => Results(Map(i.Row("a"), i.Row("b"), (a, b) => Sigmoid((Smooth(a, b, i.Number("epsilon")) - i.Number("threshold")) / i.Number("epsilon")))),
        ["SoftInfoNce.Loss"] = i =>
        {
            var (s, v, alpha, beta) = (i.Row("scores"), Softmax(Cooled(i, "similarities")), i.Number("alpha"), i.Number("beta"));
            var weights = v.Select((p, k) => k == Label(i) ? 1 : Math.Max(0.1, (beta - (alpha * p)) / (beta - (alpha / i.Length)))).ToArray();
            return Results(-(s[Label(i)] - LogSumExp(Map(s, weights, (x, w) => x + Math.Log(w)))));
        },
        ["NormalizedDistillation.Loss"] = i =>
        {
            bool others(int k) => k != Label(i);
            var own = Softmax(i.Row("teacher"))[Label(i)] * LogSoftmax(i.Row("student"))[Label(i)];
            if (i.Length == 1) return Results(-own);
            var (t, s) = (Cooled(i, "teacher").Where((_, k) => others(k)).ToArray(), Cooled(i, "student").Where((_, k) => others(k)).ToArray());
            return Results(-own - (i.Number("gamma") * Math.Pow(i.Number("temperature"), 2) * Softmax(t).Zip(LogSoftmax(s), (p, log) => p * log).Sum()));
        },
        ["BinaryMapDistillation.Loss"] = i => Results(i.Row("teacher").Zip(i.Row("student"), (t, s) =>
            Math.Pow(Math.Abs(Sigmoid(t) - Sigmoid(s)), i.Number("beta")) * ((Sigmoid(t) * Softplus(-s)) + (Sigmoid(-t) * Softplus(s)))).Sum()),
        ["KnowledgeTransfer.Divergence"] = i => Results(Divergence(i.Row("teacher"), i.Row("student")), -Softmax(i.Row("teacher")).Zip(LogSoftmax(i.Row("student")), (p, log) => p * log).Sum()),
        ["KnowledgeTransfer.SquaredError"] = i => Results(Math.Pow(LogSoftmax(i.Row("teacher"))[Label(i)] - LogSoftmax(i.Row("student"))[Label(i)], 2) / 2),
        ["LogitPairing.Loss"] = i => Results(ArgMax(i.Row("a")) == Label(i) ? Divergence(i.Row("a"), i.Row("b")) : 0),
    };

    static int Label(Inputs i) => (int)i["label"];

    static double[] Cooled(Inputs i, string row) => Map(i.Row(row), v => v / i.Number("temperature"));

    static double Energy(Inputs i) => -i.Number("temperature") * LogSumExp(Cooled(i, "x"));

    static double Hinge(Inputs i) => i.Number("c") * i.Row("scores").Zip(i.Row("signs"), (f, y) => Math.Pow(Math.Max(0, 1 - (y * f)), 2)).Sum();

    static double Smooth(double a, double b, double epsilon) => Math.Max(a, b) + (epsilon * Log1p(Math.Exp(-Math.Abs(a - b) / epsilon)));

    // 1 − e^−t for t ≥ 0.
    static double OneMinusExp(double t) => t < 1e-3 ? t - (t * t / 2) + (t * t * t / 6) : 1 - Math.Exp(-t);
}
