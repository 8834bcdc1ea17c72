using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests;

public class OverflowAnalyzerTests
{
    private static string Row(string expression) =>
        Source.Class($"[Kernel] public static partial void F(ReadOnlySpan<float> x, ReadOnlySpan<float> b, ReadOnlySpan<bool> keep, float t, int label, Span<float> y);\nstatic Row F(Row x, Row b, Mask keep, Scalar t, Position label) => {expression};");

    private static string Scalar(string expression) =>
        Source.Class($"[Kernel] public static partial float F(ReadOnlySpan<float> x, ReadOnlySpan<float> b, ReadOnlySpan<bool> keep, float t, int label);\nstatic Scalar F(Row x, Row b, Mask keep, Scalar t, Position label) => {expression};");

    [Theory]
    [InlineData("{|KG1001:Exp(x)|}")]
    [InlineData("2 * {|KG1001:Exp(x)|} + 1")]
    [InlineData("{|KG1001:Exp(x)|} / Mean(b)")]
    [InlineData("Relu({|KG1001:Exp(x)|} - 1)")]
    [InlineData("{|KG1001:Expm1(x)|}")]
    [InlineData("{|KG1001:Exp2(x)|}")]
    [InlineData("{|KG1001:Exp(x)|} / Sum(Exp(b))")]
    [InlineData("Exp(x) / Sum(Exp(x)) + {|KG1001:Exp(b)|}")]
    [InlineData("{|KG1001:Exp(x)|} / Sum(Exp(x / 2))")]
    [InlineData("x * {|KG1001:Exp(t)|}")]
    [InlineData("{|KG1001:Exp(x - Mean(x))|}")]
    [InlineData("{|KG1001:Exp(x - x[label])|}")]
    [InlineData("{|KG1001:Exp(Max(x) - x)|}")]
    [InlineData("Softplus({|KG1001:Exp(x)|})")]
    [InlineData("Select(keep, {|KG1001:Exp(x)|}, 0)")]
    [InlineData("Sqrt({|KG1001:Exp(x)|})")]
    [InlineData("1 / {|KG1001:Sum(Exp(x))|} * x")]
    public Task A_row_that_overflows(string expression) => AnalyzerVerifier.Verify<OverflowAnalyzer>(Row(expression));

    [Theory]
    [InlineData("{|KG1001:Sum(Exp(x))|}")]
    [InlineData("3 * {|KG1001:Sum(Exp(x))|} + 1")]
    [InlineData("{|KG1001:Sum(x * Exp(x))|}")]
    [InlineData("Max({|KG1001:Exp(x)|})")]
    [InlineData("{|KG1001:Exp(x[label])|}")]
    [InlineData("{|KG1001:Sum(Exp(x))|} / x.Length")]
    [InlineData("Log(Sum(Exp(x))) + {|KG1001:Sum(Exp(b))|}")]
    public Task A_scalar_that_overflows(string expression) => AnalyzerVerifier.Verify<OverflowAnalyzer>(Scalar(expression));

    [Theory]
    [InlineData("Exp(x) / Sum(Exp(x))")]
    [InlineData("Exp(x / t) / Sum(Exp(x / t))")]
    [InlineData("Exp(-Abs(x))")]
    [InlineData("Exp(-x * x)")]
    [InlineData("Exp(-Square(x - Mean(x)))")]
    [InlineData("Exp(x - Max(x))")]
    [InlineData("Exp((x - Max(x)) / 2)")]
    [InlineData("Exp(2 * x - Max(2 * x))")]
    [InlineData("Exp(x + b - Max(x + b))")]
    [InlineData("Exp(Min(x) - x)")]
    [InlineData("Exp(Min(x, 10))")]
    [InlineData("Exp(Clamp(x, -20, 20))")]
    [InlineData("Exp(5 * Tanh(x))")]
    [InlineData("Exp(-Relu(x))")]
    [InlineData("Exp(x - Max(x, 0))")]
    [InlineData("Exp(-Softplus(x))")]
    [InlineData("Exp(x - LogSumExp(x))")]
    [InlineData("Exp(2 * (x - LogSumExp(x)))")]
    [InlineData("Exp(2 * Log(Abs(x)))")]
    [InlineData("Exp(Select(keep, x, NegativeInfinity)) / Sum(Exp(Select(keep, x, NegativeInfinity)))")]
    [InlineData("Sigmoid(x)")]
    [InlineData("1 / (1 + Exp(-x))")]
    [InlineData("Exp(x) / (1 + Exp(x))")]
    [InlineData("Tanh(Exp(x))")]
    [InlineData("Softplus(x)")]
    [InlineData("Log(1 + Exp(x))")]
    [InlineData("Relu(Exp(x) - 1) / (Sum(Abs(Exp(x) - 1)) + 1e-8)")]
    [InlineData("Exp(x) / (1 + Sum(Exp(x)))")]
    [InlineData("Exp(x) / Max(Exp(x))")]
    [InlineData("Exp(x) / Sum(Exp(x) + Exp(b))")]
    [InlineData("Sqrt(Exp(x) / Sum(Exp(x)))")]
    [InlineData("x * x * x")]
    [InlineData("Pow(x, 7)")]
    public Task A_row_that_does_not(string expression) => AnalyzerVerifier.Silent<OverflowAnalyzer>(Row(expression));

