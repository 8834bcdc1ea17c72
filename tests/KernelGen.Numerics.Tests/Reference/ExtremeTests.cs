using static KernelGen.RowMath;
using static KernelGen.Numerics.Tests.Reference.DoubleReference;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>Inputs where plain float or double arithmetic overflows, vanishes or cancels.</summary>
public class ExtremeTests
{
    public static TheoryData<float[], double[]> Weights => new()
    {
        { [88.5f, 88.5f, 1], [0.5, 0.5, Math.Exp(-87.5) / 2] },
        { [1e4f, 1e4f, 9999], Softmax(1, 1, 0) },
        { [-1e4f, -1e4f, -10001], Softmax(1, 1, 0) },
        { [3e38f, 3e38f, -3e38f, 3e38f], [1 / 3.0, 1 / 3.0, 0, 1 / 3.0] },
        { [-3e38f, -3e38f], [0.5, 0.5] },
        { [1e30f, -1e30f, 0], [1, 0, 0] },
        { [float.MaxValue], [1] },
        { [float.Epsilon, -float.Epsilon], [0.5, 0.5] },
        { [1 << 24, (1 << 24) - 1], Softmax(1, 0) },
    };

    [Theory, MemberData(nameof(Weights))]
    public void WeightsStayRight(float[] x, double[] weights)
    {
        Close(weights, Normalizers.Softmax(x));
        Close(weights, Exp(Normalizers.LogSoftmax(x)));
        Close(weights, Normalizers.CrossEntropyWithGradient(x, 0).gradient + Normalizers.OneHot(x, 0));
        Close(weights, Descriptions.CrossEntropy(x, 0).gradient + Normalizers.OneHot(x, 0));
        Close(1, Sum(Normalizers.Softmax(x)));
    }

    [Theory, InlineData(1e4f), InlineData(-1e4f), InlineData(3e38f), InlineData(-3e38f), InlineData(0f)]
    public void AFlatRowHasTheEntropyOfItsLength(float logit)
    {
        Row x = new float[] { logit, logit, logit, logit };
        Close(Math.Log(4), Normalizers.Entropy(x));
        Close(Math.Log(4), Normalizers.CrossEntropy(x, 2));
        Close(0, Normalizers.KullbackLeibler(x, x));
        Close(logit, Normalizers.BoltzmannMean(x, 1));
        Close(logit == 0 ? Math.Log(4) : logit, LogSumExp(x), 1e-3);
        Close(0, Normalizers.Standardize(x, 1e-5f)[0]);
    }

    [Fact]
    public void SpreadsAndSquaresBeyondADouble()
    {
        Close([0.6, 0.8], Normalizers.L2Normalize(new double[] { 3e200, 4e200 }));
        Close([0.6, 0.8], Normalizers.L2Normalize(new double[] { 3e-200, 4e-200 }));
        Close([0, 1], Descriptions.Power(new float[] { 0, 3e38f }));
        Close([0.5, 0.5], Descriptions.Power(new float[] { -3e38f, 3e38f }));
        Close([0, 0.5, 1], Normalizers.MinMaxScale(new double[] { -double.MaxValue, 0, double.MaxValue }));
        Close([-1, 1], Normalizers.Standardize(new float[] { -3e38f, 3e38f }, 1e-5f));
        Close(1, Normalizers.Softpick(new float[] { 1e4f, -1e4f })[0]);
        Close(2e4, Normalizers.KullbackLeibler(new float[] { 1e4f, -1e4f }, new float[] { -1e4f, 1e4f }), 1e-12);
    }

    [Fact]
    public void SmallDifferencesAreNotLost()
    {
        Close([1], Normalizers.Softpick(new float[] { 1e-20f }) * (1e-8 + (Scalar)1e-20f) / 1e-20f, 1e-10);
        Close(Math.Exp(-50), Log(1 + Exp((Scalar)(-50))), 1e-9);
        Close(-Math.Exp(-50), Normalizers.LogSoftmax(new float[] { 50, 0 })[0], 1e-8);
        Close([-1, 1], Normalizers.Standardize(new float[] { 16777215, 16777216 }, 0));
    }

    [Fact]
    public void AMillionElementsSumToOne()
    {
        var random = new Random(1);
        var x = new float[1 << 20];
        for (var i = 0; i < x.Length; i++)
            x[i] = 20 * random.NextSingle();
        Row row = x;
        var y = Normalizers.Softmax(row);
        Close(1, Sum(y), 1e-15);
    }
}
