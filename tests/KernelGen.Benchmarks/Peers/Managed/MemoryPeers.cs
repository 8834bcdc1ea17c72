using System.Runtime.Intrinsics;

namespace KernelGen.Benchmarks.Peers;

/// <summary>
/// Not a peer but the bound that memory sets: the least traffic of the operation and nothing else. Whoever is faster than both found
/// a plan with less traffic.
/// </summary>
public static unsafe class MemoryPeers
{
    public const string Name = "memory", Bypassing = "memory-nt";

    // Non-temporal stores go past the caches; in rows that fit them they are slow without end.
    private const int FewestBypassed = 128256;

    public static IReadOnlyList<Peer> All { get; } = [.. Operation.All.SelectMany(Of)];

    private static IEnumerable<Peer> Of(string operation)
    {
        yield return Peer.OfRows(operation, Name, row => Move(operation, row, bypass: false)) with { HasAnswer = false };
        if (Operation.HasRow(operation))
            yield return Peer.OfRows(operation, Bypassing, row => Move(operation, row, bypass: true)) with
            {
                HasAnswer = false,
                Takes = shape => shape.Elements >= FewestBypassed,
            };
    }

    // One sweep over x for what is summed; one more, with the weights, for what is written.
    private static void Move(string operation, LogitRow row, bool bypass)
    {
        row.Scalar = Read(row.X);
        if (!Operation.HasRow(operation))
            return;
        if (operation is Operation.LayerNorm or Operation.RmsNorm)
            row.Scalar += Read(row.Gain);
        if (operation is Operation.LayerNorm)
            row.Scalar += Read(row.Bias);
        Scale(row.X, row.Y, bypass);
    }

    /// <summary>Reads every element.</summary>
    public static float Read(ReadOnlySpan<float> x)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        fixed (float* p = x)
        {
            nint width = Vector256<float>.Count, last = x.Length - 4 * width;
            for (nint i = 0; i <= last; i += 4 * width)
            {
                a += Vector256.Load(p + i);
                b += Vector256.Load(p + i + width);
                c += Vector256.Load(p + i + 2 * width);
                d += Vector256.Load(p + i + 3 * width);
            }
        }
        return Vector256.Sum(a + b + (c + d));
    }

    /// <summary>Reads every element and writes another.</summary>
    public static void Scale(ReadOnlySpan<float> x, Span<float> y, bool bypass)
    {
        fixed (float* p = x, q = y)
        {
            nint width = Vector256<float>.Count, last = x.Length - 2 * width;
            var factor = Vector256.Create(0.5f);
            if (bypass && (nint)q % sizeof(Vector256<float>) == 0)
                for (nint i = 0; i <= last; i += 2 * width)
                {
                    (Vector256.Load(p + i) * factor).StoreAlignedNonTemporal(q + i);
                    (Vector256.Load(p + i + width) * factor).StoreAlignedNonTemporal(q + i + width);
                }
            else
                for (nint i = 0; i <= last; i += 2 * width)
                {
                    (Vector256.Load(p + i) * factor).Store(q + i);
                    (Vector256.Load(p + i + width) * factor).Store(q + i + width);
                }
        }
    }
}
