using System.Runtime.Intrinsics;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>An exponential times a scale of any size: right wherever the product is a float, ∞ and 0 beyond, NaN kept.</summary>
public class MultipleTests
{
    public static TheoryData<double, double, double> Scales => new()
    {
        { 0, 0, 1 }, { 0, 5, -3 }, { 0, -40.5, 0.7 }, { 100, -20, 1e-30 }, { -1e4, 3, 2 }, { 1e5, 0, 1 }, { 3e6, -32, 5 }, { -2.5e7, 64, 1 }, { 1e38, -32, 1 }, { 0, 14427, 1e10 },
    };

    [Theory, MemberData(nameof(Scales))]
    public void The_product_is_right_at_every_width(double shift, double exponent, double factor)
    {
        var scale = new LogScale(shift, exponent);
        var random = new Random(20260701);
        // From below where it vanishes to above where it overflows; far away, the floats next to the scale's own.
        float center = (float)-scale.Log;
        foreach (var at in Enumerable.Range(0, 400).Select(_ => (float)(center + ((random.NextDouble() * 240) - 120))).Append(center).Append(float.BitIncrement(center)))
        {
            double log = ((double)at + shift) + (exponent * Math.Log(2)), exact = log > 300 ? factor * double.PositiveInfinity : factor * Math.Exp(log);
            foreach (var (width, value) in Each(at, scale, factor))
                Assert.True(Ulp.Distance(value, exact) <= 2, $"{width}, x = {at:R}: {value:R}, not {exact:R}");
        }
    }

    [Theory, MemberData(nameof(Scales))]
    public void A_power_of_2_is_right_at_every_width(double shift, double exponent, double factor)
    {
        var scale = new LogScale(shift, exponent);
        // Far from 0, which begins nearer without fused multiply-add, an exponent of base 2 is rounded when it becomes one of base e.
        if (Math.Abs(scale.Log) > Anchor.NearLimit) return;
        // Whole numbers: what multiplying them by log 2 takes is seen.
        int center = (int)Math.Clamp(-scale.Log / Math.Log(2), -1e6, 1e6);
        foreach (int at in Enumerable.Range(center - 150, 300))
        {
            double log = ((at * Math.Log(2)) + shift) + (exponent * Math.Log(2)), exact = log > 300 ? factor * double.PositiveInfinity : factor * Math.Exp(log);
            foreach (var (width, value) in Each(at, scale, factor, powerOfTwo: true))
                Assert.True(Ulp.Distance(value, exact) <= 2, $"{width}, x = {at:R}: {value:R}, not {exact:R}");
        }
    }

    [Fact]
    public void Ends_and_NaN_stay_what_they_are()
    {
        var scale = new LogScale(0, 900);
        Assert.All(Each(float.NaN, scale, 1), v => Assert.True(float.IsNaN(v.Value)));
        Assert.All(Each(float.NegativeInfinity, scale, 1), v => Assert.Equal(0f, v.Value));
        Assert.All(Each(float.PositiveInfinity, scale, 1), v => Assert.Equal(float.PositiveInfinity, v.Value));
        Assert.All(Each(0, scale, double.NaN), v => Assert.True(float.IsNaN(v.Value)));
        Assert.All(Each(0, scale, 0), v => Assert.Equal(0f, v.Value));
    }

    static IEnumerable<(string Width, float Value)> Each(float x, LogScale scale, double factor, bool powerOfTwo = false)
    {
        var (one, by4, by8, by16) = (new MultipleScalar(scale, factor), new MultipleVector128(scale, factor), new MultipleVector256(scale, factor), new MultipleVector512(scale, factor));
        yield return ("one at a time", powerOfTwo ? VectorMath.Exp2(x, one) : VectorMath.Exp(x, one));
        yield return ("128", (powerOfTwo ? VectorMath.Exp2(Vector128.Create(x), by4) : VectorMath.Exp(Vector128.Create(x), by4))[0]);
        yield return ("256", (powerOfTwo ? VectorMath.Exp2(Vector256.Create(x), by8) : VectorMath.Exp(Vector256.Create(x), by8))[0]);
        yield return ("512", (powerOfTwo ? VectorMath.Exp2(Vector512.Create(x), by16) : VectorMath.Exp(Vector512.Create(x), by16))[0]);
    }
}
