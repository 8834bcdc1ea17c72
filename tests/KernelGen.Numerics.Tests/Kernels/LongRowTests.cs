using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>Rows so long that what is written goes past the caches: the same bits as in place, where it does not, and nothing beside them.</summary>
public class LongRowTests
{
    const int Length = (1 << 22) + 77, Beside = 40;

    [Theory, InlineData("Softmax"), InlineData("LogSoftmax"), InlineData("RmsNorm")]
    public void Past_the_caches_is_as_good_as_through_them(string name)
    {
        Assert.SkipWhen(Scope.FewRows, "Rows are to be short.");
        var random = new Random(5);
        float[] x = [.. Enumerable.Range(0, Length).Select(_ => 20 * random.NextSingle() - 10)];
        var buffer = new float[Length + 2 * Beside];
        foreach (var variant in Variant.All.Where(v => v.Algorithm is Algorithm.Online && v.Runs != VectorWidth.Scalar))
        {
            float[] expected = [.. x];
            Run(expected, expected);
            // At every place between two that a vector may be stored at.
            foreach (var offset in new[] { 0, 1, 6, 15, 16 })
            {
                Array.Fill(buffer, 777f);
                var y = buffer.AsSpan(Beside / 2 + offset, Length);
                Run(x, y);
                var different = y.CommonPrefixLength(expected);
                Assert.True(different == Length, $"{variant}, {offset} further: [{different}] differs");
                Assert.True(buffer.AsSpan(0, Beside / 2 + offset).IndexOfAnyExcept(777f) < 0, $"{variant}, {offset} further: written before the row");
                Assert.True(buffer.AsSpan(Beside / 2 + offset + Length).IndexOfAnyExcept(777f) < 0, $"{variant}, {offset} further: written after the row");
            }

            void Run(ReadOnlySpan<float> from, Span<float> to)
            {
                var arguments = new Arguments { X = from, Second = x, Number = 1e-5f, Y = to };
                variant.Kernels[name](ref arguments);
            }
        }
    }
}
