using static KernelGen.Numerics.Tests.Reference.DoubleReference;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>Every entry of the catalogue against its formula in plain double arithmetic.</summary>
public class CatalogueTests
{
    static readonly Row X = Logits;
    static readonly double[] D = Logits.Doubles(), O = Others.Doubles(), P = Softmax(D), Q = Softmax(O);
    static readonly double Lse = Math.Log(D.Sum(Math.Exp)), H = -P.Sum(p => p * Math.Log(p)), MeanX = D.Average();

    [Fact]
    public void Weights()
    {
        Close(P, Normalizers.Softmax(X));
        Close(Softmax(D.Select(v => v / 0.7f)), Normalizers.SoftmaxWithTemperature(X, 0.7f));
        Close(Softmax(D.Zip(O, (v, b) => v + b)), Normalizers.BiasedSoftmax(X, Others));
        Close(Softmax(D.Select(v => 2 * Math.Tanh(v / 2))), Normalizers.SoftcapSoftmax(X, 2));
        Close(Softmax(D.Select(v => 0.43 * Math.Log(D.Length) * v)), Normalizers.ScalableSoftmax(X, 0.43));
        Close(Share(D.Select(v => 1 / (1 + Math.Exp(-v)))), Normalizers.SigmoidNormalized(X));
        Close(Share(D.Select(v => Math.Log(1 + Math.Exp(v)))), Normalizers.SoftplusNormalized(X));
        Close(Share(D.Select(v => v >= 0 ? v + 1 : 1 / (1 - v))), Normalizers.StableMax(X));
        var sink = D.Sum(v => Math.Abs(Math.Exp(v) - 1)) + 1e-8;
        Close(D.Select(v => Math.Max(Math.Exp(v) - 1, 0) / sink), Normalizers.Softpick(X), 1e-12);
        bool[] keep = [true, false, true, true, false, true, true];
        var total = D.Where((_, i) => keep[i]).Sum(Math.Exp);
        Close(D.Select((v, i) => keep[i] ? Math.Exp(v) / total : 0), Normalizers.MaskedSoftmax(X, keep));
    }

    [Fact]
    public void AdaptiveTemperatureSharpensOnlyAboveHalfANat()
    {
        var beta = Math.Max(1, -0.037 * H * H * H * H + 0.481 * H * H * H - 2.3 * H * H + 4.917 * H - 1.791);
        Assert.True(H > 0.5 && beta > 1);
        Close(Softmax(D.Select(v => beta * v)), Normalizers.AdaptiveTemperature(X), 1e-13);
        Close(Softmax(0, 20), Normalizers.AdaptiveTemperature(new float[] { 0, 20 }));
    }

    [Fact]
    public void LogarithmsAndLosses()
    {
        Close(D.Select(v => v - Lse), Normalizers.LogSoftmax(X));
        Close(Lse, Normalizers.LogSumExp(X));
        Close(-3 * Math.Log(D.Sum(v => Math.Exp(v / 3))), Normalizers.Energy(X, 3));
        Close(Lse - D[4], Normalizers.CrossEntropy(X, 4), 1e-13);
        Close(Lse - (1 - 0.1) * D[4] - 0.1 * MeanX, Normalizers.SmoothedCrossEntropy(X, 4, 0.1));
        var (y, lse) = Normalizers.SoftmaxWithLogSumExp(X);
        Close(P, y);
        Close(Lse, lse);
        var (loss, gradient) = Normalizers.CrossEntropyWithGradient(X, 1);
        Close(Lse - D[1], loss);
        Close(P.Select((p, i) => i == 1 ? p - 1 : p), gradient);
    }

    [Fact]
    public void Information()
    {
        Close(H, Normalizers.Entropy(X));
        Close(P.Zip(Q, (p, q) => p * (Math.Log(p) - Math.Log(q))).Sum(), Normalizers.KullbackLeibler(X, Others), 1e-13);
        Close(D.Sum(v => v * Math.Exp(-2 * v)) / D.Sum(v => Math.Exp(-2 * v)), Normalizers.BoltzmannMean(X, -2), 1e-13);
    }

    [Fact]
    public void Scales()
    {
        var variance = D.Sum(v => (v - MeanX) * (v - MeanX)) / D.Length;
        Close([0, 0, 0, 1, 0, 0, 0], Normalizers.OneHot(X, 3));
        Close(D.Select(v => (v - MeanX) / Math.Sqrt(variance + 1e-5)), Normalizers.Standardize(X, 1e-5), 1e-13);
        Close(D.Zip(O, (v, w) => w * v / Math.Sqrt(D.Sum(u => u * u) / D.Length + 1e-6)), Normalizers.RmsNorm(X, Others, 1e-6));
        Close(D.Select(v => v / Math.Sqrt(D.Sum(u => u * u))), Normalizers.L2Normalize(X));
        Close(D.Select(v => (v - D.Min()) / (D.Max() - D.Min())), Normalizers.MinMaxScale(X));
    }

    static double[] Share(IEnumerable<double> weights) => [.. weights.Select(w => w / weights.Sum())];
}
