using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>A scalar that a row is divided by, one element at a time: in double, rounded once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DivisorScalar(double d)
{
    private const double Large = 1.2676506002282294e30;    // 2^100

    /// <summary>x / d.</summary>
    public float Divide(float x) => (float)(x / d);

    /// <summary>(x − c) / d; the difference may be larger than any float.</summary>
    public float Divide(float x, float c) => (float)(((double)x - c) / d);

    /// <summary>A power of two p and the parts h, l of 1 / (d·p), of one sign.</summary>
    internal static (float Scale, float High, float Low) Parts(double d)
    {
        float scale = !double.IsFinite(d) || d == 0 ? 1 : Math.Abs(d) > Large ? 1 / 18446744073709551616f : Math.Abs(d) < 1 / Large ? 18446744073709551616f : 1;
        double reciprocal = 1 / (d * scale);
        float high = (float)reciprocal;
        if (!float.IsFinite(high) || high == 0) return (scale, high, high);
        if (Math.Abs((double)high) > Math.Abs(reciprocal)) high = float.BitDecrement(Math.Abs(high)) * Math.Sign(reciprocal);
        // Never 0: ∞ · 0 would be NaN.
        double low = reciprocal - high;
        return (scale, high, (float)(low == 0 ? reciprocal * 1e-12 : low));
    }
}
