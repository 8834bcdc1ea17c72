using KernelGen.Catalogue.Tests.Infrastructure;
using KernelGen.Catalogue.Tests.Numbers;

namespace KernelGen.Catalogue.Tests.Properties;

/// <summary>What the mathematics of a formula promises, on random rows: shifts, permutations, scaling, parts and wholes, variants.</summary>
public class PropertyTests
{
    /// <summary>Kernels with the rows that may be shifted without changing anything.</summary>
    public static TheoryData<string, string> Shifted => new()
    {
        { "OnlineSoftmax.Weights", "x" }, { "TwoPassSoftmax.Weights", "x" }, { "UnifiedMaxSoftmax.Weights", "x" }, { "ScalableSoftmax.Weights", "x" }, { "AdaptiveTemperature.Weights", "x" },
        { "TemperatureGate.Weights", "x" }, { "ContinualMasking.Weights", "x" }, { "ZLoss.Loss", "x" }, { "MaximumProbability.Confidence", "x" }, { "GhostRadius.Radius", "slopes" },
        { "MaxSup.Loss", "x" }, { "ActiveLearning.LeastConfidence", "x" }, { "ActiveLearning.Margin", "x" }, { "EntropyRegularizer.Penalty", "x" }, { "SoftInfoNce.Loss", "scores" },
        { "SoftInfoNce.Loss", "similarities" }, { "NormalizedDistillation.Loss", "teacher" }, { "NormalizedDistillation.Loss", "student" }, { "KnowledgeTransfer.Divergence", "student" },
        { "KnowledgeTransfer.SquaredError", "teacher" }, { "LogitPairing.Loss", "b" }, { "MultinomialMixture.Expert", "x" }, { "MultinomialMixture.Mixture", "gate" }, { "GaussianMixture.Responsibility", "gate" },
        { "PolicyGradient.Gradient", "x" }, { "PolicyGradient.Gradient", "advantage" }, { "HebbianAdaptation.Activity", "u" },
    };

    [Theory, MemberData(nameof(Shifted))]
    public void A_shift_changes_nothing(string name, string row) => Rows.ForAll(Variants.Find(name), (inputs, number) =>
    {
        var kernel = Variants.Find(name);
        if (name == "ZLoss.Loss" && inputs.Length == 1) return;   // 0 / 0
        Rows.Close(kernel.Run(inputs), kernel.Run(inputs.Map(p => p == row, v => v + number - 500)), 2e-4, 2e-4);
    });

    public static TheoryData<string> WithoutIndices => [.. Variants.Sample.Where(k => k.Method.GetParameters().All(p => p.ParameterType.Name != "Int32&")).Select(k => k.Name)];

    // Noise belongs to a place, and what is chosen says where it was.
    static bool HasPlaces(CatalogueKernel kernel) => kernel.Parameters.Any(p => p.Name is "seed" or "k");

    [Theory, MemberData(nameof(WithoutIndices))]
    public void Rotated_rows_give_rotated_results(string name) => Rows.ForAll(Variants.Find(name), (inputs, number) =>
    {
        var kernel = Variants.Find(name);
        var agreement = new Agreement(kernel, inputs);
        int n = inputs.Length, by = number % n;
        T[] rotated<T>(T[] row, int k) => [.. row[k..], .. row[..k]];
        var turned = inputs with
        {
            Values = inputs.Values.ToDictionary(p => p.Key, p => p.Value switch { float[] row => rotated(row, by), bool[] mask => rotated(mask, by), int position => (position - by + n) % n, var other => other }),
        };
        if (Samples.IsUndefined(name, n) || HasPlaces(kernel)) return;
        var results = kernel.Run(turned).Select(r => r.Length == n && !kernel.ReturnsScalars && n > 1 ? rotated(r, n - by) : r).ToArray();
        agreement.Check(results, agreement.Exact, $"rotated by {by}");
    });

