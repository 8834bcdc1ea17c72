namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>What the double library lacks. The corrections are Kahan's (Higham, "Accuracy and Stability", 2002, 1.14).</summary>
internal static class Reference
{
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1) return x;
        if (u - 1 == -1 || double.IsInfinity(u)) return u - 1;
        return (u - 1) * x / Math.Log(u);
    }

    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    public static double LogAddExp(double a, double b) =>
        a == b ? a + Math.Log(2) : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));
}
