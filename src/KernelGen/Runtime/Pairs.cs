using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>Sums of exponentials as pairs of mantissa and exponent, for every width; here for one element.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Pairs
{
    /// <summary>The exponent of an empty sum: below that of any exponential.</summary>
    public const float Empty = -1e9f;

    /// <summary>Adds e^x to mantissa · 2^exponent. NaN stays in the mantissa.</summary>
    public static void Add(float x, ref double mantissa, ref float exponent)
    {
        if (float.IsNaN(x))
        {
            mantissa = x;
            return;
        }
        double bounded = Math.Clamp(x, -Anchor.NearLimit, Anchor.NearLimit), n = Math.Round(bounded * 1.4426950408889634);
        Merge(Math.Exp(bounded - (n * 0.6931471805599453)), (float)n, ref mantissa, ref exponent);
    }

    /// <summary>Adds one pair to another.</summary>
    public static void Merge(double p, float n, ref double mantissa, ref float exponent)
    {
        float k = Math.Max(n, exponent);
        mantissa = Math.ScaleB(p, (int)(n - k)) + Math.ScaleB(mantissa, (int)(exponent - k));
        exponent = k;
    }

    /// <summary>The anchor that fits a sum, and the sum relative to it.</summary>
    public static double Fold(double mantissa, float exponent, ref Anchor anchor)
    {
        anchor.PlaceAt(exponent);
        return mantissa * Anchor.HeadroomFactor;
    }
}
