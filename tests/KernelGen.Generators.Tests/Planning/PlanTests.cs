using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Tests.Planning;

/// <summary>The plan of every kernel of the catalogue, as text: scalar results take one sweep, row results two, adaptive temperature three.</summary>
public class PlanTests
{
    private const string X = "ReadOnlySpan<float> x", Y = "Span<float> y", Logits = "ReadOnlySpan<float> logits, int label";

    [Theory]
    // Weights.
    [InlineData("Softmax", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("SoftmaxWithTemperature", $"void, {X}, float temperature, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("MaskedSoftmax", $"void, {X}, ReadOnlySpan<bool> keep, {Y}", "2 sweeps: 4 reads, 1 write, 20 bytes an element", "sum")]
    [InlineData("BiasedSoftmax", $"void, {X}, ReadOnlySpan<float> bias, {Y}", "2 sweeps: 4 reads, 1 write, 20 bytes an element", "sum")]
    [InlineData("SoftcapSoftmax", $"void, {X}, float cap, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("ScalableSoftmax", $"void, {X}, float s, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("AdaptiveTemperature", $"void, {X}, {Y}", "3 sweeps: 3 reads, 1 write, 16 bytes an element", "sum, moment1 | sum_2")]
    [InlineData("Softpick", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("StableMax", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("SigmoidNormalized", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("SoftplusNormalized", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    // Logarithms and losses.
    [InlineData("LogSoftmax", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("LogSumExp", $"float, {X}", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum")]
    [InlineData("SoftmaxWithLogSumExp", $"void, {X}, {Y}, out float lse", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("Energy", $"float, {X}, float temperature", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum")]
    [InlineData("CrossEntropy", $"float, {Logits}", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum")]
    [InlineData("CrossEntropyWithGradient", $"void, {Logits}, out float loss, Span<float> gradient", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("SmoothedCrossEntropy", $"float, {Logits}, float smoothing", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum, sum_2")]
    // What a softmax knows.
    [InlineData("Entropy", $"float, {X}", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum, moment1")]
    [InlineData("KullbackLeibler", "float, ReadOnlySpan<float> a, ReadOnlySpan<float> b", "1 sweep: 2 reads, 0 writes, 8 bytes an element", "sum, sum_2, moment1")]
    [InlineData("BoltzmannMean", $"float, {X}, float beta", "1 sweep: 1 read, 0 writes, 4 bytes an element", "sum, sum_2")]
    // Rows brought to a common scale.
    [InlineData("Standardize", $"void, {X}, float epsilon, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "moment1, moment2")]
    [InlineData("RmsNorm", $"void, {X}, ReadOnlySpan<float> weight, float epsilon, {Y}", "2 sweeps: 3 reads, 1 write, 16 bytes an element", "sum")]
    [InlineData("L2Normalize", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "sum")]
    [InlineData("MinMaxScale", $"void, {X}, {Y}", "2 sweeps: 2 reads, 1 write, 12 bytes an element", "min, max")]
    public void A_catalogue_kernel_sweeps(string name, string signature, string traffic, string kept)
    {
        var plan = Plan(name, signature);
        Assert.Equal(traffic, PlanText.Lines(plan)[^1]);
        Assert.Equal(kept, string.Join(" | ", plan.Levels.Select(l => string.Join(", ", l.Accumulators.Select(a => a.Name)))));
        Assert.Equal(name == "AdaptiveTemperature", plan.Levels.Count > 1);
    }

    [Theory]
    [InlineData("static Scalar Own(Row x, Row z) => Sum(Abs(Normalizers.Softmax(x) - Normalizers.Softmax(z)));", "exp(x)·2^-N(x) / sum - exp(z)·2^-N(z) / sum_2: its terms may cancel")]
    [InlineData("static Scalar Own(Row x, Row z) => Sum(Select(Normalizers.Softmax(x) > 0.1, z, 0));", "select(0.1 < exp(x)·2^-N(x) / sum, z, 0): its mask depends on sum")]
    [InlineData("static Scalar Own(Row x, Row z) => Sum(z * Exp(Normalizers.Softmax(x)));", "its exponent depends on sum")]
    [InlineData("static Scalar Own(Row x, Row z) => Sum(z * Tanh(Normalizers.Softmax(x)));", "tanh(exp(x)·2^-N(x) / sum): it is not linear in sum")]
    [InlineData("static Scalar Own(Row x, Row z) => Max(z / (1 + Normalizers.Softmax(x)));", "it is taken over z / (1 + exp(x)·2^-N(x) / sum)")]
    [InlineData("static Scalar Own(Row x, Row z) => Sum(Exp(2 * x / Sum(z * z)));", "its exponent depends on sum")]
    public void A_further_level_has_a_reason_that_names_the_term(string description, string reason)
    {
        var plan = Described.Kernel($"[Kernel] public static partial float Own(ReadOnlySpan<float> x, ReadOnlySpan<float> z); {description}").Plan;
        Assert.Equal(2, plan.Levels.Count);
        Assert.Contains($"needs a sweep of its own: {reason}", Assert.Single(plan.Schedule.Reasons));
    }

    private static Plan Plan(string name, string signature)
    {
        string[] parts = signature.Split(", ", 2);
        return Described.Kernel($"[Kernel] public static partial {parts[0]} {name}({parts[1]});").Plan;
    }
}
