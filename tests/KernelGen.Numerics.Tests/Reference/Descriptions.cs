using static KernelGen.RowMath;

namespace KernelGen.Numerics.Tests.Reference;

/// <summary>Descriptions as a user writes them. That this file compiles is itself a test: of the conversions and of overload resolution.</summary>
static class Descriptions
{
    public static Row Softmax(Row x) => Exp(x) / Sum(Exp(x));

    public static Row NaiveLogSoftmax(Row x) => Log(Exp(x) / Sum(Exp(x)));

    public static Row Tempered(Row x, Scalar temperature) => Normalizers.Softmax(x / temperature);

    public static (Row y, Scalar lse) WithLse(Row x)
    {
        var e = Exp(x);
        var s = Sum(e);
        return (e / s, Log(s));
    }

    public static Row Softpick(Row x) => Relu(Exp(x) - 1) / (Sum(Abs(Exp(x) - 1)) + 1e-8f);

    public static Row Masked(Row x, Mask keep) => Normalizers.Softmax(Select(keep, x, NegativeInfinity));

    public static Row Causal(Row x, Position position, Scalar slope) => Normalizers.Softmax(Select(x.Positions <= position, x + slope * (x.Positions - position), NegativeInfinity));

    public static Row Capped(Row x, Scalar cap) => Normalizers.Softmax(cap * Tanh(x / cap));

    public static Scalar Entropy(Row x)
    {
        var p = Exp(x) / Sum(Exp(x));
        return -Sum(p * Log(p));
    }

    public static Scalar Divergence(Row a, Row b)
    {
        var p = Exp(a) / Sum(Exp(a));
        var q = Exp(b) / Sum(Exp(b));
        return Sum(p * (Log(p) - Log(q)));
    }

    public static (Scalar, Row gradient) CrossEntropy(Row logits, Position label)
    {
        var z = Normalizers.LogSumExp(logits);
        return (z - logits[label], Exp(logits - z) - Normalizers.OneHot(logits, label));
    }

    public static Row Standardize(Row x, Scalar epsilon) => (x - Mean(x)) / Sqrt(Variance(x) + epsilon);

    public static Row HandStandardize(Row x, Scalar epsilon)
    {
        var mean = Sum(x) / x.Length;
        var d = x - mean;
        return d / Sqrt(Sum(d * d) / x.Length + epsilon);
    }

    public static Row RmsNorm(Row x, Row weight, Scalar epsilon) => weight * x * Rsqrt(Sum(x * x) / x.Length + epsilon);

    public static Row StableMax(Row x)
    {
        var s = Select(x >= 0, x + 1, 1 / (1 - x));
        return s / Sum(s);
    }

    public static Row SoftplusNormalized(Row x) => Log(1 + Exp(x)) / Sum(Log(1 + Exp(x)));

    public static Row Power(Row x) => Pow(x, 16) / Sum(Pow(x, 16));

    public static Scalar Boltzmann(Row x, Scalar beta) => Sum(x * Exp(beta * x)) / Sum(Exp(beta * x));

    public static Row Sharpened(Row x)
    {
        var h = Entropy(x);
        var beta = Select(h > 0.5f, Max(1, -0.037f * h * h * h * h + 0.481f * h * h * h - 2.3f * h * h + 4.917f * h - 1.791f), 1);
        return Normalizers.Softmax(beta * x);
    }

    public static Scalar WorstMargin(Row x, Position label) => Max(Select(x.Positions != label, x, NegativeInfinity)) - x[label];

    public static Row Mixture(Row a, Row b, Scalar alpha) => Log((1 - alpha) * Normalizers.Softmax(a) + alpha * Normalizers.Softmax(b));

    // Forms the others do not use.
    public static Scalar Distance(Row x, Position a, Position b) => Abs(a - b) / x.Length + (a + 1) * 0.5f;

    public static Row Window(Row x, Position centre, Scalar radius) =>
        Select((x.Positions >= centre - radius) & (x.Positions <= centre + radius) & !(x.Positions == centre), x, 0);

    public static Scalar Branch(Scalar a, Scalar b, Position p) => a > b ? p < 2 ? a : b : p == 3 ? Clamp(a, 0, 1) : Min(a, 2.5);

    public static Row Constants(Row x) => Max(0.5f, Pow(2, Round(x))) + Min(x, 3) * Clamp(x, -1, 1.0) - LogAddExp(x, 0) + Count(x > 1) + Select(2 < x ^ x <= 3 | x != 4, 1, 0);
}
