namespace KernelGen;

/// <summary>How a kernel passes over memory. All compute the same result to rounding; they differ in what they read, write and recompute.</summary>
public enum Algorithm
{
    /// <summary>The cheapest by the cost table, chosen at each call from the number of elements and the size of the caches.</summary>
    Auto,

    /// <summary>For rows that stay in cache: find the maximum, store the exponentials in the destination and sum them, then scale what was stored. Three passes.</summary>
    Reload,

    /// <summary>
    /// Maximum and sum in one pass, block by block with a running anchor; a second pass writes. Two passes.
    /// (Milakov and Gimelshein, "Online normalizer calculation for softmax", 2018.)
    /// </summary>
    Online,

    /// <summary>
    /// No maximum at all: sums are pairs of mantissa and exponent. Two passes.
    /// (Dukhan and Ablavatski, "Two-Pass Softmax Algorithm", 2020.)
    /// </summary>
    TwoPass,

    /// <summary>The textbook form, for comparison: maximum, sum of exponentials, and the exponentials again. Three passes.</summary>
    ThreePass,
}

/// <summary>The vector width of a kernel.</summary>
public enum VectorWidth
{
    /// <summary>The widest one the processor accelerates.</summary>
    Widest,

    /// <summary>512 bits, sixteen floats (AVX-512).</summary>
    Bits512,

    /// <summary>256 bits, eight floats (AVX2).</summary>
    Bits256,

    /// <summary>128 bits, four floats (SSE, Arm Neon, WebAssembly).</summary>
    Bits128,

    /// <summary>One element at a time.</summary>
    Scalar,
}
