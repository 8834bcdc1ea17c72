using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>The words of the language on one double, for the code between sweeps; those that <see cref="Math"/> lacks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScalarMath
{
    /// <summary>2^x.</summary>
    public static double Exp2(double x) => double.Exp2(x);

    /// <summary>e^x − 1, to rounding also near 0 (Kahan 1980: the error of e^x and that of its logarithm cancel).</summary>
    public static double Expm1(double x)
    {
        if (!(Math.Abs(x) < 0.5)) return Math.Exp(x) - 1;
        double u = Math.Exp(x);
        return u == 1 ? x : (u - 1) * x / Math.Log(u);
    }

    /// <summary>What rounding to a float takes from a number; 0 where that overflows.</summary>
    public static float Residue(double x) => float.IsFinite((float)x) ? (float)(x - (float)x) : 0;

    /// <summary>log(1 + x), to rounding also near 0 (Kahan 1980).</summary>
    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>−1, 0, 1 or NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>max(x, 0); NaN stays.</summary>
    public static double Relu(double x) => x < 0 ? 0 : x;

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>log(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>log(e^a + e^b).</summary>
    public static double LogAddExp(double a, double b) => a == b ? a + 0.6931471805599453 : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));
}
