namespace KernelGen.Numerics.Tests.Reference;

/// <summary>The arithmetic under the descriptions: 106 bits of mantissa, any exponent.</summary>
public class ExtendedTests
{
    public static TheoryData<string> Identities =>
    [
        "exp(log x)", "log(exp x)", "exp(x)·exp(−x)", "exp2(log2 x)", "expm1(log1p x)", "sqrt(x)²", "tanh from exp", "sigmoid(x) + sigmoid(−x)",
        "softplus(x) − softplus(−x)", "pow(pow(x, 3), 1/3)", "x/3·3",
    ];

    /// <summary>Left side against right: an identity holds far below a double's last bit.</summary>
    [Theory, MemberData(nameof(Identities))]
    public void IdentitiesHoldToThirtyDigits(string name)
    {
        foreach (var value in new double[] { 1e-200, 1e-20, 1e-9, 0.001, 0.2, 0.4, 0.49999, 0.5, 1, 1.4142, 3, 17.25, 88.7, 710, 5000, 1e5, 1e100 })
        {
            Extended x = value, one = 1;
            var third = one / 3;
            var (left, right) = name switch
            {
                "exp(log x)" => (Extended.Exp(Extended.Log(x)), x),
                "log(exp x)" => (Extended.Log(Extended.Exp(x)), x),
                "exp(x)·exp(−x)" => (Extended.Exp(x) * Extended.Exp(-x), one),
                "exp2(log2 x)" => (Extended.Exp2(Extended.Log2(x)), x),
                "expm1(log1p x)" => (Extended.Expm1(Extended.Log1p(x)), x),
                "sqrt(x)²" => (Extended.Sqrt(x) * Extended.Sqrt(x), x),
                "tanh from exp" => (Extended.Tanh(x) * (Extended.Expm1(2 * x) + 2), Extended.Expm1(2 * x)),
                "sigmoid(x) + sigmoid(−x)" => (Extended.Sigmoid(x) + Extended.Sigmoid(-x), one),
                "softplus(x) − softplus(−x)" => (Extended.Softplus(x) - Extended.Softplus(-x), x),
                "pow(pow(x, 3), 1/3)" => (Extended.Pow(Extended.Pow(x, 3), third), x),
                _ => (x / 3 * 3, x),
            };
            // Beside 1, x is held to an absolute error only; and an exponent costs the digits that its logarithm weighs.
            var scale = name switch
            {
                "exp(log x)" or "exp2(log2 x)" or "pow(pow(x, 3), 1/3)" => value * Math.Max(1, Math.Abs(Math.Log(value))),
                "expm1(log1p x)" or "sqrt(x)²" or "x/3·3" => value * Math.Max(1, Math.Log(value)),
                "tanh from exp" => 1,
                _ => Math.Max(1, value),
            };
            var error = ((left - right) / (name == "tanh from exp" ? right : 1)).ToDouble();
            Assert.True(Math.Abs(error) <= 1e-29 * scale, $"{name} at {value}: {left} against {right}, {error}");
        }
    }

    /// <summary>Digits from sixty-digit decimal arithmetic.</summary>
    [Fact]
    public void ValuesHaveTheirKnownDigits()
    {
        Known(Extended.Exp(1), 2.718281828459045, 1.4456468917292502e-16);
        Known(Extended.Log(2), 0.6931471805599453, 2.3190468138462996e-17);
        Known(Extended.Log(10), 2.302585092994046, -2.1707562233822494e-16);
        Known(Extended.Sqrt(2), 1.4142135623730951, -9.6672933134529135e-17);
        Known(Extended.Exp(1000.5) / Extended.Exp2(1443), 1.3345824241164468, -2.0054167971186707e-17);
        Known(Extended.Exp(-1000.5) * Extended.Exp2(1443), 0.7492980440395389, 4.258055033288727e-17);
        Known(Extended.Exp(100000) / Extended.Exp2(144270), 0.7091137108380269, 1.1490939731217591e-17, 1e-9);
        Known(Extended.Exp(-99999.9375) * Extended.Exp2(144269), 0.7505809312725356, 2.6412939951421504e-18, 1e-9);
        Known(Extended.Log1p(Extended.Exp2(-60)), 8.673617379884035e-19, -3.76158192263132e-37);
        Known(Extended.Tanh(0.1875), 0.1853331999081395, 5.4744612262799576e-18);
        Known(Extended.Expm1(0.3125), 0.36683794117379637, -4.061704634846282e-18);
        Known(Extended.Softplus(-3), 0.04858735157374206, -2.8911149045062954e-18);
        Known(Extended.Pow(7, 2.5), 129.64181424216494, -1.716912461688064e-15);

        static void Known(Extended value, double high, double low, double tolerance = 1e-12)
        {
            Assert.Equal(high, value.ToDouble());
            Assert.Equal(low, (value - high).ToDouble(), Math.Abs(low) * tolerance);
        }
    }

