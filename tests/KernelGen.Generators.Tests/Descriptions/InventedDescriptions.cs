namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Descriptions as a new user would invent them; nothing in the compiler knows any of them.</summary>
internal static class InventedDescriptions
{
    public static readonly IReadOnlyList<Case> All =
    [
        // Weights.
        new("static Row RectifiedShare(Row x) => Relu(x) * Exp(x) / Sum(Exp(2 * x));"),
        new("static Row LengthTemperature(Row x) => Exp(x / (1 + Log(x.Length))) / Sum(Exp(x / (1 + Log(x.Length))));"),
        new("static Row PowerShare(Row x) => Pow(Abs(x), 3) / Sum(Pow(Abs(x), 3));"),
        new("static Row CausalWeights(Row x, Position k) { var kept = Select(x.Positions <= k, x, NegativeInfinity); return Exp(kept) / Sum(Exp(kept)); }"),
        new("static Row DistancePenalty(Row x, Position k, Scalar a) => Normalizers.Softmax(x - a * Abs(x.Positions - k));"),
        new("static Row KeptAboveAverage(Row x) { var p = Normalizers.Softmax(x); var kept = Select(p > 0.5 / x.Length, p, 0); return kept / Sum(kept); }"),
        new("static Row Twice(Row x) => Normalizers.Softmax(4 * Normalizers.Softmax(x));"),
        new("static Row StandardizedSoftmax(Row x) => Normalizers.Softmax((x - Mean(x)) / Sqrt(Variance(x) + 1e-5));"),
        new("static Row Sharpened(Row x, Scalar a) { var h = Normalizers.Entropy(x); return h > a ? Normalizers.Softmax(2 * x) : Normalizers.Softmax(x); }"),
        new("static (Row low, Row high) BothEnds(Row x) => (Normalizers.Softmax(-x), Normalizers.Softmax(x));"),
        new("static Row Attenuated(Row x) { var (p, lse) = Normalizers.SoftmaxWithLogSumExp(x); return p * (x - lse); }"),
        new("static Row GatedUnit(Row x, Row z) => x * Sigmoid(1.702 * z) / Norm(x);"),
        new("static Row Mixture(Row x, Row z, Scalar b) => Sigmoid(b) * Normalizers.Softmax(x) + (1 - Sigmoid(b)) * Normalizers.Softmax(z);"),

        new("static Row Softmax2(Row x) => Exp2(x) / Sum(Exp2(x));"),
        new("static Row MaskedByZero(Row x, Mask keep) { var e = Select(keep, Exp(x), 0); return e / (Sum(e) + 1e-9); }"),
        new("static Row TwoOdds(Row x) => Exp(x) / (2 + Exp(x)) / x.Length;"),
        new("static Row SixteenthPowers(Row x) => Pow(x, 16) / Sum(Pow(x, 16));"),
        new("static Row LogMixture(Row x, Row z, Scalar b) => Log((1 - Sigmoid(b)) * Normalizers.Softmax(x) + Sigmoid(b) * Normalizers.Softmax(z));"),
        new("static Row PolyNorm(Row x, Scalar a, Scalar b) => a * Pow(x, 3) / Sqrt(Mean(Pow(x, 6)) + 1e-6) + b * x * x / Sqrt(Mean(Pow(x, 4)) + 1e-6) + x / Sqrt(Mean(x * x) + 1e-6);"),

        // Statistics.
        new("static Scalar Covariance(Row x, Row z) => Mean((x - Mean(x)) * (z - Mean(z)));"),
        new("static Scalar Correlation(Row x, Row z) { var dx = x - Mean(x); var dz = z - Mean(z); return Sum(dx * dz) / (Sqrt(Sum(dx * dx) * Sum(dz * dz)) + 1e-9); }"),
        new("static Scalar Skewness(Row x) => Mean(Pow(x - Mean(x), 3)) / Pow(Variance(x) + 1e-9, 1.5);"),
        new("static Scalar Kurtosis(Row x) => Mean(Pow(x - Mean(x), 4)) / Square(Variance(x) + 1e-9);"),
        new("static Scalar MaskedMean(Row x, Mask keep) => Sum(Select(keep, x, 0)) / (Count(keep) + 1e-9);"),
        new("static Scalar CenterOfMass(Row x) => Sum(x.Positions * Normalizers.Softmax(x)) / x.Length;"),
        new("static Scalar Cosine(Row x, Row z) => Dot(x, z) / (Norm(x) * Norm(z));"),
        new("static Scalar Spread(Row x, Row z) => Max(Max(x) - Min(z), 1) / (1 + Max(Abs(x)));"),
        new("static Scalar GeometricMean(Row x) => Exp(Mean(Log(Abs(x) + 1)));"),
        new("static (Scalar mean, Scalar deviation, Row scaled) Summary(Row x) { var m = Mean(x); var s = Sqrt(Variance(x)); return (m, s, (x - m) / (s + 1e-3)); }"),

        new("static Scalar LogSumExp2(Row x) => Log2(Sum(Exp2(x)));"),
        new("static Scalar CubicNorm(Row x) => Pow(Sum(Pow(Abs(x), 3)), 1 / 3f);"),

        // Losses.
        new("static Scalar LogOfTheRest(Row x, Position k) => Log(1 - Normalizers.Softmax(x)[k] + 1e-30);"),
        new("static Scalar Focal(Row x, Position k, Scalar a) { var p = Normalizers.Softmax(x)[k]; return -Pow(1 - p, a) * Log(p); }"),
        new("static Scalar PolyLoss(Row x, Position k, Scalar a) => LogSumExp(x) - x[k] + a * (1 - Exp(x[k] - LogSumExp(x)));"),
        new("static Scalar LeaveOneOut(Row x, Position k) => x[k] - LogSumExp(Select(x.Positions != k, x, NegativeInfinity));"),
        new("static Scalar Hinge(Row x, Position k) => Sum(Relu(1 + x - x[k])) - 1;"),
        new("static Scalar JensenShannon(Row x, Row z) { var p = Normalizers.Softmax(x); var q = Normalizers.Softmax(z); var m = (p + q) / 2; return Sum(p * (Log(p) - Log(m)) + q * (Log(q) - Log(m))) / 2; }"),
        new("static Scalar TotalVariation(Row x, Row z) => Sum(Abs(Normalizers.Softmax(x) - Normalizers.Softmax(z))) / 2;"),
        new("static Scalar Huber(Row x, Row z, Scalar a) => Mean(Select(Abs(x - z) < a, 0.5 * (x - z) * (x - z), a * (Abs(x - z) - 0.5 * a)));"),
        new("static Scalar LogCosh(Row x, Row z) => Mean(Log((Exp(x - z) + Exp(z - x)) / 2));"),
        new("static Scalar Renyi(Row x, Scalar a) => Log(Sum(Pow(Normalizers.Softmax(x), a + 1))) / -a;"),
        new("static (Scalar, Row gradient) SoftLabels(Row x, Row z) { var q = Normalizers.Softmax(z); return (LogSumExp(x) - Sum(q * x), Normalizers.Softmax(x) - q); }"),
        new("static Scalar WeightedLogSumExp(Row x, Row z) => Log(Sum(Square(z) * Exp(x)));"),
        new("static Scalar Smoothed(Row x, Position k, Scalar a) => Smooth(x, k, a) + 1e-4 * Square(LogSumExp(x)); static Scalar Smooth(Row x, Position k, Scalar a) => LogSumExp(x) - (1 - a / 10) * x[k] - a / 10 * Mean(x);"),
    ];
}
