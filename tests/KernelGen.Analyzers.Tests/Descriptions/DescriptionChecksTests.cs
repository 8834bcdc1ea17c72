using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests;

/// <summary>The checks on ordinary code that hold in descriptions too, and those that only these need.</summary>
public class DescriptionChecksTests
{
    private static string Row(string expression) =>
        Source.Class($"[Kernel] public static partial void F(ReadOnlySpan<float> x, ReadOnlySpan<float> p, ReadOnlySpan<float> mask, ReadOnlySpan<bool> keep, Span<float> y);\nstatic Row F(Row x, Row p, Row mask, Mask keep) => {expression};");

    [Theory]
    [InlineData("x / Sqrt({|KG1010:Mean(x * x) - Mean(x) * Mean(x)|})")]
    [InlineData("x * ({|KG1010:Sum(Square(x)) / x.Length - Square(Sum(x) / x.Length)|})")]
    public Task A_variance_that_cancels(string expression) => AnalyzerVerifier.Verify<VarianceAnalyzer>(Row(expression), "no digit is left once the mean is 9e7 times");

    [Theory]
    [InlineData("(x - Mean(x)) / Sqrt(Variance(x))")]
    [InlineData("x / Sqrt(Mean(x * x) - Mean(p) * Mean(p))")]
    public Task A_variance_that_does_not(string expression) => AnalyzerVerifier.Silent<VarianceAnalyzer>(Row(expression));

    [Theory]
    [InlineData("{|KG1006:Log(Normalizers.Softmax(x) + 1e-10)|}")]
    [InlineData("x * {|KG1006:Log(p + 1e-8)|}")]
    public Task A_guarded_logarithm(string expression) => AnalyzerVerifier.Verify<LogOffsetAnalyzer>(Row(expression));

    [Theory]
    [InlineData("Log(Normalizers.Softmax(x))")]
    [InlineData("Log(1 + Exp(x))")]
    public Task A_logarithm_that_needs_no_guard(string expression) => AnalyzerVerifier.Silent<LogOffsetAnalyzer>(Row(expression));

    [Theory]
    [InlineData("Normalizers.Softmax({|KG1013:Select(keep, x, -100)|})", "the logit -100")]
    [InlineData("Exp({|KG1013:Select(keep, x, 0)|}) / Sum(Exp(Select(keep, x, 0)))", "the weight e^0")]
    [InlineData("Normalizers.Softmax({|KG1013:x * mask|})", "the weight e^0")]
    public Task A_mask_by_a_number(string expression, string message) => AnalyzerVerifier.Verify<MaskByValueAnalyzer>(Row(expression), message);

    [Theory]
    [InlineData("Normalizers.Softmax(Select(keep, x, NegativeInfinity))")]
    [InlineData("Select(keep, Normalizers.Softmax(x), 0)")]
    [InlineData("Normalizers.Softmax(Select(x.Positions == 3, 0, x))")]
    [InlineData("Normalizers.Softmax(x * p)")]
    [InlineData("Exp(x * mask) * mask / Sum(Exp(x * mask) * mask)")]
    public Task A_mask_by_infinity(string expression) => AnalyzerVerifier.Silent<MaskByValueAnalyzer>(Row(expression));

    [Fact]
    public Task An_unused_part() => AnalyzerVerifier.Verify<UnusedPartAnalyzer>(
        Source.Class("[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x) { var m = Max(x); var s = Sum(Exp(x)); var t = {|KG1014:s + m|}; return Exp(x) / Sum(Exp(x)); }"), "'t'");

    [Theory]
    [InlineData("var m = Mean(x); return (x - m) / Sqrt(Variance(x));")]
    [InlineData("var p = Normalizers.Softmax(x); return x * p[0];")]
    [InlineData("var (a, b) = (Mean(x), Max(x)); return x - a + b;")]
    public Task All_parts_used(string body) => AnalyzerVerifier.Silent<UnusedPartAnalyzer>(
        Source.Class($"[Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);\nstatic Row F(Row x) {{ {body} }}"));

    [Theory]
    [InlineData("{|KG2008:Exp(x - Max(x))|} / Sum(Exp(x - Max(x)))", "3 sweeps, and 2 suffice: write exp(x) for 'Exp(x - Max(x))'")]
    [InlineData("x - Max(x) - Log(Sum({|KG2008:Exp(x - Max(x))|}))", "3 sweeps, and 2 suffice")]
    public Task A_maximum_that_costs_a_sweep(string expression, string message) => AnalyzerVerifier.Verify<SparedSweepAnalyzer>(Row(expression), message);

    [Theory]
    [InlineData("Exp(x) / Sum(Exp(x))")]
    [InlineData("Exp(x - Max(x))")]
    [InlineData("Exp(x - Max(x)) / Sum(p)")]
    [InlineData("Exp(x - Mean(x)) / Sum(Exp(x - Mean(x)))")]
    public Task A_maximum_that_is_meant(string expression) => AnalyzerVerifier.Silent<SparedSweepAnalyzer>(Row(expression));
}
