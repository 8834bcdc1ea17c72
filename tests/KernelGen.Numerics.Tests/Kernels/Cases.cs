using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static KernelGen.Numerics.Tests.Kernels.Bounds;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>Every kernel: what it takes, its description, the formula, the bounds.</summary>
static class Cases
{
    const float Temperature = 0.7f, Cap = 30, Scale = 0.43f, Beta = 0.25f, Epsilon = 1e-5f, Smoothing = 0.1f;

    public static readonly IReadOnlyList<Case> All =
    [
        new("Softmax", Takes.Nothing, true, 0,
            s => Normalizers.Softmax(s.X), s => Plain.Softmax(X(s)), s => (Weights, default)),
        new("SoftmaxWithTemperature", Takes.Nothing, true, Temperature,
            s => Normalizers.SoftmaxWithTemperature(s.X, Temperature), s => Plain.Softmax(Divided(s)), s => (Exponents(Divided(s), Fma.IsSupported || AdvSimd.IsSupported ? 1 : 2), default)),
        new("MaskedSoftmax", Takes.Keep, true, 0,
            s => Normalizers.MaskedSoftmax(s.X, s.Keep), s => Plain.Softmax([.. X(s).Select((v, i) => s.Keep[i] ? v : double.NegativeInfinity)]), s => (Weights, default)),
        new("BiasedSoftmax", Takes.Second, true, 0,
            s => Normalizers.BiasedSoftmax(s.X, s.Second), s => Plain.Softmax(Biased(s)), s => (Exponents(Biased(s)), default)),
        new("SoftcapSoftmax", Takes.Nothing, true, Cap,
            s => Normalizers.SoftcapSoftmax(s.X, Cap), s => Plain.Softmax(Plain.Map(X(s), v => Cap * Math.Tanh(v / Cap))), s => (Exponents([3 * Cap]), default)),
        new("ScalableSoftmax", Takes.Nothing, true, Scale,
            s => Normalizers.ScalableSoftmax(s.X, Scale), s => Plain.Softmax(Scaled(s)), s => (Exponents(Scaled(s), 2), default)),
        new("AdaptiveTemperature", Takes.Nothing, true, 0,
            s => Normalizers.AdaptiveTemperature(s.X), s => Plain.AdaptiveTemperature(X(s)), s => (Exponents(X(s), 20), default)),
        new("Softpick", Takes.Nothing, true, 0,
            s => Normalizers.Softpick(s.X), s => Plain.Softpick(X(s)), s => (new(8e-7), default)),
        new("StableMax", Takes.Nothing, true, 0,
            s => Normalizers.StableMax(s.X), s => Plain.StableMax(X(s)), s => (new(6e-7), default)),
        new("SigmoidNormalized", Takes.Nothing, true, 0,
            s => Normalizers.SigmoidNormalized(s.X), s => Plain.SigmoidNormalized(X(s)), s => (new(6e-7), default)),
        new("SoftplusNormalized", Takes.Nothing, true, 0,
            s => Normalizers.SoftplusNormalized(s.X), s => Plain.SoftplusNormalized(X(s)), s => (new(6e-7), default)),
        new("Sparsemax", Takes.Nothing, true, 0,
            s => Normalizers.Sparsemax(s.X), s => Plain.Sparsemax(X(s)), s => (new(2e-7, 2e-7), default)),
        new("Entmax15", Takes.Nothing, true, 0,
            s => Normalizers.Entmax15(s.X), s => Plain.Entmax15(X(s)), s => (new(4e-7, 4e-7), default)),
        new("LogSoftmax", Takes.Nothing, true, 0,
            s => Normalizers.LogSoftmax(s.X), s => Plain.LogSoftmax(X(s)), s => (new(2e-7, 1.2e-7 * Size(X(s)) + 2e-7), default)),
        new("LogSumExp", Takes.Nothing, false, 0,
            s => Normalizers.LogSumExp(s.X), s => Plain.LogSumExp(X(s)), s => (default, Logarithm)),
        new("SoftmaxWithLogSumExp", Takes.Nothing, true, 0,
            s => { var (y, lse) = Normalizers.SoftmaxWithLogSumExp(s.X); return new(y.ToArray(), (double)lse); },
            s => new(Plain.Softmax(X(s)), Plain.LogSumExp(X(s))), s => (Weights, Logarithm)),
        new("Energy", Takes.Nothing, false, Temperature,
            s => Normalizers.Energy(s.X, Temperature), s => -Temperature * Plain.LogSumExp(Divided(s)), s => (default, new(2e-7, 2e-7))),
        new("CrossEntropy", Takes.Label, false, 0,
            s => Normalizers.CrossEntropy(s.X, Case.Label(s.Length)), s => Loss(s), s => (default, Logarithm)),
        new("CrossEntropyWithGradient", Takes.Label, true, 0,
            s => { var (loss, gradient) = Normalizers.CrossEntropyWithGradient(s.X, Case.Label(s.Length)); return new(gradient.ToArray(), (double)loss); },
            s => new(Plain.Gradient(X(s), Case.Label(s.Length)), Loss(s)), s => (new(4e-7, 2e-7), Logarithm)),
        new("SmoothedCrossEntropy", Takes.Label, false, Smoothing,
            s => Normalizers.SmoothedCrossEntropy(s.X, Case.Label(s.Length), Smoothing), s => Smoothed(s), s => (default, new(1.2e-7, 2e-7 + 1e-12 * Size(X(s))))),
        new("Entropy", Takes.Nothing, false, 0,
            s => Normalizers.Entropy(s.X), s => Plain.Entropy(X(s)), s => (default, new(4e-7, 4e-7))),
        new("KullbackLeibler", Takes.Second, false, 0,
            s => Normalizers.KullbackLeibler(s.X, s.Second), s => Plain.KullbackLeibler(X(s), Second(s)), s => (default, new(4e-7, 1e-6 + 1.2e-7 * Size(X(s))))),
        new("BoltzmannMean", Takes.Nothing, false, Beta,
            s => Normalizers.BoltzmannMean(s.X, Beta), s => Plain.BoltzmannMean(X(s), Beta), s => (default, new(4e-7, 4e-7))),
        new("MeanAndVariance", Takes.Nothing, false, 0,
            s => new(null, (double)RowMath.Mean(s.X), (double)RowMath.Variance(s.X)), s => new(null, Plain.Mean(X(s)), Plain.Variance(X(s))), s => (default, new(1e-6, 1e-13 * Size(X(s))))),
        new("Standardize", Takes.Nothing, true, Epsilon,
            s => Normalizers.Standardize(s.X, Epsilon), s => Plain.Standardize(X(s), Epsilon), s => (new(6e-7, Rounded(s)), default)),
        new("RmsNorm", Takes.Second, true, Epsilon,
            s => Normalizers.RmsNorm(s.X, s.Second, Epsilon), s => Plain.RmsNorm(X(s), Second(s), Epsilon), s => (new(4e-7), default)),
        new("L2Normalize", Takes.Nothing, true, 0,
            s => Normalizers.L2Normalize(s.X), s => Plain.L2Normalize(X(s)), s => (new(4e-7), default)),
        new("MinMaxScale", Takes.Nothing, true, 0,
            s => Normalizers.MinMaxScale(s.X), s => Plain.MinMaxScale(X(s)), s => (new(4e-7), default)),
    ];

