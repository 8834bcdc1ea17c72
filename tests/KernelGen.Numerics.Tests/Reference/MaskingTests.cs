using static KernelGen.RowMath;
using static KernelGen.Numerics.Tests.Reference.DoubleReference;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>What −∞, +∞ and NaN mean in a description.</summary>
public class MaskingTests
{
    const float Masked = float.NegativeInfinity, Forced = float.PositiveInfinity, NaN = float.NaN;

    static readonly Row EverywhereMasked = new float[] { Masked, Masked, Masked };

    [Fact]
    public void VanishedWeighsNothing()
    {
        Extended v = Extended.Exp(double.NegativeInfinity);
        foreach (var other in new Extended[] { 0, 3, -3, double.PositiveInfinity, double.NegativeInfinity, v, Extended.Exp(5000), Extended.Exp(-3e38) })
        {
            Assert.True((v * other).IsVanished && (other * v).IsVanished && (v / other).IsVanished);
            Assert.Equal(other.ToDouble(), (v + other).ToDouble());
            Assert.Equal(other.IsVanished, (other + v).IsVanished);
        }
        Assert.Equal(double.PositiveInfinity, (3 / v).ToDouble());
        Assert.Equal(double.NegativeInfinity, (-3 / v).ToDouble());
        Assert.True((0 / v).IsNaN && (v * Extended.NaN).IsNaN && (v + Extended.NaN).IsNaN && (v / Extended.NaN).IsNaN);
        Assert.True(Extended.Log(v).IsNegativeInfinity && Extended.Sqrt(v).IsVanished && (-v).IsVanished);
        Assert.True(v == 0 && v < Extended.Exp(-3e38) && v > -1);
    }

    [Fact]
    public void OverwhelmingCannotBeDividedBy()
    {
        Extended w = Extended.Exp(double.PositiveInfinity);
        foreach (var other in new Extended[] { 0, 3, -3, double.PositiveInfinity, w, Extended.Exp(5000), Extended.Vanished })
            Assert.True((other / w).IsNaN);
        Assert.True((w + 3).IsOverwhelming && (w + Extended.Vanished).IsOverwhelming && (w * 2).IsOverwhelming && (w / 2).IsOverwhelming);
        Assert.True((w * Extended.Vanished).IsNaN && (w * 0).IsNaN && (w - w).IsNaN);
        Assert.Equal(double.PositiveInfinity, Extended.Log(w).ToDouble());
    }

    [Fact]
    public void FunctionsThatVanishAtMinusInfinity()
    {
        Extended masked = double.NegativeInfinity;
        Assert.True(Extended.Exp(masked).IsVanished && Extended.Exp2(masked).IsVanished && Extended.Sigmoid(masked).IsVanished && Extended.Softplus(masked).IsVanished);
        Assert.False(Extended.Exp(-3e38).IsVanished);
        Assert.Equal(-1, Extended.Expm1(masked).ToDouble());
        Assert.Equal(-1, Extended.Tanh(masked).ToDouble());
    }

    [Fact]
    public void AMaskedElementHasWeightZeroWhereverItStands()
    {
        Close([0, .. Softmax(1, 2), 0], Normalizers.Softmax(new float[] { Masked, 1, 2, Masked }));
        Close([0, 0, 1], Normalizers.Softmax(new float[] { Masked, Masked, -3e38f }));
        Close([Masked, -Math.Log(2), -Math.Log(2)], Normalizers.LogSoftmax(new float[] { Masked, 7, 7 }));
        Close(-Softmax(1, 2).Sum(p => p * Math.Log(p)), Normalizers.Entropy(new float[] { 1, Masked, 2 }));
        Close(0, Normalizers.Entropy(new float[] { Masked, 5 }));
        Close([.. Softmax(4, 1), 0], Normalizers.MaskedSoftmax(new float[] { 4, 1, 3e38f }, new[] { true, true, false }));
    }

    [Fact]
    public void ARowMaskedEverywhereHasNoNaN()
    {
        var x = EverywhereMasked;
        foreach (var weights in new[] { Normalizers.Softmax(x), Normalizers.SigmoidNormalized(x), Normalizers.SoftplusNormalized(x), Normalizers.Softpick(x), Normalizers.SoftmaxWithTemperature(x, 2) })
            Close([0, 0, 0], weights);
        Close([Masked, Masked, Masked], Normalizers.LogSoftmax(x));
        Close([Masked, Masked, Masked], x - x);
        Close(double.NegativeInfinity, LogSumExp(x));
        Close(0, Normalizers.Entropy(x));
        Close(0, Normalizers.KullbackLeibler(x, x));
        Close(0, Normalizers.BoltzmannMean(x, 1));
        Close(double.NegativeInfinity, Max(x));
    }

    [Fact]
    public void SubtractionKeepsMasksOnlyInRows()
    {
        Row masked = new float[] { Masked, 1 };
        Scalar minusInfinity = NegativeInfinity;
        Close([Masked, double.PositiveInfinity], masked - minusInfinity);
        Close([Masked, 0], masked - masked);
        Close([double.NaN, Masked], minusInfinity - masked);
        Close(double.NaN, minusInfinity - minusInfinity);
    }

    [Fact]
    public void AnInfiniteLogitSpoilsWeightsButNotLogSumExp()
    {
        Row x = new float[] { 1, Forced, Masked };
        Close([double.NaN, double.NaN, double.NaN], Normalizers.Softmax(x));
        Close(double.PositiveInfinity, LogSumExp(x));
        Close(double.NaN, Normalizers.Entropy(x));
    }

    [Fact]
    public void NaNReachesEverythingThatDependsOnIt()
    {
        foreach (var x in new Row[] { new float[] { NaN, 1, 2 }, new float[] { 1, NaN, Masked }, new float[] { Masked, Masked, NaN }, new float[] { Forced, NaN, 0 } })
        {
            Close([double.NaN, double.NaN, double.NaN], Normalizers.Softmax(x));
            foreach (var value in new[] { LogSumExp(x), Sum(x), Product(x), Max(x), Min(x), Mean(x), Variance(x), Norm(x), Normalizers.Entropy(x) })
                Close(double.NaN, value);
            Close(-1, ArgMax(x));
            Close(-1, ArgMin(x));
            Assert.True(double.IsNaN(Max(x, 0).ToArray().Max() + Relu(x).ToArray().Min()));
        }
    }

    [Fact]
    public void AnEmptyRowGivesTheIdentities()
    {
        Row x = Array.Empty<float>();
        Close(0, Sum(x));
        Close(1, Product(x));
        Close(double.NegativeInfinity, Max(x));
        Close(double.PositiveInfinity, Min(x));
        Close(double.NaN, Mean(x));
        Close(double.NaN, Variance(x));
        Close(double.NegativeInfinity, LogSumExp(x));
        Close(0, Norm(x));
        Close(0, Count(x > 0));
        Close(-1, ArgMax(x));
        Close(0, x.Length);
        Close([], Normalizers.Softmax(x));
        Assert.True(All(x > 0) && !Any(x > 0));
    }
}
