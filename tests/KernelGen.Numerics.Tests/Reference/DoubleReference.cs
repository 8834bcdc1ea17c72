namespace KernelGen.Numerics.Tests.Reference;

/// <summary>The plain double formulas, and the comparison with them.</summary>
static class DoubleReference
{
    public static readonly float[] Logits = [0.5f, -1.25f, 3, 0, 2.75f, -4, 1e-3f];
    public static readonly float[] Others = [-2, 0.125f, 1.5f, 0.75f, -3, 2, 5];

    public static double[] Softmax(params IEnumerable<double> x)
    {
        var e = x.Select(Math.Exp).ToArray();
        return [.. e.Select(v => v / e.Sum())];
    }

    public static double[] Doubles(this float[] x) => Array.ConvertAll(x, v => (double)v);

    public static void Close(double expected, Scalar actual, double tolerance = 1e-14) => Close([expected], [(double)actual], tolerance);

    public static void Close(IEnumerable<double> expected, Row actual, double tolerance = 1e-14) => Close([.. expected], actual.ToArray(), tolerance);

    static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!expected[i].Equals(actual[i]) && !(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(Math.Abs(expected[i]), 1e-300)))
                Assert.Fail($"element {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
