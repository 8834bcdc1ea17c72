namespace KernelGen.Numerics.Tests.Reference;

/// <summary>The arithmetic under the descriptions: 106 bits of mantissa, any exponent.</summary>
public class ExtendedTests
{
    public static TheoryData<string, double> Identities => new()
    {
        { "exp(log x)", 0 }, { "log(exp x)", 0 }, { "exp(x)·exp(−x)", 0 }, { "exp2(log2 x)", 0 }, { "expm1(log1p x)", 0 }, { "sqrt(x)²", 0 },
        { "tanh from exp", 0 }, { "sigmoid(x) + sigmoid(−x)", 0 }, { "softplus(x) − softplus(−x)", 0 }, { "pow(pow(x, 3), 1/3)", 0 }, { "x/3·3", 0 },
    };

    /// <summary>Each right side minus its left side, relative: an identity holds far below a double's last bit.</summary>
    [Theory, MemberData(nameof(Identities))]
    public void IdentitiesHoldToThirtyDigits(string name, double zero)
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
            // log(exp x) and softplus lose x beside 1 (absolute error); a·log x in an exponent costs what the logarithm weighs.
            var scale = name is "log(exp x)" or "softplus(x) − softplus(−x)" ? Math.Max(1, value) : value is > 1e50 or < 1e-50 ? 1000 * value : value;
            if (name is "exp(x)·exp(−x)" or "tanh from exp" or "sigmoid(x) + sigmoid(−x)")
                scale = Math.Max(1, value);
            var error = ((left - right) / (name == "tanh from exp" ? right : 1)).ToDouble() - zero;
            Assert.True(Math.Abs(error) <= 1e-29 * scale, $"{name} at {value}: {left} against {right}, {error}");
        }
    }

    /// <summary>Digits from tables, to the last bit of the low part.</summary>
    [Fact]
    public void ConstantsHaveTheirKnownDigits()
    {
        Known(Extended.Exp(1), 2.718281828459045, 1.4456468917292502e-16);
        Known(Extended.Log(2), 0.6931471805599453, 2.3190468138462996e-17);
        Known(Extended.Log(10), 2.302585092994046, -2.1707562233822494e-16);
        Known(Extended.Sqrt(2), 1.4142135623730951, -9.6672933134529135e-17);

        static void Known(Extended value, double high, double low)
        {
            Assert.Equal(high, value.ToDouble());
            Assert.Equal(low, (value - high).ToDouble(), Math.Abs(low) * 1e-13);
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
