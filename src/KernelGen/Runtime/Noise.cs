using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>
/// Random numbers that are a function of a seed and an index alone, and so the same for every vector width, algorithm and number of threads.
/// Philox 2x32 with ten rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): the counter is the index
/// and the upper half of the key, the key its lower half. Here for one element at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Noise
{
    private const int Rounds = 10;
    private const uint Multiplier = 0xD256D193, Weyl = 0x9E3779B9;
    private const float BelowOne = 0.99999994f;

    /// <summary>The key of a seed: any whole number of at most 53 bits has one of its own.</summary>
    public static ulong Key(double seed) => unchecked((ulong)(long)seed);

    /// <summary>A number of (0, 1), from 2^−32 to 1 − 2^−24: 31 bits, as a float.</summary>
    public static float Uniform(int index, ulong key) => Unit(Words((uint)index, key).First);

    /// <summary>Another number of (0, 1), for the same index.</summary>
    public static float SecondUniform(int index, ulong key) => Unit(Words((uint)index, key).Second);

    private static float Unit(uint word) => Math.Min(((int)(word >> 1) + 0.5f) * (1 / 2147483648f), BelowOne);

    internal static (uint First, uint Second) Words(uint index, ulong key)
    {
        uint first = index, second = (uint)(key >> 32), round = (uint)key;
        for (int i = 0; i < Rounds; i++, round += Weyl)
        {
            ulong product = (ulong)first * Multiplier;
            (first, second) = ((uint)(product >> 32) ^ round ^ second, (uint)product);
        }
        return (first, second);
    }
}
