namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>Arithmetic of numbers between the sweeps: the C# that is written for it groups as the description does.</summary>
public class ScalarTests
{
    private static readonly string[] All =
    [
        "a - (Sum(x) - b)",
        "a - (Sum(x) + b)",
        "Sum(x) - (a - (b - Sum(z)))",
        "a - Sum(x) - b",
        "-(Sum(x) - a)",
        "-(-Sum(x) - a) - b",
        "a / (Sum(x) / b)",
        "a / (Sum(x) * b)",
        "a / Sum(x) / b",
        "a * (Sum(x) - b)",
        "(Sum(x) + a) * (Sum(z) - b)",
        "a / (Sum(x) - b)",
        "(a - Sum(x)) / (b + Sum(z))",
        "a - (Sum(x) < b ? Sum(z) : -Sum(z))",
        "(Sum(x) < Sum(z) ? a : b) - Sum(x)",
        "Sqrt(Abs(Sum(x) - (a - b))) - (b - Exp(a - Sum(z)))",
        "k - (Sum(x) - k)",
        "x.Length - (Sum(x) - x.Length)",
    ];

    [Fact]
    public void The_kernel_groups_as_the_description_does()
    {
        var runner = new CaseRunner(All.Select((e, i) => new Case($"static Scalar D{i}(Row x, Row z, Scalar a, Scalar b, Position k) => {e};")));
        var random = new Random(3);
        float[] x = Row(), z = Row();
        Assert.All(All, (_, i) =>
        {
            double expected = Of(runner.Reference($"D{i}")), actual = Of(runner.Kernel($"D{i}"));
            Assert.Equal(1, actual / expected, 1e-5);
        });

        // Every result is far from 0, and from every other grouping.
        float[] Row() => [.. Enumerable.Range(0, 7).Select(_ => 1 + random.NextSingle())];

        double Of(CaseRunner.Evaluation evaluation) => evaluation(x, z, x, 3.25f, -1.75f, 5, [])[0][0];
    }
}
