using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

/// <summary>
/// The anchor of the exponentials of a row: a power of two near the largest e^x, by which all of them are scaled.
/// <list type="number">
/// <item>near: e^x · 2^−N with N = round(max · log2 e) − 32; nothing is subtracted from x, so nothing is rounded</item>
/// <item>far (|max| above <see cref="NearLimit"/>): e^(x − max) · 2^32; up there x − max is exact wherever e^(x − max) is not 0</item>
/// <item>an exponent such as x / T may overflow where e^(x − max) does not; it is taken 2^64 times smaller there</item>
/// </list>
/// The 32 leaves room below: all that is not 0 after division by the sum is a normal float before it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Anchor
{
    private const double Log2E = 1.4426950408889634, Ln2 = 0.6931471805599453;
    private const int Headroom = 32;

    /// <summary>What e^max comes to, relative to its anchor.</summary>
    internal const double HeadroomFactor = 1L << Headroom;

    // 1.5 · 2^23 + 127: the low bits of a float near it count in ones, offset by the bias of the exponent field.
    private const float Rounder = 12583039f;

    /// <summary>The largest exponent met so far; −∞ if none.</summary>
    public float Max;

    /// <summary>What is subtracted from x: 0 near, the maximum far. In units of <see cref="Unit"/>.</summary>
    public float Shift;

    /// <summary>What exponents are counted in: 1, or 2^64 where the maximum does not fit a float.</summary>
    public float Unit;

    /// <summary>How large the maximum may be for x to be reduced as it is.</summary>
    public float Limit;

    // The maximum in units, where it overflows in ones.
    private float _maxInUnits;

    /// <summary>The exponent N of the scale.</summary>
    public int Exponent;

    /// <summary>A number near the logarithm of the anchor, for deviations; a float, but for arithmetic in double.</summary>
    public double Center;

    /// <summary>x − Shift is raised to it: e^x below is 2^−126 of the scale, which division by the sum makes 0.</summary>
    public float Floor;

    /// <summary>Added to x · log2 e, it leaves the exponent field of 2^(n − N) in the low bits.</summary>
    public float Magic;

    /// <summary>The anchor of no element: its exponentials are 0.</summary>
    public static Anchor Empty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Max = float.NegativeInfinity, Unit = 1, Limit = NearLimit, Magic = Rounder - 127 };
    }

    /// <summary>What exponents that are computed are counted in where their maximum overflows.</summary>
    public const float FarUnit = 18446744073709551616f;

    /// <summary>How large the maximum may be for x · log2 e to be reduced as it is.</summary>
    public static float NearLimit
    {
        // With a table x · log2 e counts in sixteenths, and the magic number has room for 2^22 of them.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported ? 1 << 17 : 1 << 9;
    }

    /// <summary>The same for reproducible kernels, which have fused multiply-add everywhere and a table nowhere.</summary>
    public const float FusedLimit = 1 << 20;

    /// <summary>Whether x has to be shifted.</summary>
    public readonly bool IsFar => Shift != 0;

    /// <summary>The scale e^Shift · 2^Exponent.</summary>
    public readonly LogScale Scale
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new((double)Shift * Unit, Exponent);
    }

    /// <summary>No exponential has been met that is not 0.</summary>
    public readonly bool IsEmpty => float.IsNegativeInfinity(Max) && Shift == 0;

    /// <summary>The maximum does not fit a float: it has to be found in units.</summary>
    public readonly bool Overflows => float.IsInfinity(Max);

    /// <inheritdoc cref="LogScale.Factor"/>
    public readonly float Factor => Scale.Factor;

    /// <inheritdoc cref="LogScale.Remainder"/>
    public readonly float Remainder => Scale.Remainder;

    /// <summary>Fixes the anchor once the maximum is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Place(bool atLeastOne = false)
    {
        if (atLeastOne) Max = Math.Max(Max, 0);
        if (float.IsNegativeInfinity(Max) && !float.IsNegative(_maxInUnits))
        {
            this = Empty with { Unit = Unit, Limit = Limit };
            return;
        }
        // In float throughout: the chain from the maximum to the first exponential is what a short row waits for.
        bool far = Math.Abs(Max) > Limit;
        float n = far ? 0 : MathF.Round(Max * (float)Log2E);
        Shift = !far ? 0 : float.IsInfinity(Max) && _maxInUnits != 0 ? _maxInUnits : Max / Unit;
        Exponent = (int)n - Headroom;
        Center = far ? (double)Shift * Unit : n * (float)Ln2;
        Floor = (n - (Headroom + 125.4f)) * (float)Ln2;
        Magic = Rounder + Headroom - n;
    }

    /// <summary>Fixes the scale of powers of the row once its largest magnitude is known: 2^Exponent is above it.</summary>
    public void PlaceMagnitude() => Exponent = Max > 0 && !float.IsInfinity(Max) ? Math.ILogB(Max) + 1 : 0;

    /// <summary>Takes a maximum that was found in units, if it overflowed in ones; else what was found then.</summary>
    public void FromUnits(in Anchor inOnes)
    {
        if (inOnes.Overflows) (Max, _maxInUnits, Unit) = (Max * FarUnit, float.IsNegativeInfinity(Max) ? 0 : Max, FarUnit);
        else Max = inOnes.Max;
    }

    /// <summary>Fixes the anchor at 2^n, found without a maximum. Near the ends of the range of n it stays unplaced.</summary>
    public void PlaceAt(float n)
    {
        float limit = (float)(Limit * Log2E) - 2;
        Max = n > -limit && n < limit ? (float)(n * Ln2) : float.NaN;
        if (IsPlaced) Place();
    }

    /// <summary>Whether <see cref="PlaceAt"/> found a place.</summary>
    public readonly bool IsPlaced => !float.IsNaN(Max);

    /// <summary>The anchor to which two parts move when they merge.</summary>
    public static Anchor Larger(in Anchor a, in Anchor b) => a.IsEmpty || b.Max > a.Max || (b.Max == a.Max && b.Shift > a.Shift && !b.IsEmpty) ? b : a;

    /// <summary>What a sum relative to <paramref name="from"/> is multiplied by to be relative to <paramref name="to"/>.</summary>
    public static double Ratio(in Anchor from, in Anchor to) =>
        from.Exponent == to.Exponent && from.Shift == to.Shift ? 1
        : from.IsEmpty ? 0
        : new LogScale(((double)from.Shift * from.Unit) - ((double)to.Shift * to.Unit), from.Exponent - to.Exponent).Apply(1);
}

/// <summary>The mean of a block, about which moments are taken.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Center
{
    /// <summary>The sum of the elements met, times 2^−30: a float sum of any row stays in range, and the center need only be near.</summary>
    public double Sum;

    /// <summary>How many elements.</summary>
    public long Count;

    /// <summary>The point itself: a float, so that x − c rounds once, but for arithmetic in double.</summary>
    public double Value;

    /// <summary>Fixes the point once the sum is known.</summary>
    public void Place(nint count)
    {
        Count = count;
        // Any finite point is right; an infinite one would make NaN of what is only infinite.
        Value = double.IsFinite(Sum) && count > 0 ? (float)Math.Clamp(Sum * (1 << 30) / count, -float.MaxValue, float.MaxValue) : 0;
    }

    /// <summary>The center of two parts together: that of the first that has elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Center Merged(in Center a, in Center b) => a.Count == 0 ? b : a with { Count = a.Count + b.Count };
}
