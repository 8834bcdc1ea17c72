using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>Reproducible kernels give the same bits on every processor: the tests run at every width and in an emulator, against one number.</summary>
public class ReproducibleTests
{
    // The results of all kernels on all rows below, computed with AVX-512. A change of the arithmetic changes it; another machine may not.
    const ulong Expected = 0xc1cdc9f027a52ad4;

    static readonly int[] Lengths = [1, 7, 100, 4096, 5000, 100003];
    static readonly float[] Magnitudes = [1, 100, 1e4f, 1e7f, 1e38f];

    [Fact]
    public void The_bits_are_the_same_everywhere()
    {
        var hash = 14695981039346656037;
        foreach (var n in Lengths)
            foreach (var magnitude in Magnitudes)
                foreach (var result in Results(n, magnitude))
                    foreach (var value in result)
                        hash = (hash ^ BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value)) * 1099511628211;
        Assert.True(hash == Expected, $"the results hash to 0x{hash:x16}");
    }

    [Fact]
    public void They_are_as_accurate_as_any()
    {
        var x = Row(5000, 20);
        var y = new float[x.Length];
        ReproducibleKernels.Softmax(x, y);
        var exact = Plain.Softmax([.. x.Select(v => (double)v)]);
        Assert.All(y.Zip(exact), p => Assert.True(Math.Abs(p.First - p.Second) <= 4e-7 * p.Second));
    }

    static float[] Row(int n, float magnitude)
    {
        var random = new Random(n);
        return [.. Enumerable.Range(0, n).Select(_ => ((2 * random.NextSingle()) - 1) * magnitude)];
    }

    static IEnumerable<float[]> Results(int n, float magnitude)
    {
        float[] x = Row(n, magnitude), y = new float[n];
        ReproducibleKernels.Softmax(x, y);
        yield return y;
        ReproducibleKernels.TwoPass(x, y);
        yield return y;
        ReproducibleKernels.Tempered(x, 0.7f, y);
        yield return y;
        ReproducibleKernels.Standardize(x, y);
        yield return y;
        ReproducibleKernels.Powers(x, y);
        yield return y;
        ReproducibleKernels.Functions(x, y);
        yield return y;
        yield return [ReproducibleKernels.LogSumExp(x), ReproducibleKernels.Entropy(x)];
        float[] weights = new float[5], positions = new float[5];
        var indices = new int[5];
        ReproducibleKernels.Gate(x, y, weights, positions, indices);
        yield return weights;
        yield return positions;
        yield return [.. indices.Select(i => (float)i)];
    }
}

static partial class ReproducibleKernels
{
    [Kernel(Reproducible = true)] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Reproducible = true, Algorithm = Algorithm.TwoPass)] public static partial void TwoPass(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.SoftmaxWithTemperature), Reproducible = true)] public static partial void Tempered(ReadOnlySpan<float> x, float temperature, Span<float> y);
    [Kernel(Reproducible = true)] public static partial float LogSumExp(ReadOnlySpan<float> x);
    [Kernel(Reproducible = true)] public static partial float Entropy(ReadOnlySpan<float> x);

    [Kernel(Reproducible = true)] public static partial void Standardize(ReadOnlySpan<float> x, Span<float> y);
    static Row Standardize(Row x) => (x - Mean(x)) / Sqrt(Variance(x) + 1e-5);

    /// <summary>What is chosen, read from another row, and summed as it comes.</summary>
    [Kernel(Reproducible = true)] public static partial void Gate(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> weights, Span<float> positions, Span<int> indices);
    static (Row weights, Row positions, Row indices) Gate(Row x, Row w)
    {
        var top = TopK(x, 5);
        return (CumulativeSum(Normalizers.Softmax(top.Values)) * top.Of(w), top.Indices + 0.5, top.Indices);
    }

    [Kernel(Reproducible = true)] public static partial void Powers(ReadOnlySpan<float> x, Span<float> y);
    static Row Powers(Row x) => Pow(x, 16) / Sum(Pow(x, 16));

    [Kernel(Reproducible = true)] public static partial void Functions(ReadOnlySpan<float> x, Span<float> y);
    static Row Functions(Row x) => (x * Sigmoid(1.702 * x)) + (Tanh(x) * Log(1 + Abs(x))) + (Sin(x) / Sum(Abs(x))) + Exp2(-Abs(x)) + Expm1(-Abs(x)) + Softplus(x);
}
