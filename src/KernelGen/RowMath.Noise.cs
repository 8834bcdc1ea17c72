using KernelGen.Runtime;

namespace KernelGen;

// Noise: rows that a seed makes, for as many elements as the row that they are combined with.
public static partial class RowMath
{
    /// <summary>
    /// A random number of (0, 1) for every position: a function of the seed and the position alone (Philox, Salmon et al. 2011), so the same
    /// in every kernel, on every processor. A seed is a whole number of at most 53 bits.
    /// </summary>
    public static Row Uniform(Scalar seed) => Noise(seed, Runtime.Noise.Uniform);

    /// <summary>Another random number of (0, 1) for every position, independent of the first.</summary>
    internal static Row SecondUniform(Scalar seed) => Noise(seed, Runtime.Noise.SecondUniform);

    static Row Noise(Scalar seed, Func<int, ulong, float> of)
    {
        var key = Runtime.Noise.Key(seed.Value.ToDouble());
        return new(new Lanes<Extended>(i => of(i, key)));
    }
}
