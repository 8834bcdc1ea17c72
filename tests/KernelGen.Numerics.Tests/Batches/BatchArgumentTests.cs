namespace KernelGen.Numerics.Tests.Batches;

/// <summary>Calls that a kernel of batches refuses: the parameter at fault by name, and nothing written.</summary>
public class BatchArgumentTests
{
    const float Untouched = 123.5f;
    const int Rows = 4, Length = 10;

    readonly float[] x = [.. Enumerable.Range(0, Rows * Length).Select(i => (float)Math.Sin(i))], row = new float[Length];
    readonly float[] y = Filled(Rows * Length), numbers = Filled(Rows);
    readonly int[] labels = new int[Rows], whole = [.. Enumerable.Repeat(-7, Rows)];

    [Theory, InlineData(0), InlineData(-1), InlineData(int.MinValue)]
    public void A_row_of_no_elements(int n)
    {
        Refuses<ArgumentOutOfRangeException>("n", () => BatchKernels.Softmax(x, n, y));
        Refuses<ArgumentOutOfRangeException>("n", () => BatchKernels.Softmax([], n, []));
    }

    [Theory, InlineData(3), InlineData(11), InlineData(41), InlineData(int.MaxValue)]
    public void Rows_that_are_not_whole(int n) => Refuses<ArgumentException>("x", () => BatchKernels.Softmax(x, n, y));

    [Theory, InlineData(0), InlineData(Length), InlineData(Rows * Length - 1)]
    public void A_short_destination(int elements)
    {
        Refuses<ArgumentException>("y", () => BatchKernels.Softmax(x, Length, y.AsSpan(0, elements)));
        Refuses<ArgumentException>("gradient", () => BatchKernels.Loss(numbers, Length, labels, y.AsSpan(0, elements), x, whole));
    }

    [Fact]
    public void A_short_destination_of_numbers()
    {
        Refuses<ArgumentException>("rows", () => BatchKernels.Loss(numbers.AsSpan(1), Length, labels, y, x, whole));
        Refuses<ArgumentException>("best", () => BatchKernels.Loss(numbers, Length, labels, y, x, whole.AsSpan(1)));
        Refuses<ArgumentException>("lse", () => BatchKernels.LogSumExp(x, Length, []));
    }

    [Theory, InlineData(0), InlineData(3), InlineData(5)]
    public void Fewer_or_more_numbers_than_rows(int count)
    {
        Refuses<ArgumentException>("row", () => BatchKernels.Loss(numbers, Length, new int[count], y, x, whole));
        Refuses<ArgumentException>("temperature", () => BatchKernels.SoftmaxWithTemperature(x, new float[count], Length, y));
    }

    [Theory, InlineData(0), InlineData(Length - 1), InlineData(Length + 1), InlineData(Rows * Length)]
    public void A_row_for_all_of_another_length(int length)
    {
        Refuses<ArgumentException>("gain", () => BatchKernels.LayerNorm(x, new float[length], row, 1e-5f, Length, y));
        Refuses<ArgumentException>("bias", () => BatchKernels.LayerNorm(x, row, new float[length], 1e-5f, Length, y));
        Refuses<ArgumentException>("keep", () => BatchKernels.SameMask(x, new bool[length], Length, y));
    }

    [Theory, InlineData(0), InlineData(Length), InlineData((Rows + 1) * Length)]
    public void Another_number_of_rows(int length) => Refuses<ArgumentException>("keep", () => BatchKernels.MaskedSoftmax(x, new bool[length], Length, y));

    [Theory, InlineData(0, -1), InlineData(3, Length), InlineData(2, int.MinValue), InlineData(1, int.MaxValue)]
    public void A_label_of_any_row_out_of_range(int at, int label)
    {
        labels[at] = label;
        Refuses<ArgumentOutOfRangeException>("row", () => BatchKernels.Loss(numbers, Length, labels, y, x, whole));
    }

    [Fact]
    public void Choices_without_room()
    {
        Refuses<ArgumentOutOfRangeException>("k", () => BatchKernels.SoftmaxTopK(x, -1, Length, y, new int[40]));
        Refuses<ArgumentException>("values", () => BatchKernels.SoftmaxTopK(x, 11, Length, y, new int[44]));
        Refuses<ArgumentException>("values", () => BatchKernels.SoftmaxTopK(x, int.MaxValue, Length, y, new int[44]));
        Refuses<ArgumentException>("indices", () => BatchKernels.SoftmaxTopK(x, 2, Length, y, new int[7]));
        Refuses<ArgumentException>("values", () => BatchKernels.Largest(x, Length, y.AsSpan(0, 7), new int[7]));
        Refuses<ArgumentException>("indices", () => BatchKernels.Largest(x, Length, y.AsSpan(0, 8), new int[9]));
        Refuses<ArgumentException>("weights", () => BatchKernels.BestThree(x, Length, y, numbers, new float[11]));
    }

    [Fact]
    public void Memory_that_is_written_and_read()
    {
        var memory = Filled(3 * Rows * Length);
        Span<float> Part(int start, int length = Rows * Length) => memory.AsSpan(start, length);
        void Overlaps(string name, Action call)
        {
            Refuses<ArgumentException>(name, call);
            Assert.Equal(-1, memory.AsSpan().IndexOfAnyExcept(Untouched));
        }
        foreach (var shift in new[] { 1, Length, -1, -Length }) Overlaps("y", () => BatchKernels.Softmax(Part(40), Length, Part(40 + shift)));
        // A row that serves all is still read when the first has been written.
        Overlaps("y", () => BatchKernels.LayerNorm(x, Part(0, Length), row, 1e-5f, Length, Part(0)));
        Overlaps("lse", () => BatchKernels.LogSumExp(Part(0), Length, Part(0, Rows)));
        Overlaps("y", () => BatchKernels.SoftmaxWithTemperature(x, Part(0, Rows), Length, Part(0)));
        Overlaps("gradient", () => BatchKernels.Loss(Part(0, Rows), Length, labels, Part(0), x, whole));
    }

    void Refuses<T>(string name, Action call) where T : ArgumentException
    {
        Assert.Equal(name, Assert.Throws<T>(call).ParamName);
        Assert.Equal(-1, y.AsSpan().IndexOfAnyExcept(Untouched));
        Assert.Equal(-1, numbers.AsSpan().IndexOfAnyExcept(Untouched));
        Assert.Equal(-1, whole.AsSpan().IndexOfAnyExcept(-7));
    }

    static float[] Filled(int length)
    {
        var memory = new float[length];
        memory.AsSpan().Fill(Untouched);
        return memory;
    }
}