    [Theory]
    [InlineData("Log(Sum(Exp(x)))")]
    [InlineData("LogSumExp(x) - x[label]")]
    [InlineData("Exp(x[label]) / Sum(Exp(x))")]
    [InlineData("Exp(Mean(x)) / Sum(Exp(x))")]
    [InlineData("Exp(x[label] - Max(x))")]
    [InlineData("Exp(Min(x) - x[label])")]
    [InlineData("Sum(x * Exp(x)) / Sum(Exp(x))")]
    [InlineData("Sum(Exp(x - Max(x)))")]
    [InlineData("Max(Exp(x)) / Sum(Exp(x))")]
    [InlineData("-Sum(Exp(x) / Sum(Exp(x)) * (x - LogSumExp(x)))")]
    [InlineData("Count(Exp(x) > 1)")]
    [InlineData("ArgMax(Exp(x))")]
    [InlineData("1 - Sum(Exp(-x * x))")]
    public Task A_scalar_that_does_not(string expression) => AnalyzerVerifier.Silent<OverflowAnalyzer>(Scalar(expression));

    [Fact]
    public Task The_message_says_how_it_grows() => AnalyzerVerifier.Verify<OverflowAnalyzer>(Row("{|KG1001:Exp(2 * x)|} / Mean(b)"), "'Exp(2 * x)' grows like e^(2 * x)");

    [Fact]
    public Task It_fires_after_generation() => AnalyzerVerifier.Verify<OverflowAnalyzer>(
        Row("{|KG1001:Exp(x)|} * b"), new SourceOptions { Generator = new Generators.KernelGenerator(), AllowedErrors = [] }, []);

    [Fact]
    public Task Of_a_sum_too() => AnalyzerVerifier.Verify<OverflowAnalyzer>(Scalar("{|KG1001:Sum(Exp(x))|}"), "'Sum(Exp(x))' grows like e^max(x)");

    [Fact]
    public Task Of_equal_formulas_the_one_that_overflows_is_meant() => AnalyzerVerifier.Verify<OverflowAnalyzer>(Source.Class("""
        [Kernel] public static partial float F(ReadOnlySpan<float> x, Span<float> y);
        static (Row y, Scalar) F(Row x) => (Exp(x) / Sum(Exp(x)), {|KG1001:Sum(Exp(x))|});
        """));

    [Fact]
    public Task It_may_stand_in_another_method() => AnalyzerVerifier.Verify<OverflowAnalyzer>(Source.Class("""
        [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
        static Row F(Row x)
        {
            var w = Weight(x);
            return w * x;
        }
        static Row Weight(Row a) => 3 * {|KG1001:Exp(a)|};
        """));

    [Fact]
    public Task The_catalogue_is_safe() => AnalyzerVerifier.Silent<OverflowAnalyzer>(Source.Class("""
        [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, float temperature, Span<float> y);
        [Kernel] public static partial void MaskedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, Span<float> y);
        [Kernel] public static partial void BiasedSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, Span<float> y);
        [Kernel] public static partial void SoftcapSoftmax(ReadOnlySpan<float> x, float cap, Span<float> y);
        [Kernel] public static partial void ScalableSoftmax(ReadOnlySpan<float> x, float s, Span<float> y);
        [Kernel] public static partial void AdaptiveTemperature(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void Softpick(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void StableMax(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void SigmoidNormalized(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void SoftplusNormalized(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void LogSoftmax(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);
        [Kernel] public static partial float SoftmaxWithLogSumExp(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial float Energy(ReadOnlySpan<float> x, float temperature);
        [Kernel] public static partial float CrossEntropy(ReadOnlySpan<float> logits, int label);
        [Kernel] public static partial float CrossEntropyWithGradient(ReadOnlySpan<float> logits, int label, Span<float> gradient);
        [Kernel] public static partial float SmoothedCrossEntropy(ReadOnlySpan<float> logits, int label, float smoothing);
        [Kernel] public static partial float Entropy(ReadOnlySpan<float> x);
        [Kernel] public static partial float KullbackLeibler(ReadOnlySpan<float> a, ReadOnlySpan<float> b);
        [Kernel] public static partial float BoltzmannMean(ReadOnlySpan<float> x, float beta);
        [Kernel] public static partial void Standardize(ReadOnlySpan<float> x, float epsilon, Span<float> y);
        [Kernel] public static partial void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> weight, float epsilon, Span<float> y);
        [Kernel] public static partial void L2Normalize(ReadOnlySpan<float> x, Span<float> y);
        [Kernel] public static partial void MinMaxScale(ReadOnlySpan<float> x, Span<float> y);
        """));

    [Fact]
    public Task What_cannot_be_described_is_left_to_its_own_rule() =>
        AnalyzerVerifier.Silent<OverflowAnalyzer>(Source.Class("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x, Row z) => Exp(x);"));
}