    /// <summary>Kernels, the inputs to scale, and the power of the scale that the result grows by.</summary>
    public static TheoryData<string, string, int> Scaled => new()
    {
        { "TemperatureGate.Weights", "x temperature", 0 }, { "Energy.Score", "x temperature", 1 }, { "UltraLif.Membrane", "a b epsilon", 1 }, { "UltraLif.Spikes", "a b epsilon threshold", 0 },
        { "ZLoss.Loss", "x", 0 }, { "GhostRadius.Radius", "slopes step", -1 }, { "EquiangularBasis.Length", "feature", 1 }, { "EquiangularBasis.Loss", "products norm", 0 }, { "SoftCoT.Loss", "products norm", 0 },
        { "CnnSvm.Penalty", "w", 2 }, { "Maxout.Unit", "z1 z2 z3", 1 }, { "WeakestLink.Tier", "scores first second third", 0 }, { "ReluRouting.Gate", "x", 1 }, { "ShrinkageBaseline.Advantage", "rewards prior", 1 },
        { "PolicyGradient.Gradient", "advantage", 1 }, { "Chronicals.RotaryEmbedding", "x1 x2", 1 }, { "PowerSoftmax.Weights", "x c", 0 }, { "PowerOfTwo.Dequantized", "w", 1 }, { "ClippedRelu.Activation", "x limit", 1 },
    };

    [Theory, MemberData(nameof(Scaled))]
    public void A_scale_passes_through(string name, string scaled, int degree) => Rows.ForAll(Variants.Find(name), (inputs, number) =>
    {
        var kernel = Variants.Find(name);
        if (Samples.IsUndefined(name, inputs.Length)) return;
        // A power of two: the inputs stay exact.
        var factor = MathF.ScaleB(1, (number % 21) - 10);
        var names = scaled.Split(' ');
        var expected = kernel.Run(inputs).Select((row, r) => r == 0 ? Array.ConvertAll(row, v => v * Math.Pow(factor, degree)) : row).ToArray();
        Rows.Close([expected[0]], [kernel.Run(inputs.Map(names.Contains, v => v * factor))[0]], 1e-5, 1e-6 * Math.Pow(factor, degree));
    });

    /// <summary>Kernels whose result for a whole row follows from those for its parts.</summary>
    public static TheoryData<string> Parted => ["Energy.Score", "GumbelLoss.Loss", "CnnSvm.Loss", "CnnSvm.Penalty", "EquiangularBasis.Length", "ReluRouting.Penalty", "AdaptiveBatch.Deviation", "SoftActorCritic.LogDensity", "BinaryMapDistillation.Loss", "WeakestLink.Tier"];

    [Theory, MemberData(nameof(Parted))]
    public void Parts_merge_to_the_whole(string name) => Rows.ForAll(Variants.Find(name), (inputs, number) =>
    {
        var kernel = Variants.Find(name);
        var at = number % (inputs.Length + 1);
        if (at == 0 || at == inputs.Length) return;
        var (whole, left, right) = (kernel.Run(inputs), kernel.Run(inputs.Part(..at)), kernel.Run(inputs.Part(at..)));
        var t = name == "Energy.Score" ? inputs.Number("temperature") : 0;
        double merged(double a, double b) => name switch
        {
            "Energy.Score" => -t * Formula.LogSumExp([-a / t, -b / t]),
            "EquiangularBasis.Length" => Math.Sqrt((a * a) + (b * b)),
            "WeakestLink.Tier" => Math.Min(a, b),
            _ => a + b,
        };
        Rows.Close(whole, [.. left.Zip(right, (a, b) => new[] { merged(a[0], b[0]) })], 1e-6, 1e-5);
    });

    public static TheoryData<string> Names => [.. Variants.Sample.Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void All_algorithms_and_widths_agree(string name) => Rows.ForAll(Variants.Find(name), (inputs, _) =>
    {
        if (Samples.IsUndefined(name, inputs.Length)) return;
        var agreement = new Agreement(Variants.Find(name), inputs);
        var expected = Variants.Find(name).Run(inputs);
        foreach (var (variant, kernel) in Variants.Of(name)) agreement.Check(kernel.Run(inputs), expected, variant);
    });
}
