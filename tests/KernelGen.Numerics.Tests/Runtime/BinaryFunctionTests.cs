using System.Runtime.Intrinsics;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>Functions of two arguments: all pairs of the ends, and random pairs.</summary>
public class BinaryFunctionTests(ITestOutputHelper output)
{
    private static readonly float[] Ends =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 2f, -2f, 3f, -3f, 2.5f, -2.5f, 0.99999994f, 1.0000001f, float.Epsilon, -float.Epsilon,
        1.1754944e-38f, 88.7f, -88.7f, -103.9f, 127f, -149f, 8388609f, -8388609f, 16777216f, 1e10f, -1e10f, 3e38f, -3e38f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private sealed record Binary(
        Func<double, double, double> Exact, Func<float, float, float> Scalar, Func<Vector128<float>, Vector128<float>, Vector128<float>> By4,
        Func<Vector256<float>, Vector256<float>, Vector256<float>> By8, Func<Vector512<float>, Vector512<float>, Vector512<float>> By16);

    private static Binary Named(string name) => name switch
    {
        "Pow" => new(Math.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow, VectorMath.Pow),
        "LogAddExp" => new(Reference.LogAddExp, VectorMath.LogAddExp, VectorMath.LogAddExp, VectorMath.LogAddExp, VectorMath.LogAddExp),
        "Max" => new((a, b) => MaxOf(a, b), VectorMath.Max, VectorMath.Max, VectorMath.Max, VectorMath.Max),
        "Min" => new((a, b) => -MaxOf(-a, -b), VectorMath.Min, VectorMath.Min, VectorMath.Min, VectorMath.Min),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static double MaxOf(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a > b ? a : b;

    [Theory, InlineData("Pow", 0.51), InlineData("LogAddExp", 0.51), InlineData("Max", 0), InlineData("Min", 0)]
    public void IsRightAtAllPairsOfEnds(string name, double bound)
    {
        var function = Named(name);
        foreach (var a in Ends)
            foreach (var b in Ends)
            {
                var exact = function.Exact(a, b);
                foreach (var actual in Results(function, a, b))
                {
                    if ((name is "Max" or "Min") && a == 0 && b == 0) Assert.Equal(0f, actual, 0f);
                    else Assert.True(Ulp.Distance(actual, exact) <= bound, $"{name}({a:R}, {b:R}) = {actual:R}, not {exact:R}");
                }
            }
    }

    [Theory]
    [InlineData("Pow", 0.51, 0, 20, 30), InlineData("Pow", 0.51, 0.9, 1.1, 1000), InlineData("Pow", 0.51, 0, 1e38, 1)]
    [InlineData("LogAddExp", 0.51, 1, 100, 100), InlineData("LogAddExp", 0.51, -100, -1, 100), InlineData("LogAddExp", 0.51, -1, -0.1, 2)]
    public void StaysWithinItsBound(string name, double bound, double low, double high, double spread)
    {
        var function = Named(name);
        var random = new Random(20260101);
        var worst = new Worst();
        for (var i = 0; i < (Scope.FewRows ? 1000 : 100_000); i++)
        {
            var a = (float)(low + (high - low) * random.NextDouble());
            var b = (float)((2 * random.NextDouble() - 1) * spread);
            if (name == "LogAddExp") b = a - Math.Abs(b);
            var exact = function.Exact(a, b);
            if (name == "LogAddExp" && Math.Abs(exact) < 1e-6) continue;    // the documented exception
            foreach (var actual in Results(function, a, b)) worst.Take(a, actual, exact);
        }
        output.WriteLine($"{name}: {worst}");
        Assert.True(worst.Error <= bound, $"{name}: {worst}");
    }

    [Theory]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity), InlineData(float.NegativeInfinity, 3f, 3f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity), InlineData(float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NaN, float.NaN), InlineData(float.NaN, float.PositiveInfinity, float.NaN), InlineData(3e38f, -3e38f, 3e38f), InlineData(0f, 0f, 0.6931472f)]
    public void LogAddExpHasTheLimitsOfItsContract(float a, float b, float expected) =>
        Assert.All(Results(Named("LogAddExp"), a, b).Concat(Results(Named("LogAddExp"), b, a)), actual => Assert.Equal(expected, actual));

    [Theory]
    [InlineData(5f, 0f, 1f, 1f), InlineData(-5f, 0f, 1f, 0f), InlineData(0.5f, 0f, 1f, 0.5f), InlineData(float.PositiveInfinity, 0f, 1f, 1f)]
    [InlineData(float.NaN, 0f, 1f, float.NaN), InlineData(0.5f, float.NaN, 1f, float.NaN), InlineData(0.5f, 0f, float.NaN, float.NaN)]
    public void ClampKeepsBetweenItsBounds(float x, float low, float high, float expected)
    {
        Assert.Equal(expected, VectorMath.Clamp(x, low, high));
        Assert.Equal(Vector128.Create(expected), VectorMath.Clamp(Vector128.Create(x), Vector128.Create(low), Vector128.Create(high)));
        Assert.Equal(Vector256.Create(expected), VectorMath.Clamp(Vector256.Create(x), Vector256.Create(low), Vector256.Create(high)));
        Assert.Equal(Vector512.Create(expected), VectorMath.Clamp(Vector512.Create(x), Vector512.Create(low), Vector512.Create(high)));
    }

    /// <summary>The scalar and the last lane of each width.</summary>
    private static float[] Results(Binary f, float a, float b) =>
    [
        f.Scalar(a, b), f.By4(Vector128.Create(a), Vector128.Create(b)).GetElement(3),
        f.By8(Vector256.Create(a), Vector256.Create(b)).GetElement(7), f.By16(Vector512.Create(a), Vector512.Create(b)).GetElement(15),
    ];
}
