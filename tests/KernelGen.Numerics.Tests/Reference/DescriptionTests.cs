using static KernelGen.Numerics.Tests.Reference.DoubleReference;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>Descriptions as users write them, called as the ordinary methods they are.</summary>
public class DescriptionTests
{
    static readonly Row X = Logits;
    static readonly double[] D = Logits.Doubles(), O = Others.Doubles(), P = Softmax(D), Q = Softmax(O);
    static readonly double Lse = Math.Log(D.Sum(Math.Exp));

    [Fact]
    public void Softmaxes()
    {
        Close(P, Descriptions.Softmax(X));
        Close(D.Select(v => v - Lse), Descriptions.NaiveLogSoftmax(X));
        Close(Softmax(D.Select(v => v / 3)), Descriptions.Tempered(X, 3));
        Close(Softmax(D.Select(v => 1.5 * Math.Tanh(v / 1.5))), Descriptions.Capped(X, 1.5f));
        Close(P, Descriptions.WithLse(X).y);
        Close(Lse, Descriptions.WithLse(X).lse);
        Close(Normalizers.AdaptiveTemperature(X).ToArray(), Descriptions.Sharpened(X), 1e-6);
        Close(P.Zip(Q, (p, q) => Math.Log(0.75 * p + 0.25 * q)), Descriptions.Mixture(X, Others, 0.25f));
    }

    [Fact]
    public void MasksAndPositions()
    {
        bool[] keep = [false, true, true, false, true, true, true];
        Close(Normalizers.MaskedSoftmax(X, keep).ToArray(), Descriptions.Masked(X, keep));
        Close([.. Softmax(D.Take(4).Select((v, i) => v + 0.5 * (i - 3))), 0, 0, 0], Descriptions.Causal(X, 3, 0.5f));
        Close(D.Where((_, i) => i != 2).Max() - D[2], Descriptions.WorstMargin(X, 2));
        Close([0, 0, 3, 0, 2.75, 0, 0], Descriptions.Window(X, 3, 1));
        Close(2 / 7.0 + 2.5, Descriptions.Distance(X, 4, 6));
    }

    [Fact]
    public void Losses()
    {
        Close(-P.Sum(p => p * Math.Log(p)), Descriptions.Entropy(X));
        Close(P.Zip(Q, (p, q) => p * Math.Log(p / q)).Sum(), Descriptions.Divergence(X, Others), 1e-13);
        var (loss, gradient) = Descriptions.CrossEntropy(X, 0);
        Close(Lse - D[0], loss);
        Close(P.Select((p, i) => i == 0 ? p - 1 : p), gradient);
    }

    [Fact]
    public void Scales()
    {
        Close(Normalizers.Standardize(X, 1e-5f).ToArray(), Descriptions.Standardize(X, 1e-5f));
        Close(Normalizers.Standardize(X, 1e-5f).ToArray(), Descriptions.HandStandardize(X, 1e-5f));
        Close(Normalizers.RmsNorm(X, Others, 1e-5f).ToArray(), Descriptions.RmsNorm(X, Others, 1e-5f));
        Close(Normalizers.StableMax(X).ToArray(), Descriptions.StableMax(X));
        Close(Normalizers.SoftplusNormalized(X).ToArray(), Descriptions.SoftplusNormalized(X));
        Close(Normalizers.Softpick(X).ToArray(), Descriptions.Softpick(X), 1e-8);
        Close(D.Select(v => Math.Pow(v, 16) / D.Sum(u => Math.Pow(u, 16))), Descriptions.Power(X));
        Close((double)Normalizers.BoltzmannMean(X, 0.5), Descriptions.Boltzmann(X, 0.5f));
    }

    [Fact]
    public void BranchesAndConstants()
    {
        Close(3, Descriptions.Branch(3, 1, 1));
        Close(1, Descriptions.Branch(3, 1, 2));
        Close(0.5, Descriptions.Branch(0.5, 1, 3));
        Close(2.5, Descriptions.Branch(4, 9, 0));
        Close(D.Select(v => Math.Max(0.5, Math.Pow(2, Math.Round(v))) + Math.Min(v, 3) * Math.Clamp(v, -1, 1) - Math.Log(Math.Exp(v) + 1) + 2 + ((2 < v ^ v <= 3) | v != 4 ? 1 : 0)), Descriptions.Constants(X), 1e-13);
    }
}
