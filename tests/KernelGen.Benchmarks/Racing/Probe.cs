using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KernelGen.Benchmarks.Racing;

/// <summary>
/// Tells how fast the processor runs just now. On a shared machine it changes between two states a third or more apart, in the middle
/// of a measurement: by its clock, or by a neighbour on the other thread of the same core, who takes issue slots. A chain of dependent
/// operations sees the first only (its time correlated 0.1 with that of an exp loop beside it); independent vector and integer
/// operations that fill the core see both (0.6), and touch no memory, so nothing else changes their time.
/// </summary>
internal sealed class Probe
{
    private const int Steps = 18_000; // about 20 µs
    private const int Calibration = 2_000;
    private const double Tolerance = 1.12; // between the two states, and above what jitter adds

    private static Vector<float> s_vectors;
    private static ulong s_integers;

    // How often each time was met, in hundredths of the first. Small, so that counting leaves the caches as they were.
    private readonly int[] _times = new int[400];
    private readonly double _unit;
    private int _count;

    public Probe()
    {
        _unit = Enumerable.Range(0, Calibration).Min(_ => Measure()) / 100;
        for (var i = 0; i < Calibration; i++)
            Measure();
    }

    /// <summary>Seconds. Every one counts towards what is fast: that state may show itself late.</summary>
    public double Measure()
    {
        var start = Stopwatch.GetTimestamp();
        FillCore();
        var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (_unit > 0)
        {
            _times[Bin(time)]++;
            _count++;
        }
        return time;
    }

    public bool IsFast(double time) => Bin(time) < Tolerance * FastBin();

    private int Bin(double time) => (int)Math.Min(time / _unit, _times.Length - 1);

    // The second percentile; the least may be a single lucky one.
    private int FastBin()
    {
        var bin = 0;
        for (var seen = _times[0]; seen < _count / 50; seen += _times[bin])
            bin++;
        return bin;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillCore()
    {
        var (shrink, shift) = (new Vector<float>(0.999f), new Vector<float>(0.001f));
        var (a, b, c, d) = (s_vectors, s_vectors + shift, s_vectors - shift, shrink);
        var (p, q, r, s) = (s_integers, s_integers + 1, s_integers + 2, s_integers + 3);
        for (var i = 0; i < Steps; i++)
        {
            a = Vector.FusedMultiplyAdd(a, shrink, shift);
            b = Vector.FusedMultiplyAdd(b, shrink, shift);
            c = Vector.FusedMultiplyAdd(c, shrink, shift);
            d = Vector.FusedMultiplyAdd(d, shrink, shift);
            p = (p + q) ^ (ulong)i;
            q = (q ^ 5) + 3;
            r += s + 7;
            s = (s ^ 9) + 11;
        }
        s_vectors = a + b + c + d;
        s_integers = p + q + r + s;
    }
}
