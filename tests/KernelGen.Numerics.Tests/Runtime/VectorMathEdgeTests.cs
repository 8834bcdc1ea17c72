using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>What each function gives at its ends, as a table; each row is checked at every width and in every lane.</summary>
public class VectorMathEdgeTests
{
    private const float Inf = float.PositiveInfinity, NaN = float.NaN, Tiny = float.Epsilon, Huge = float.MaxValue;
    private const float Pi = MathF.PI, Ln2 = 0.6931472f;

    private static readonly Dictionary<string, (float X, float Expected)[]> Ends = new()
    {
        ["Exp"] = [(0f, 1f), (-0f, 1f), (Tiny, 1f), (Inf, Inf), (-Inf, 0f), (88.72283f, 3.4027985e38f), (88.72284f, Inf), (Huge, Inf),
            (-Huge, 0f), (-103.97207f, Tiny), (-103.97208f, Tiny), (-103.97209f, 0f), (-104f, 0f), (-103.27893f, Tiny)],
        ["Exp2"] = [(0f, 1f), (127f, 1.7014118e38f), (128f, Inf), (-149f, Tiny), (-150f, 0f), (-149.99998f, Tiny), (Inf, Inf),
            (-Inf, 0f), (10f, 1024f)],
        ["Expm1"] = [(0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny), (Inf, Inf), (-Inf, -1f), (-Huge, -1f), (88.72284f, Inf)],
        ["Exp2m1"] = [(0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny), (Inf, Inf), (-Inf, -1f), (-Huge, -1f), (127f, 1.7014118e38f), (128f, Inf), (10f, 1023f), (-1f, -0.5f)],
        ["Log"] = [(1f, 0f), (0f, -Inf), (-0f, -Inf), (-1f, NaN), (-Tiny, NaN), (Inf, Inf), (-Inf, NaN), (Tiny, -103.27893f),
            (Huge, 88.72284f)],
        ["Log2"] = [(1f, 0f), (0f, -Inf), (Tiny, -149f), (8f, 3f), (Inf, Inf), (-1f, NaN), (Huge, 128f), (1.1754944e-38f, -126f)],
        ["Log1p"] = [(0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny), (-1f, -Inf), (-1.0000001f, NaN), (Inf, Inf), (-Inf, NaN),
            (Huge, 88.72284f), (-0.99999994f, -16.635532f), (1f, Ln2)],
        ["Sqrt"] = [(0f, 0f), (-0f, -0f), (-1f, NaN), (Inf, Inf), (4f, 2f)],
        ["Rsqrt"] = [(0f, Inf), (-0f, -Inf), (-1f, NaN), (Inf, 0f), (4f, 0.5f)],
        ["Square"] = [(-3f, 9f), (Huge, Inf), (-Inf, Inf), (Tiny, 0f), (-0f, 0f)],
        ["Abs"] = [(-0f, 0f), (-2f, 2f), (-Inf, Inf)],
        ["Sign"] = [(0f, 0f), (-0f, -0f), (Tiny, 1f), (-Tiny, -1f), (-Inf, -1f)],
        ["Relu"] = [(0f, 0f), (-0f, 0f), (-Tiny, 0f), (Tiny, Tiny), (Inf, Inf), (-Inf, 0f)],
        ["Sigmoid"] = [(0f, 0.5f), (Inf, 1f), (-Inf, 0f), (20f, 1f), (-103.97207f, Tiny), (-Huge, 0f)],
        ["Tanh"] = [(0f, 0f), (-0f, -0f), (Tiny, Tiny), (-Tiny, -Tiny), (Inf, 1f), (-Inf, -1f), (10f, 1f), (-Huge, -1f)],
        ["Softplus"] = [(0f, Ln2), (Inf, Inf), (-Inf, 0f), (-103.97207f, Tiny), (Huge, Huge), (100f, 100f)],
        ["Round"] = [(0.5f, 0f), (1.5f, 2f), (2.5f, 2f), (-0.5f, -0f), (Inf, Inf), (8388609f, 8388609f)],
        ["Floor"] = [(-0.5f, -1f), (-0f, -0f), (1.9999999f, 1f), (-Inf, -Inf)],
        ["Sin"] = [(0f, 0f), (-0f, -0f), (Tiny, Tiny), (Inf, NaN), (-Inf, NaN), (Pi, -8.742278e-8f), (1e6f, -0.3499935f)],
        ["Cos"] = [(0f, 1f), (-0f, 1f), (Inf, NaN), (Pi, -1f), (1e6f, 0.93675214f)],
    };

    public static TheoryData<string> Functions => VectorMathAccuracyTests.Functions;

    [Theory, MemberData(nameof(Functions))]
    public void GivesItsLimits(string name)
    {
        foreach (var (x, expected) in Ends[name])
            foreach (var actual in EveryLane(name, x))
                Assert.True(Same(expected, actual), $"{name}({x:R}) = {actual:R}, not {expected:R}");
    }

    [Theory, MemberData(nameof(Functions))]
    public void KeepsEveryNaN(string name)
    {
        uint[] patterns = [0x7FC00000, 0xFFC00000, 0x7F800001, 0xFF800001, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FA00000];
        foreach (var bits in patterns)
            Assert.All(EveryLane(name, BitConverter.UInt32BitsToSingle(bits)), actual => Assert.True(float.IsNaN(actual), $"{name}(NaN 0x{bits:X8}) = {actual}"));
    }

    [Theory, MemberData(nameof(Functions))]
    public void ComputesEachLaneOnItsOwn(string name)
    {
        var function = ElementFunction.Named(name);
        float[] x = [0, NaN, 1, -Inf, Tiny, Inf, -1, 1e6f, 0.25f, -0f, 88.7f, -103, 3, NaN, -0.5f, 12345];
        float[] scalar = new float[16], by4 = new float[16], by8 = new float[16], by16 = new float[16];
        function.Apply(x, scalar, by4, by8, by16);
        for (var lane = 0; lane < 16; lane++)
            foreach (var actual in (float[])[scalar[lane], by4[lane], by8[lane], by16[lane]])
                Assert.True(Ulp.Distance(actual, function.Exact(x[lane])) <= function.Bound, $"{name}({x[lane]:R}) = {actual:R} in lane {lane}");
    }

    [Theory]
    [InlineData("Exp2"), InlineData("Log2")]
    public void IsExactAtIntegersAndPowersOfTwo(string name)
    {
        for (var n = -149; n <= 127; n++)
        {
            var power = (float)Math.ScaleB(1, n);
            Assert.All(EveryLane(name, name == "Exp2" ? n : power), actual => Assert.Equal(name == "Exp2" ? power : n, actual));
        }
    }

    private static float[] EveryLane(string name, float x)
    {
        float[] input = new float[16], results = new float[64];
        Array.Fill(input, x);
        ElementFunction.Named(name).Apply(input, results.AsSpan(0), results.AsSpan(16), results.AsSpan(32), results.AsSpan(48));
        return results;
    }

    private static bool Same(float expected, float actual) => float.IsNaN(expected)
        ? float.IsNaN(actual)
        : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual);
}
