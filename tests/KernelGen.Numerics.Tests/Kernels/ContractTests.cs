using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>The contract of docs/edge-cases.md, with the expected values written out, for every algorithm and width.</summary>
public class ContractTests
{
    const float Masked = float.NegativeInfinity, Infinity = float.PositiveInfinity, NaN = float.NaN;

    static readonly string[] Weights =
    [
        "Softmax", "SoftmaxWithTemperature", "MaskedSoftmax", "BiasedSoftmax", "ScalableSoftmax", "AdaptiveTemperature", "SoftmaxWithLogSumExp",
        "Softpick", "StableMax", "SigmoidNormalized", "SoftplusNormalized",
    ];

    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];
    public static TheoryData<string> WeightNames => [.. Weights];

    [Theory, MemberData(nameof(Names))]
    public void NaN_anywhere_is_NaN_in_every_result(string name)
    {
        foreach (var n in new[] { 1, 2, 7, 8, 9, 16, 33, 100, 2049, 5000 })
            foreach (var at in new[] { 0, n / 2, n - 1 })
                foreach (var tail in new[] { 1, Masked, Infinity })
                {
                    var x = new float[n];
                    x.AsSpan(at).Fill(tail);
                    x[at] = NaN;
                    Each(name, Sample.Of(x), y => y.All(float.IsNaN), $"NaN at {at} of {n}, then {tail}");
                }
    }

    [Theory, InlineData("BiasedSoftmax"), InlineData("KullbackLeibler")]
    public void NaN_in_the_second_row_is_NaN_in_every_result(string name)
    {
        foreach (var n in new[] { 1, 9, 33, 2049 })
        {
            var second = new float[n];
            second[n / 2] = NaN;
            Each(name, Sample.Of(new float[n]) with { Second = second }, y => y.All(float.IsNaN), $"NaN in the second row of {n}");
        }
    }

    [Fact]
    public void NaN_in_a_weight_row_stays_in_its_place() =>
        Each("RmsNorm", Sample.Of(1, 2, 3) with { Second = [1, NaN, 1] }, y => float.IsFinite(y[0]) && float.IsNaN(y[1]) && float.IsFinite(y[2]), "a NaN weight");

    [Fact]
    public void NaN_that_the_mask_leaves_out_is_not_used() =>
        Each("MaskedSoftmax", Sample.Of(1, NaN, 1) with { Keep = [true, false, true] }, y => y is [0.5f, 0, 0.5f], "a NaN left out");

    [Theory, MemberData(nameof(WeightNames))]
    public void A_masked_element_weighs_exactly_0(string name)
    {
        foreach (var n in Scope.Lengths(2, 3, 9, 40, 257, 2049, 5000, 70000))
            foreach (var at in new[] { 0, n / 2, n - 1 })
            {
                var x = new float[n];
                x.AsSpan().Fill(Masked);
                x[at] = 7;
                Each(name, Sample.Of(x), y => y.AsSpan(0, n).ToArray().Index().All(e => e.Index == at ? Math.Abs(e.Item - 1) < 1e-6 || name == "Softpick" && e.Item > 0 : e.Item == 0), $"all but {at} of {n} masked");
            }
    }

    [Theory, MemberData(nameof(WeightNames))]
    public void A_row_masked_everywhere_has_weights_0(string name)
    {
        foreach (var n in new[] { 2, 7, 8, 9, 33, 2049, 5000 })
        {
            var x = new float[n];
            x.AsSpan().Fill(Masked);
            Each(name, Sample.Of(x) with { Class = "all masked" }, y => y.AsSpan(0, n).IndexOfAnyExcept(0f) < 0, $"all {n} masked");
        }
    }

    [Fact]
    public void A_mask_that_keeps_nothing_gives_weights_0()
    {
        foreach (var n in new[] { 1, 9, 33, 5000 })
            Each("MaskedSoftmax", Sample.Of(new float[n]) with { Keep = new bool[n] }, y => y.All(v => v == 0), $"none of {n} kept");
    }

    [Theory, InlineData("LogSumExp", Masked), InlineData("LogSoftmax", Masked), InlineData("Entropy", 0f), InlineData("Energy", Infinity)]
    public void A_row_masked_everywhere_has_a_value(string name, float expected)
    {
        foreach (var n in new[] { 1, 2, 9, 33, 2049, 5000 })
        {
            var x = new float[n];
            x.AsSpan().Fill(Masked);
            Each(name, Sample.Of(x), y => y.All(v => v == expected), $"all {n} masked");
        }
    }

    [Theory, InlineData("Softmax"), InlineData("SoftmaxWithTemperature"), InlineData("MaskedSoftmax"), InlineData("BiasedSoftmax"), InlineData("LogSoftmax"), InlineData("Softpick"), InlineData("SoftplusNormalized"), InlineData("StableMax"), InlineData("Entropy"), InlineData("BoltzmannMean")]
    public void Infinity_leaves_no_number(string name)
    {
        foreach (var n in new[] { 1, 2, 9, 33, 2049, 5000 })
        {
            var x = new float[n];
            x[n / 2] = Infinity;
            // What has a share in an infinite sum is NaN or 0; the infinite element itself is never a number.
            Each(name, Sample.Of(x) with { Class = "a +∞" }, y => name == "StableMax" ? float.IsNaN(y[n / 2]) : y.All(float.IsNaN), $"+∞ in {n}");
        }
    }

    [Theory, InlineData("LogSumExp", Infinity), InlineData("Energy", Masked)]
    public void Infinity_is_the_logarithm_of_an_infinite_sum(string name, float expected)
    {
        foreach (var n in new[] { 1, 2, 9, 33, 2049, 5000 })
        {
            var x = new float[n];
            x[n / 2] = Infinity;
            x[0] = n > 1 ? Masked : Infinity;
            Each(name, Sample.Of(x), y => y is [var only] && only == expected, $"+∞ in {n}");
        }
    }

    [Fact]
    public void An_empty_row_gives_the_identity_of_each_reduction()
    {
        foreach (var kernel in Cases.WithRow.Where(c => c.Accepts(Sample.Of())))
            Each(kernel.Name, Sample.Of(), y => y.Length == kernel.Scalars, "empty");
        Each("LogSumExp", Sample.Of(), y => y is [Masked], "empty");
        Each("SoftmaxWithLogSumExp", Sample.Of(), y => y is [Masked], "empty");
        Each("Energy", Sample.Of(), y => y is [Infinity], "empty");
        Each("Entropy", Sample.Of(), y => y is [0], "empty");
        Each("KullbackLeibler", Sample.Of(), y => y is [0], "empty");
        Each("MeanAndVariance", Sample.Of(), y => y.All(float.IsNaN), "empty");
    }

    [Fact]
    public void A_sum_that_overflows_does_no_harm() =>
        Each("Softmax", Sample.Of(88.5f, 88.5f, 1), y => Close(y[0], 0.5) && Close(y[1], 0.5) && Close(y[2], Math.Exp(-87.5) / 2), "[88.5, 88.5, 1]");

    [Fact]
    public void Denormal_results_are_kept()
    {
        foreach (var n in new[] { 2, 9, 33, 2049, 5000 })
        {
            var x = new float[n];
            x.AsSpan().Fill(-100);
            x[0] = 0;
            Each("Softmax", Sample.Of(x), y => y[0] == 1 && y.Skip(1).All(v => Math.Abs(v - Math.Exp(-100)) <= float.Epsilon), $"denormal weights of {n}");
        }
    }

    [Fact]
    public void A_later_block_may_be_far_up()
    {
        foreach (var name in new[] { "Softmax", "SoftmaxWithLogSumExp", "MaskedSoftmax" })
            foreach (var n in Scope.Lengths(4097, 8193, 13_000))
            {
                var (kernel, sample) = (Cases.Find(name), Sample.Of("a block far up", n));
                var exact = kernel.Formula(sample);
                Each(name, sample, y => kernel.Fault(y, exact, sample) is null, $"a block of {n} far up");
            }
    }

    [Fact]
    public void Equal_elements_of_any_size_weigh_the_same()
    {
        foreach (var size in new[] { 1000, -1000, 131072, 131072.5f, -131073, 1e6f, 1048576.5f, -2e6f, 3e38f, -3e38f, float.MaxValue, float.MinValue, 1e-39f, -0f })
            Each("Softmax", Sample.Of(size, size), y => y is [0.5f, 0.5f], $"two of {size}");
    }

    [Fact]
    public void Computed_exponents_may_overflow_where_their_quotients_do_not()
    {
        foreach (var size in new[] { 3e38f, -3e38f, float.MaxValue, float.MinValue })
        {
            Each("SoftmaxWithTemperature", Sample.Of(size, size), y => y is [0.5f, 0.5f], $"two of {size}");
            Each("SoftmaxWithTemperature", Sample.Of(0, size, size), y => size > 0 ? y is [0, 0.5f, 0.5f] : y is [1, 0, 0], $"0 and two of {size}");
            // A block that overflows beside one that does not, both ways round; and beside one that is masked.
            foreach (var at in new[] { 0, 5000, 9999 })
                foreach (var (others, weight) in new[] { (Masked, 1f), (1f, size > 0 ? 1f : 0f), (-1e37f, size > 0 ? 1f : 0f) })
                {
                    var x = new float[10000];
                    x.AsSpan().Fill(others);
                    x[at] = size;
                    Each("SoftmaxWithTemperature", Sample.Of(x), y => y[at] == weight && y.Index().All(e => e.Index == at || Close(e.Item, (1 - weight) / 9999)), $"{size} at {at}, {others} elsewhere");
                }
        }
    }

    static bool Close(float actual, double exact) => Bounds.Weights.Admits(actual, exact);

    static void Each(string name, Sample sample, Func<float[], bool> holds, string what)
    {
        var kernel = Cases.Find(name);
        var wrong = Variant.Tried.Where(v => !KnownGaps.Has(name, sample.Class, v)).Select(v => (Variant: v, Results: kernel.Run(v, sample))).Where(r => !holds(r.Results)).ToList();
        Assert.True(wrong.Count == 0, $"{name}, {what}:\n" + string.Join("\n", wrong.Select(r => $"{r.Variant}: [{string.Join(", ", r.Results.Take(12))}{(r.Results.Length > 12 ? ", …" : "")}]")));
    }
}
