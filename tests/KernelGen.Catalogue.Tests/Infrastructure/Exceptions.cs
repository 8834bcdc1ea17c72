namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>Where a kernel is not compared, or to a wider bound, and why.</summary>
static class Exceptions
{
    static readonly Dictionary<(string Kernel, RowKind Kind), string> NotCompared = new()
    {
        [("BinaryMapDistillation.Loss", RowKind.Wide)] = "1 − σ(x) is 0 in the description's own arithmetic; the kernel never takes it, and is compared with the formula",
        [("SoftActorCritic.LogDensity", RowKind.Wide)] = "1 − tanh²(u) is 0 in the description's own arithmetic; the kernel never takes it, and is compared with the formula",
        [("SoftActorCritic.Target", RowKind.Wide)] = "the same",
        [("BinaryMapDistillation.Loss", RowKind.Far)] = "the same",
        [("SoftActorCritic.LogDensity", RowKind.Far)] = "the same",
        [("SoftActorCritic.Target", RowKind.Far)] = "the same",
        [("SoftActorCritic.LogDensity", RowKind.OneHot)] = "the same",
        [("SoftActorCritic.Target", RowKind.OneHot)] = "the same",
        [("StochasticNeuron.Reinforce", RowKind.Wide)] = "1 − σ(x) is 0 in float, and known to the description",
        [("StochasticNeuron.Reinforce", RowKind.Far)] = "the same",
        [("StochasticNeuron.Reinforce", RowKind.OneHot)] = "the same",
        [("SoftplusAttention.Weights", RowKind.Wide)] = "softplus of what is far below 0 vanishes, and a row of nothing else is 0 / 0",
        [("SoftplusAttention.Weights", RowKind.Constant)] = "no weight is above the average: 0 / 0, but for rounding",
    };

    static readonly Dictionary<string, double> OfDifferences = new()
    {
        ["EquiangularBasis.Loss"] = 1, ["GaussianMixture.LogDensity"] = 1, ["NormalizedDistillation.Loss"] = 2, ["SoftCoT.Loss"] = 7, ["PolicyGradient.Gradient"] = 1, ["NoisySoftmax.Loss"] = 1, ["AdaptiveWindow.Keep"] = 1, ["LocalSensitivity.Weights"] = 1, ["KnowledgeTransfer.Divergence"] = 1,
        ["Made.LocalCovariance"] = 1, ["Made.HalfwayDivergence"] = 1, ["Made.RiskAverse"] = 1, ["Made.Leaning"] = 1, ["Made.Shrunk"] = 1, ["Made.SurpriseSpread"] = 1,
    };

    static readonly HashSet<string> Masked =
    [
        "TwoPassSoftmax.Weights", "OnlineSoftmax.Weights", "OnlineSoftmax.Top", "UnifiedMaxSoftmax.Weights", "Softpick.Weights", "Softpick.Masked",
        "ScalableSoftmax.Weights", "AdaptiveTemperature.Weights", "TemperatureGate.Weights", "TemperatureGate.Activated", "ContinualMasking.Weights",
        "SoftmaxBiasCorrection.Dequantized", "SoftmaxBiasCorrection.Bias", "AdaLog.Dequantized", "Energy.Score", "Energy.Hinge", "MaximumProbability.Confidence",
        "ActiveLearning.LeastConfidence", "ActiveLearning.Margin", "ActiveLearning.Inhibited", "EntropyRegularizer.Penalty", "MultinomialMixture.Mixture",
        "TopKGating.Gate", "TopKGating.Renormalized", "Sparsemax.Weights", "Sparsemax.Entmax",
        "GaussianMixture.LogDensity", "GaussianMixture.Responsibility", "PolicyGradient.Gradient", "HebbianAdaptation.Activity",
    ];

    /// <summary>Why a kernel is not compared with its description on rows of a kind; null if it is.</summary>
    public static string? WhyNot(string kernel, RowKind kind) => NotCompared.GetValueOrDefault((kernel, kind));

    /// <summary>
    /// How many times the size of the inputs those numbers are whose difference a result is (exponents that are computed, a row and its
    /// mean): each is rounded to float. 0 where a result is no such difference.
    /// </summary>
    public static double Cancels(string kernel) => OfDifferences.GetValueOrDefault(kernel);

    /// <summary>−∞ masks an element: it is an exponent, and nothing else is made of it.</summary>
    public static bool CanBeMasked(string kernel) => Masked.Contains(kernel);
}