    [Theory]
    [InlineData(-745.1), InlineData(-3), InlineData(-1e-3), InlineData(1e-17), InlineData(0.3), InlineData(1), InlineData(20), InlineData(700)]
    public void FunctionsAgreeWithDouble(double x)
    {
        Agree(Math.Exp(x), Extended.Exp(x));
        Agree(Math.Pow(2, x), Extended.Exp2(x));
        Agree(Math.Log(Math.Abs(x)), Extended.Log(Math.Abs(x)));
        Agree(Math.Log2(Math.Abs(x)), Extended.Log2(Math.Abs(x)));
        Agree(Math.Tanh(x), Extended.Tanh(x));
        Agree(Math.Sin(x), Extended.Sin(x));
        Agree(Math.Cos(x), Extended.Cos(x));
        Agree(Math.Pow(x, 3), Extended.Pow(x, 3));
        Agree(1 / (1 + Math.Exp(-x)), Extended.Sigmoid(x));
        Agree(Math.Floor(x), Extended.Floor(x));
        Agree(Math.Round(x), Extended.Round(x));

        static void Agree(double expected, Extended actual) => Assert.Equal(expected, actual.ToDouble(), Math.Max(Math.Abs(expected) * 1e-15, double.Epsilon));
    }

    [Fact]
    public void RoundGoesToTheEvenOfTwo()
    {
        foreach (var (value, rounded) in new[] { (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (-2.5, -2), (0.49999999999999994, 0), (-1e-300, 0), (7.0, 7) })
            Assert.Equal(rounded, Extended.Round(value).ToDouble(), 0.0);
        Assert.Equal(1, Extended.Round((Extended)0.5 + 1e-30).ToDouble());
        Assert.Equal(0, Extended.Floor((Extended)1 - 1e-30).ToDouble());
        Assert.Equal(-1, Extended.Floor(-1e-300).ToDouble());
    }

    [Fact]
    public void PowerFollowsTheSignAndTheZero()
    {
        Assert.Equal(-8, Extended.Pow(-2, 3).ToDouble());
        Assert.Equal(0.25, Extended.Pow(-2, -2).ToDouble());
        Assert.True(Extended.Pow(-2, 0.5).IsNaN);
        Assert.Equal(1, Extended.Pow(0, 0).ToDouble());
        Assert.Equal(double.PositiveInfinity, Extended.Pow(0, -1).ToDouble());
        Assert.Equal(0, Extended.Pow(double.PositiveInfinity, -1).ToDouble());
        Assert.True(Extended.Pow(Extended.NaN, 0).IsNaN);
    }

    [Theory]
    [InlineData(5000), InlineData(-5000), InlineData(1e9), InlineData(-1e15), InlineData(7e14), InlineData(5e14), InlineData(1e16), InlineData(3e38), InlineData(-3e38)]
    public void ExponentialsOfAnySizeAreNumbers(double x)
    {
        var e = Extended.Exp(x);
        Assert.Equal(x, Extended.Log(e).ToDouble());
        Assert.Equal(1, (e / e).ToDouble());
        Assert.Equal(1, (e * Extended.Exp(-x)).ToDouble());
        Assert.Equal(0.5, (e / (e + e)).ToDouble());
        Assert.Equal(0, (e - e).ToDouble());
        Assert.True(e + e > e && e - e < e && e == Extended.Exp(x));
        Assert.Equal(x / 2, Extended.Log(Extended.Sqrt(e)).ToDouble());
        Assert.Equal(2 * x, Extended.Log(e * e).ToDouble());
        Assert.Equal(Math.Log(3), (Extended.Log(3 * e) - x).ToDouble(), 1e-15);
        Assert.Equal(Math.Exp(-2), (Extended.Exp(x) * Extended.Exp(-2) / e).ToDouble(), 1e-16);
        Assert.True(Extended.Exp(x).IsFinite && Extended.Exp(Extended.Exp(Math.Abs(x))).IsFinite);
    }
}