    public static IEnumerable<Case> WithRow => All.Where(c => c.HasRow);

    public static Case Find(string name) => All.Single(c => c.Name == name);

    static double[] X(Sample s) => Array.ConvertAll(s.X, v => (double)v);
    static double[] Second(Sample s) => Array.ConvertAll(s.Second, v => (double)v);
    // Without fused multiply-add a quotient is rounded twice.
    static double[] Divided(Sample s) => Plain.Map(X(s), v => v / Temperature);
    static double[] Biased(Sample s) => [.. X(s).Select((v, i) => v + s.Second[i])];
    static double[] Scaled(Sample s) => Plain.Map(X(s), v => Scale * Math.Log(s.Length) * v);
    static double Loss(Sample s) => Plain.Loss(X(s), Case.Label(s.Length));
    static double Smoothed(Sample s) => (1 - (double)Smoothing) * Loss(s) + Smoothing * Plain.MeanLoss(X(s));

    // The mean that is subtracted is a float.
    static double Rounded(Sample s) => s.Length == 0 ? 0 : Math.Max(6e-8 * Math.Abs(Plain.Mean(X(s))), float.Epsilon) / Math.Sqrt(Plain.Variance(X(s)) + Epsilon);
}

/// <summary>The error bounds that kernels share.</summary>
static class Bounds
{
    /// <summary>The bound on a softmax: 4e-7 relative.</summary>
    public static readonly Tolerance Weights = new(4e-7);

    /// <summary>A logarithm, rounded once: that of a sum of floats, each with its error, is off by as much.</summary>
    public static readonly Tolerance Logarithm = new(6.1e-8, 1.2e-7);

    /// <summary>A softmax whose exponents are computed, not given: each is rounded to float (<paramref name="roundings"/> times), and e^(x + δ) is off by δ.</summary>
    public static Tolerance Exponents(double[] exponents, double roundings = 1) => new(Math.Min(4e-7 + roundings * 1.2e-7 * Size(exponents), 1e-2));

    /// <summary>The largest absolute value among the finite elements.</summary>
    public static double Size(double[] x) => x.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
}
