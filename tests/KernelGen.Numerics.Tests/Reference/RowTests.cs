using static KernelGen.RowMath;
using static KernelGen.Numerics.Tests.Reference.DoubleReference;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>Shapes, conversions, comparisons and reductions.</summary>
public class RowTests
{
    static readonly Row X = Logits;

    [Fact]
    public void LengthsThatDifferAreNamed()
    {
        Row three = new float[3], four = new double[4];
        foreach (var act in new Func<object>[] { () => three + four, () => three < four, () => Max(three, four), () => Dot(three, four), () => Select(three > 0, three, four), () => (three > 0) & (four > 0) })
        {
            var message = Assert.Throws<ArgumentException>(act).Message;
            Assert.Contains("3", message);
            Assert.Contains("4", message);
        }
    }

    [Theory, InlineData(-1), InlineData(7), InlineData(int.MaxValue)]
    public void PositionsOutsideTheRowThrow(int position) => Assert.Throws<ArgumentOutOfRangeException>(() => X[position]);

    [Fact]
    public void ABroadcastHasNoLengthUntilCombined()
    {
        Row one = 1;
        Assert.Throws<InvalidOperationException>(() => one.Length);
        Assert.Throws<InvalidOperationException>(() => Sum(one + 1));
        Close(7, Sum(one + 0 * X.Positions));
        Close([1.5, 0], Max(Row.Of([1.5, -1.0]), 0));
    }

    [Fact]
    public void ConversionsRoundOnce()
    {
        Assert.Equal(Logits, X.ToFloatArray());
        Assert.Equal(Logits.Doubles(), X.ToArray());
        Assert.Equal(Logits.Doubles(), Row.Of(Logits.Doubles().AsSpan()).ToArray());
        Assert.Equal(new[] { true, false }, Mask.Of([true, false]).ToArray());
        Assert.Equal(2.5f, (float)(Scalar)2.5);
        Assert.Equal(double.PositiveInfinity, (double)Exp((Scalar)5000));
        Assert.Equal(0.0, (double)Exp((Scalar)(-5000)));
        Assert.Equal(double.Epsilon, (double)(Scalar)double.Epsilon);
        Assert.Equal(double.MaxValue, (double)(Scalar)double.MaxValue);
        Assert.Equal(1e-40f, (float)(Scalar)1e-40f);
    }

    [Fact]
    public void ComparisonsMakeMasks()
    {
        Row x = new float[] { 1, 2, float.NaN };
        Assert.Equal([true, false, false], (x < 2).ToArray());
        Assert.Equal([true, true, false], (x <= 2).ToArray());
        Assert.Equal([false, true, false], (x > 1).ToArray());
        Assert.Equal([false, true, false], (2 <= x).ToArray());
        Assert.Equal([false, true, false], (x == 2).ToArray());
        Assert.Equal([true, false, true], (x != 2).ToArray());
        Assert.Equal([false, false, true], (!(x < 2) ^ (x == 2)).ToArray());
        Assert.Equal([true, true, false], ((x < 2) | (x == 2)).ToArray());
        Close(2, Count(x <= 2));
    }

    [Fact]
    public void ReductionsAgreeWithDouble()
    {
        var x = Logits.Doubles();
        var mean = x.Sum() / x.Length;
        Close(x.Sum(), Sum(X));
        Close(x.Max(), Max(X));
        Close(x.Min(), Min(X));
        Close(mean, Mean(X));
        Close(x.Sum(v => (v - mean) * (v - mean)) / x.Length, Variance(X));
        Close(Math.Sqrt(x.Sum(v => v * v)), Norm(X));
        Close(x.Zip(Others, (a, b) => a * b).Sum(), Dot(X, Others));
        Close(Math.Log(x.Sum(Math.Exp)), LogSumExp(X));
        Close(24, Product(new float[] { 1, -2, 3, -4 }));
        Close(2, ArgMax(X));
        Close(5, ArgMin(X));
        Close(1, ArgMax(new float[] { 0, 9, 9, float.NegativeInfinity }));
    }

    [Fact]
    public void SumsAreExactAtAnyLength()
    {
        Close(2, Sum(new double[] { 1e100, 1, -1e100, 1 }));
        var x = new float[1 << 20];
        for (var i = 0; i < x.Length; i++)
            x[i] = (i & 1) == 0 ? 0.1f : 1e-7f;
        Close(((double)0.1f + (double)1e-7f) * (1 << 19), Sum(x), 2e-16);
    }

    [Fact]
    public void ElementFunctionsAgreeWithDouble()
    {
        var x = Logits.Doubles();
        Close(x.Select(Math.Exp), Exp(X));
        Close(x.Select(v => Math.Pow(2, v)), Exp2(X));
        Close(x.Select(v => v * v), Square(X));
        Close(x.Select(v => 1 / Math.Sqrt(v * v)), Rsqrt(Square(X)));
        Close(x.Select(v => (double)Math.Sign(v)), Sign(X));
        Close(x.Select(v => Math.Clamp(v, -1, 1)), Clamp(X, -1, 1));
        Close(x.Select(v => Math.Max(v, 0)), Relu(X));
        Close(x.Select(Math.Tanh), Tanh(X));
        Close(x.Select(v => 1 / (1 + Math.Exp(-v))), Sigmoid(X));
        Close(x.Select(v => Math.Log(1 + Math.Exp(v))), Softplus(X));
        Close(x.Zip(Others, (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))), LogAddExp(X, Others));
        Close(x.Zip(Others, (a, b) => Math.Min(a, b)), Min(X, Others));
        Close(x.Select((v, i) => (double)i), X.Positions);
        Close(x.Select(Math.Floor), Floor(X));
        Close(x.Select(v => Math.Round(v)), Round(X));
        Close(x.Select(v => Math.Pow(Math.Abs(v), 2.5)), Pow(Abs(X), 2.5f));
    }
}
