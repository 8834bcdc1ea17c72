using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Benchmarks.Peers;

/// <summary>
/// The textbook softmax, written straight down in vectors: the maximum, e^(x − max) by a polynomial of degree five, the sum, the
/// division. What a careful developer would write in an afternoon; two accumulators, no further tuning.
/// </summary>
public static unsafe class IntrinsicsPeers
{
    public const string Name = "intrinsics";

    public static string? Missing => Vector256.IsHardwareAccelerated ? null : "this processor has no 256-bit vectors";

    public static IReadOnlyList<Peer> All { get; } = [Peer.OfRows(Operation.Softmax, Name, Softmax)];

    private static void Softmax(LogitRow on)
    {
        fixed (float* x = on.X, y = on.Y)
        {
            if (Vector512.IsHardwareAccelerated && on.X.Length >= 2 * Vector512<float>.Count)
                Softmax512(x, y, on.X.Length);
            else
                Softmax256(x, y, on.X.Length);
        }
    }

    private static void Softmax512(float* x, float* y, int n)
    {
        int width = Vector512<float>.Count, last = n - n % (2 * width);
        var (max0, max1) = (Vector512.Load(x), Vector512.Load(x));
        for (var i = 0; i < last; i += 2 * width)
        {
            max0 = Vector512.MaxNative(max0, Vector512.Load(x + i));
            max1 = Vector512.MaxNative(max1, Vector512.Load(x + i + width));
        }
        var max = Max(Vector512.MaxNative(max0, max1), x, last, n);

        var anchor = Vector512.Create(max);
        var (sum0, sum1) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < last; i += 2 * width)
        {
            var (e0, e1) = (Exp(Vector512.Load(x + i) - anchor), Exp(Vector512.Load(x + i + width) - anchor));
            e0.Store(y + i);
            e1.Store(y + i + width);
            sum0 += e0;
            sum1 += e1;
        }
        var sum = Vector512.Sum(sum0 + sum1) + ExpRest(x, y, max, last, n);

        for (var i = 0; i < last; i += 2 * width)
        {
            (Vector512.Load(y + i) / sum).Store(y + i);
            (Vector512.Load(y + i + width) / sum).Store(y + i + width);
        }
        DivideRest(y, sum, last, n);
    }

    private static void Softmax256(float* x, float* y, int n)
    {
        int width = Vector256<float>.Count, last = n - n % (2 * width);
        var (max0, max1) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity));
        for (var i = 0; i < last; i += 2 * width)
        {
            max0 = Vector256.MaxNative(max0, Vector256.Load(x + i));
            max1 = Vector256.MaxNative(max1, Vector256.Load(x + i + width));
        }
        var halves = Vector256.MaxNative(max0, max1);
        var max = Max(Vector512.Create(halves, halves), x, last, n);

        var anchor = Vector256.Create(max);
        var (sum0, sum1) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < last; i += 2 * width)
        {
            var (e0, e1) = (Exp(Vector256.Load(x + i) - anchor), Exp(Vector256.Load(x + i + width) - anchor));
            e0.Store(y + i);
            e1.Store(y + i + width);
            sum0 += e0;
            sum1 += e1;
        }
        var sum = Vector256.Sum(sum0 + sum1) + ExpRest(x, y, max, last, n);

        for (var i = 0; i < last; i += 2 * width)
        {
            (Vector256.Load(y + i) / sum).Store(y + i);
            (Vector256.Load(y + i + width) / sum).Store(y + i + width);
        }
        DivideRest(y, sum, last, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.MaxNative(x, Vector512.Create(-87.3f));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(12583039f));
        var n = shifted - Vector512.Create(12583039f);
        var t = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693145752f), x);
        t = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.42860677e-6f), t);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(0.00828929059f), t, Vector512.Create(0.0418978221f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.166676521f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.499991506f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.999999702f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(1f));
        return p * (shifted.AsInt32() << 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.MaxNative(x, Vector256.Create(-87.3f));
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), Vector256.Create(12583039f));
        var n = shifted - Vector256.Create(12583039f);
        var t = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693145752f), x);
        t = Vector256.FusedMultiplyAdd(n, Vector256.Create(-1.42860677e-6f), t);
        var p = Vector256.FusedMultiplyAdd(Vector256.Create(0.00828929059f), t, Vector256.Create(0.0418978221f));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(0.166676521f));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(0.499991506f));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(0.999999702f));
        p = Vector256.FusedMultiplyAdd(p, t, Vector256.Create(1f));
        return p * (shifted.AsInt32() << 23).AsSingle();
    }

    private static float Max(Vector512<float> lanes, float* x, int from, int n)
    {
        var max = float.NegativeInfinity;
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            max = MathF.Max(max, lanes[lane]);
        for (var i = from; i < n; i++)
            max = MathF.Max(max, x[i]);
        return max;
    }

    private static float ExpRest(float* x, float* y, float max, int from, int n)
    {
        var sum = 0f;
        for (var i = from; i < n; i++)
            sum += y[i] = MathF.Exp(x[i] - max);
        return sum;
    }

    private static void DivideRest(float* y, float sum, int from, int n)
    {
        for (var i = from; i < n; i++)
            y[i] /= sum;
    }
}
