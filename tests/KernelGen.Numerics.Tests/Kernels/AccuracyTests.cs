using System.Globalization;
using System.Text;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>The accuracy that docs/accuracy.md promises, at lengths up to 16M.</summary>
public class AccuracyTests(ITestOutputHelper output)
{
    const int Largest = 1 << 24;

    static readonly string[] Classes = ["uniform", "normal sd 10", "near 1e4", "near -1e4"];

    public static TheoryData<string> Names => [.. Classes];

    [Theory, MemberData(nameof(Names))]
    public void Softmax_is_right_to_4e_7_at_every_length(string name)
    {
        var row = Sample.RowOf(name, Largest);
        foreach (var n in Lengths())
        {
            var x = row.AsMemory(0, n);
            var exact = Exponentials.Of(x.Span).Weights(x.Span);
            foreach (var variant in Variants(n))
            {
                var (worst, sum) = Measure(variant, x.Span, exact);
                Assert.True(worst <= 4e-7, $"{variant}, n = {n}: relative error {worst:G3}");
                Assert.True(Math.Abs(sum - 1) <= 1e-6, $"{variant}, n = {n}: the outputs sum to 1 + {sum - 1:G3}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void LogSumExp_is_right_to_a_unit_at_16M(string name)
    {
        var row = Sample.RowOf(name, Largest);
        var exact = Exponentials.Of(row).Log;
        foreach (var variant in Variants(Largest))
        {
            var lse = Cases.Find("LogSumExp").Run(variant, Bare(row))[0];
            var rounded = (float)exact;
            Assert.True(lse == rounded || lse == float.BitIncrement(rounded) || lse == float.BitDecrement(rounded), $"{variant}: {lse:R}, exactly {exact:R}");
        }
    }

    /// <summary>Prints the tables of docs/accuracy.md.</summary>
    [Fact(Explicit = true)]
    public void Table()
    {
        var text = new StringBuilder();
        foreach (var name in Classes)
        {
            var row = Sample.RowOf(name, Largest);
            text.AppendLine(CultureInfo.InvariantCulture, $"\n{name}\n\n| n | Auto | at 128 bits | one at a time | Online | TwoPass | sum − 1 | log-sum-exp, ulp |");
            text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
            foreach (var n in new[] { 1, 16, 256, 1024, 4096, 65536, 1 << 20, Largest })
            {
                var x = row[..n];
                var exact = Exponentials.Of(x).Weights(x);
                double Error(Algorithm algorithm, VectorWidth width) => Measure(Variant.Find(algorithm, width), x, exact).Worst;
                var (worst, sum) = Measure(Variant.Find(Algorithm.Auto, VectorWidth.Widest), x, exact);
                var lse = Cases.Find("LogSumExp").Run(Variant.Find(Algorithm.Auto, VectorWidth.Widest), Bare(x))[0];
                text.AppendLine(CultureInfo.InvariantCulture, $"| {n} | {worst:0.0e+0} | {Error(Algorithm.Auto, VectorWidth.Bits128):0.0e+0} | {Error(Algorithm.Auto, VectorWidth.Scalar):0.0e+0} | {Error(Algorithm.Online, VectorWidth.Bits256):0.0e+0} | {Error(Algorithm.TwoPass, VectorWidth.Bits256):0.0e+0} | {sum - 1:0.0e+0} | {Infrastructure.Ulp.Distance(lse, Exponentials.Of(x).Log):0.00} |");
            }
        }
        output.WriteLine(text.ToString());
    }

    static IEnumerable<int> Lengths() => Enumerable.Range(0, 25).Select(i => 1 << i).Concat([3, 7, 31, 127, 1000, 2047, 2049, 4095, 10007, 100003, 1000003, 10000019]).Order();

    /// <summary>Short rows by all; from 1M on by every algorithm at the widest and by Auto one element at a time.</summary>
    static IEnumerable<Variant> Variants(int n) => Variant.All.Where(v => n <= 100003 || v.Width == VectorWidth.Widest
        || (v.Width == VectorWidth.Bits256 && v.Algorithm != Algorithm.Auto) || (v.Width == VectorWidth.Scalar && v.Algorithm == Algorithm.Auto && n < Largest));

    static (double Worst, double Sum) Measure(Variant variant, ReadOnlySpan<float> x, double[] exact)
    {
        var y = new float[x.Length];
        var arguments = new Arguments { X = x, Y = y };
        variant.Kernels["Softmax"](ref arguments);
        double worst = 0, sum = 0;
        for (var i = 0; i < y.Length; i++)
        {
            // A denormal has no relative accuracy to speak of.
            var e = exact[i];
            worst = Math.Max(worst, (Math.Abs(y[i] - e) - (e < 1.2e-38 ? float.Epsilon : 0)) / e);
            sum += y[i];
        }
        return (worst, sum);
    }

    static Sample Bare(float[] x) => new("", x, [], []);

    /// <summary>Σ e^(x − max) in double with its rounding errors carried along.</summary>
    readonly record struct Exponentials(double Max, double Sum)
    {
        public double Log => Max + Math.Log(Sum);

        public double[] Weights(ReadOnlySpan<float> x)
        {
            var weights = new double[x.Length];
            for (var i = 0; i < x.Length; i++) weights[i] = Math.Exp(x[i] - Max) / Sum;
            return weights;
        }

        public static Exponentials Of(ReadOnlySpan<float> x)
        {
            double max = double.NegativeInfinity, sum = 0, errors = 0;
            foreach (var v in x) max = Math.Max(max, v);
            foreach (var v in x)
            {
                var t = Math.Exp(v - max);
                var next = sum + t;
                errors += Math.Abs(sum) >= t ? sum - next + t : t - next + sum;
                sum = next;
            }
            return new(max, sum + errors);
        }
    }
}
