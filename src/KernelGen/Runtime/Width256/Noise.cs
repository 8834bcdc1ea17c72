using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public static partial class Noise
{
    /// <summary>For every index a number of (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Uniform(Vector256<int> index, ulong key) => Unit(Words(index, key).First);

    /// <summary>For every index another number of (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SecondUniform(Vector256<int> index, ulong key) => Unit(Words(index, key).Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Unit(Vector256<uint> word) => Vector256.MinNative(
        (Vector256.ConvertToSingle((word >>> 1).AsInt32()) + Vector256.Create(0.5f)) * Vector256.Create(1 / 2147483648f), Vector256.Create(BelowOne));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<uint> First, Vector256<uint> Second) Words(Vector256<int> index, ulong key)
    {
        var (first, second) = (index.AsUInt32(), Vector256.Create((uint)(key >> 32)));
        uint round = (uint)key;
        for (int i = 0; i < Rounds; i++, round += Weyl)
        {
            var (high, low) = Product(first);
            (first, second) = (high ^ second ^ Vector256.Create(round), low);
        }
        return (first, second);
    }

    /// <summary>The upper and the lower words of the products with the multiplier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> High, Vector256<uint> Low) Product(Vector256<uint> x)
    {
        var even = Native.MultiplyEven(x, Vector256.Create(Multiplier));
        var odd = Native.MultiplyEven((x.AsUInt64() >>> 32).AsUInt32(), Vector256.Create(Multiplier));
        var upper = Vector256.Create(0xFFFFFFFF00000000UL);
        return (((even >>> 32) | (odd & upper)).AsUInt32(), ((even & ~upper) | (odd << 32)).AsUInt32());
    }
}
