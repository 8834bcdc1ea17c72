#pragma warning disable KG1001 // A few of them do grow, for inputs that are not tried here.

namespace KernelGen.Catalogue.Tests.Invented;

/// <summary>Twelve formulas that no paper has: as a user would write them, none of them in a stable form.</summary>
public static partial class Made
{
    // Weights that share with their own average.
    [Kernel] public static partial void HalfShare(ReadOnlySpan<float> x, Span<float> y);
    static Row HalfShare(Row x) => Exp(x) / (Exp(x) + Mean(Exp(x)));

    // The softmax of all rows z, lightened where a second row says so.
    [Kernel] public static partial void Discounted(ReadOnlySpan<float> x, ReadOnlySpan<float> z, Span<float> y);
    static Row Discounted(Row x, Row z) => Exp(x) / ((1 + Square(z)) * Sum(Exp(x)));

    // Two experts who must agree.
    [Kernel] public static partial void Agreed(ReadOnlySpan<float> x, ReadOnlySpan<float> z, Span<float> y);
    static Row Agreed(Row x, Row z)
    {
        var both = Normalizers.Softmax(x) * Normalizers.Softmax(z);
        return both / Sum(both);
    }

    // A softmax rounded to sixteenths of an octave.
    [Kernel] public static partial void Octaves(ReadOnlySpan<float> x, Span<float> y);
    static Row Octaves(Row x) => Exp2(Round(16 * Log2(Normalizers.Softmax(x))) / 16);

    // How much the surprise varies.
    [Kernel] public static partial float SurpriseSpread(ReadOnlySpan<float> x);
    static Scalar SurpriseSpread(Row x)
    {
        var p = Normalizers.Softmax(x);
        var h = -Sum(p * Log(p));
        return Sum(p * Square(Log(p) + h));
    }

    // Where the label would stand if ranks were soft.
    [Kernel] public static partial float SoftRank(ReadOnlySpan<float> x, int label, float temperature);
    static Scalar SoftRank(Row x, Position label, Scalar temperature) => 0.5 + Sum(1 / (1 + Exp((x[label] - x) / temperature)));

    // The odds of two elements that are drawn being different.
    [Kernel] public static partial float Diversity(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep);
    static Scalar Diversity(Row x, Mask keep)
    {
        var p = Select(keep, Exp(x), 0) / Sum(Select(keep, Exp(x), 0));
        return -Log(Sum(p * p));
    }

    // How two rows move together where the first is large.
    [Kernel] public static partial float LocalCovariance(ReadOnlySpan<float> x, ReadOnlySpan<float> z);
    static Scalar LocalCovariance(Row x, Row z)
    {
        var p = Normalizers.Softmax(x);
        return Sum(p * (x - Sum(p * x)) * (z - Sum(p * z)));
    }

    // A divergence whose teacher is half student.
    [Kernel] public static partial float HalfwayDivergence(ReadOnlySpan<float> x, ReadOnlySpan<float> z);
    static Scalar HalfwayDivergence(Row x, Row z)
    {
        var (p, q) = (Normalizers.Softmax(x), Normalizers.Softmax(z));
        return Sum(p * Log(p / ((p + q) / 2)));
    }

    // Rewards over their own exponential mean, as far as one bad reward allows.
    [Kernel] public static partial void RiskAverse(ReadOnlySpan<float> x, float alpha, Span<float> y);
    static Row RiskAverse(Row x, Scalar alpha) => (x - Log(Mean(Exp(-alpha * x))) / -alpha) / (Max(x) - Min(x) + 1);

    // A norm that leans to the side where the row has its tail.
    [Kernel] public static partial void Leaning(ReadOnlySpan<float> x, Span<float> y);
    static Row Leaning(Row x)
    {
        var d = x - Mean(x);
        var skew = Mean(Pow(d, 3)) / Pow(Mean(d * d) + 1e-3, 1.5);
        return d / Sqrt(Mean(d * d) + 1e-3) * (1 + Tanh(skew) / 2);
    }

    // A soft shrinkage towards 0 that keeps its sign.
    [Kernel] public static partial void Shrunk(ReadOnlySpan<float> x, float threshold, Span<float> y);
    static Row Shrunk(Row x, Scalar threshold) => Sign(x) * (Log(1 + Exp(Abs(x) - threshold)) - Log(1 + Exp(-threshold)));
}
