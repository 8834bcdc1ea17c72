using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

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
        const int Rounds = 120;

        var random = new Random(1);
        var x = Enumerable.Range(0, n).Select(_ => 20 * random.NextSingle() - 10).ToArray();
        var y = new float[n];

        // The methods take turns, so that what disturbs one disturbs all.
        var samples = Peers.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
            for (var peer = 0; peer < Peers.Length; peer++)
                samples[peer].Add(TimeAt(round % StackPlaces, Peers[peer].Softmax, x, y));

        // The median forgets the disturbed rounds.
        return [.. samples.Select(times => times.Index().GroupBy(time => time.Index % StackPlaces).Average(place => Median(place.Select(time => time.Item))))];
    }

    // Where the stack begins differs from run to run, and a method that keeps vectors on it may be twice as fast in one run as in
    // another. So rounds go through the places it may begin at: 16 bytes apart, up to the size of the widest vector.
    const int StackPlaces = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static double TimeAt(int place, SoftmaxMethod softmax, float[] x, float[] y)
    {
        Span<byte> shift = stackalloc byte[16 * (place + 1)];
        shift[0] = 1; // or it would be left out
        return Time(softmax, x, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static double Time(SoftmaxMethod softmax, float[] x, float[] y)
    {
        var repeats = Math.Max(1, (1 << 17) / x.Length); // well above the clock's grain, for short rows too
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            softmax(x, y);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats / x.Length;
    }

    static double Median(IEnumerable<double> times) => times.Order().ElementAt(times.Count() / 2);

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
