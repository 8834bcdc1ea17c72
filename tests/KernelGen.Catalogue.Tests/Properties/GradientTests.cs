using KernelGen.Catalogue.Tests.Infrastructure;
using KernelGen.Catalogue.Tests.Numbers;

namespace KernelGen.Catalogue.Tests.Properties;

/// <summary>Kernels that are gradients of other quantities, against central differences of those, taken by hand in double.</summary>
public class GradientTests
{
    const double H = 1e-4;

    [Fact]
    public void The_gradient_of_the_expected_advantage() => Check("PolicyGradient.Gradient", "x", (i, x) => Formula.Softmax(x).Zip(i.Row("advantage"), (p, a) => p * a).Sum());

    [Fact]
    public void Softmax_is_the_gradient_of_log_sum_exp() => Check("OnlineSoftmax.Weights", "x", (_, x) => Formula.LogSumExp(x));

    [Fact]
    public void Softmax_at_a_temperature_is_the_negative_gradient_of_the_energy() =>
        Check("TemperatureGate.Weights", "x", (i, x) => i.Number("temperature") * Formula.LogSumExp(Formula.Map(x, v => v / i.Number("temperature"))));

    [Fact]
    public void Responsibilities_are_the_gradient_of_the_joint_density() => Check("GaussianMixture.Responsibility", "gate", (i, x) =>
        Formula.LogSumExp(Formula.Map(x, i.Row("mean"), i.Row("deviation"), (g, m, d) => g - (Math.Pow((i.Number("value") - m) / d, 2) / 2) - Math.Log(d))));

    [Fact]
    public void The_surrogate_is_the_gradient_of_the_sine() =>
        Check("BiPer.Backward", "x", (i, x) => x.Zip(i.Row("gradient"), (v, g) => g * Math.Sin(i.Number("omega") * v)).Sum());

    static void Check(string name, string row, Func<Inputs, double[], double> quantity) => Rows.ForAll(Variants.Find(name), (inputs, _) =>
    {
        if (inputs.Length > 40) return;
        var x = inputs.Row(row);
        var differences = x.Select((_, i) =>
        {
            double at(double step) => quantity(inputs, [.. x.Select((v, k) => k == i ? v + step : v)]);
            return (at(H) - at(-H)) / (2 * H);
        }).ToArray();
        Rows.Close([differences], [Variants.Find(name).Run(inputs)[0]], 1e-5, 1e-6);
    });
}
