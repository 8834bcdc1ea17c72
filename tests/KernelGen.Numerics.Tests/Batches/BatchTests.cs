namespace KernelGen.Numerics.Tests.Batches;

/// <summary>A batch is its rows: the same bits as a call for each, and what the description says of each.</summary>
public class BatchTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 0, 5 }, { 1, 1 }, { 5, 1 }, { 1, 7 }, { 3, 2 }, { 9, 16 }, { 7, 17 }, { 4, 64 }, { 6, 65 }, { 3, 130 }, { 2, 4097 }, { 5, 1000 },
    };

    static readonly double[] Temperatures = [0.5, 1, 2, 0.1, 30];

    readonly Random random = new(20261122);

    [Theory, MemberData(nameof(Shapes))]
    public void Rows_of_weights(int rows, int n)
    {
        var x = Logits(rows, n);
        float[] y = new float[rows * n], each = new float[rows * n];
        BatchKernels.Softmax(x, n, y);
        for (var i = 0; i < rows; i++)
        {
            BatchKernels.SoftmaxOfRow(Row(x, i, n), Row(each, i, n));
            Near(Normalizers.Softmax(Row(x, i, n).ToArray()), Row(y, i, n));
        }
        Assert.Equal(each, y);
        // In place, and with a longer destination, which keeps its rest.
        float[] place = [.. x, 123.5f];
        BatchKernels.Softmax(place.AsSpan(0, rows * n), n, place);
        Assert.Equal([.. y, 123.5f], place);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Masks_of_each_row_and_of_all(int rows, int n)
    {
        var x = Logits(rows, n);
        var keep = Enumerable.Range(0, rows * n).Select(_ => random.Next(3) > 0).ToArray();
        float[] y = new float[rows * n], each = new float[rows * n];
        BatchKernels.MaskedSoftmax(x, keep, n, y);
        for (var i = 0; i < rows; i++) BatchKernels.MaskedSoftmaxOfRow(Row(x, i, n), Row(keep, i, n), Row(each, i, n));
        Assert.Equal(each, y);
        if (rows == 0) return;
        BatchKernels.SameMask(x, keep.AsSpan(0, n), n, y);
        for (var i = 0; i < rows; i++) BatchKernels.MaskedSoftmaxOfRow(Row(x, i, n), keep.AsSpan(0, n), Row(each, i, n));
        Assert.Equal(each, y);
        BatchKernels.ManyMasks(x.AsSpan(0, n), keep, n, y);
        for (var i = 0; i < rows; i++) BatchKernels.MaskedSoftmaxOfRow(x.AsSpan(0, n), Row(keep, i, n), Row(each, i, n));
        Assert.Equal(each, y);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Rows_that_serve_all(int rows, int n)
    {
        float[] x = Logits(rows, n), gain = Logits(1, n), bias = Logits(1, n), y = new float[rows * n], each = new float[rows * n];
        BatchKernels.LayerNorm(x, gain, bias, 1e-5f, n, y);
        for (var i = 0; i < rows; i++)
        {
            BatchKernels.LayerNormOfRow(Row(x, i, n), gain, bias, 1e-5f, Row(each, i, n));
            double[] row = [.. Row(x, i, n).ToArray().Select(v => (double)v)];
            double mean = row.Average(), deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + 1e-5f);
            for (var j = 0; j < n; j++) Assert.Equal((row[j] - mean) / deviation * gain[j] + bias[j], y[i * n + j], 1e-3);
        }
        Assert.Equal(each, y);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_number_for_each_row_or_for_all(int rows, int n)
    {
        var x = Logits(rows, n);
        var temperature = Enumerable.Range(0, rows).Select(i => (float)Temperatures[i % Temperatures.Length]).ToArray();
        float[] y = new float[rows * n], each = new float[rows * n];
        BatchKernels.SoftmaxWithTemperature(x, temperature, n, y);
        for (var i = 0; i < rows; i++) BatchKernels.SoftmaxWithTemperatureOfRow(Row(x, i, n), temperature[i], Row(each, i, n));
        Assert.Equal(each, y);
        BatchKernels.OneTemperature(x, 0.7f, n, y);
        for (var i = 0; i < rows; i++) BatchKernels.SoftmaxWithTemperatureOfRow(Row(x, i, n), 0.7f, Row(each, i, n));
        Assert.Equal(each, y);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Numbers_of_each_row(int rows, int n)
    {
        var x = Logits(rows, n);
        var label = Enumerable.Range(0, rows).Select(_ => random.Next(n)).ToArray();
        float[] loss = new float[rows], gradient = new float[rows * n], lse = new float[rows + 1], each = new float[rows * n];
        var best = new int[rows];
        BatchKernels.Loss(loss, n, label, gradient, x, best);
        BatchKernels.LogSumExp(x, n, lse);
        for (var i = 0; i < rows; i++)
        {
            BatchKernels.LossOfRow(Row(x, i, n), label[i], out var ofRow, Row(each, i, n), out var at);
            Assert.Equal((ofRow, at, BatchKernels.LogSumExpOfRow(Row(x, i, n))), (loss[i], best[i], lse[i]));
            Assert.Equal(x.AsSpan(i * n, n).IndexOf(x.Skip(i * n).Take(n).Max()), best[i]);
            Assert.Equal(Log(Row(x, i, n)) - x[i * n + label[i]], loss[i], 1e-4);
        }
        Assert.Equal(each, gradient);
        Assert.Equal(0, lse[rows]);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Chosen_elements(int rows, int n)
    {
        var x = Logits(rows, n);
        foreach (var k in new[] { 0, 1, 3, 20 })
        {
            float[] values = new float[rows * k], valuesOfRow = new float[rows * k];
            int[] indices = new int[rows * k], indicesOfRow = new int[rows * k];
            BatchKernels.SoftmaxTopK(x, k, n, values, indices);
            for (var i = 0; i < rows; i++) BatchKernels.SoftmaxTopKOfRow(Row(x, i, n), k, Row(valuesOfRow, i, k), Row(indicesOfRow, i, k));
            Assert.Equal(valuesOfRow, values);
            Assert.Equal(indicesOfRow, indices);
            // As many as the destinations hold for each row.
            BatchKernels.Largest(x, n, values, indices);
            for (var i = 0; i < rows; i++)
            {
                BatchKernels.LargestOfRow(Row(x, i, n), Row(valuesOfRow, i, k), Row(indicesOfRow, i, k));
                Assert.Equal(Row(x, i, n).ToArray().OrderDescending().Take(k), Row(values, i, k).ToArray().Take(n));
            }
            Assert.Equal(valuesOfRow, values);
            Assert.Equal(indicesOfRow, indices);
        }
        float[] y = new float[rows * n], yOfRow = new float[rows * n], margin = new float[rows], weights = new float[rows * 3 + 2], weightsOfRow = new float[rows * 3 + 2];
        BatchKernels.BestThree(x, n, y, margin, weights);
        for (var i = 0; i < rows; i++)
        {
            BatchKernels.BestThreeOfRow(Row(x, i, n), Row(yOfRow, i, n), out var ofRow, Row(weightsOfRow, i, 3));
            Assert.Equal(ofRow, margin[i]);
        }
        Assert.Equal(yOfRow, y);
        Assert.Equal(weightsOfRow, weights);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        float[] x = Logits(20, 100), y = new float[2000], loss = new float[20], values = new float[100];
        int[] label = new int[20], best = new int[20], indices = new int[100];
        void Call()
        {
            BatchKernels.Softmax(x, 100, y);
            BatchKernels.Loss(loss, 100, label, y, x, best);
            BatchKernels.SoftmaxTopK(x, 5, 100, values, indices);
        }
        Call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static double Log(ReadOnlySpan<float> row)
    {
        double[] x = [.. row.ToArray().Select(v => (double)v)];
        return x.Max() + Math.Log(x.Sum(v => Math.Exp(v - x.Max())));
    }

    static void Near(Row expected, ReadOnlySpan<float> actual)
    {
        var row = expected.ToArray();
        for (var i = 0; i < row.Length; i++) Assert.Equal(row[i], actual[i], 1e-6 * row[i]);
    }

    static Span<T> Row<T>(T[] rows, int i, int n) => rows.AsSpan(i * n, n);

    float[] Logits(int rows, int n) => [.. Enumerable.Range(0, rows * n).Select(_ => 20 * random.NextSingle() - 10)];
}
