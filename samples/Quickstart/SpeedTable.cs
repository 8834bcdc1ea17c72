using System.Diagnostics;
using System.Numerics.Tensors;

namespace Quickstart;

/// <summary>Softmax three ways, in nanoseconds an element.</summary>
static class SpeedTable
{
    delegate void SoftmaxMethod(ReadOnlySpan<float> x, Span<float> y);

    static readonly (string Name, SoftmaxMethod Softmax)[] Peers =
    [
        ("KernelGen", Kernels.Softmax),
        ("TensorPrimitives", TensorPrimitives.SoftMax),
        ("C# loop", Loop),
    ];

    public static void Print(params ReadOnlySpan<int> lengths)
    {
        Console.WriteLine($"       n {string.Concat(Peers.Select(peer => $"{peer.Name,18}"))}");
        foreach (var n in lengths)
            Console.WriteLine($"{n,8} {string.Concat(Measure(n).Select(time => $"{time,18:0.00}"))}");
    }

    static double[] Measure(int n)
    {
        const int Rounds = 101, Elements = 1 << 17; // of one sample: well above the clock's grain, also for short rows

        var random = new Random(1);
        var x = Enumerable.Range(0, n).Select(_ => 20 * random.NextSingle() - 10).ToArray();
        var y = new float[n];
        var repeats = Math.Max(1, Elements / n);

        // The methods take turns, so that what disturbs one disturbs all; the median forgets the disturbed rounds.
        var samples = Peers.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var peer = 0; peer < Peers.Length; peer++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < repeats; i++)
                    Peers[peer].Softmax(x, y);
                samples[peer].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats / n);
            }
        return [.. samples.Select(times => times.Order().ElementAt(Rounds / 2))];
    }

    static void Loop(ReadOnlySpan<float> x, Span<float> y)
    {
        var max = float.NegativeInfinity;
        foreach (var item in x)
            max = MathF.Max(max, item);
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
            sum += y[i] = MathF.Exp(x[i] - max);
        for (var i = 0; i < x.Length; i++)
            y[i] /= sum;
    }
}
