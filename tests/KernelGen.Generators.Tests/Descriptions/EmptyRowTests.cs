namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>A row without elements: every reduction has its identity, and what is chosen of it is as many elements as ever, all missing.</summary>
public class EmptyRowTests
{
    private static readonly (string Scalar, double Value)[] All =
    [
        ("Sum(x)", 0),
        ("Product(x)", 1),
        ("Max(x)", double.NegativeInfinity),
        ("Min(x)", double.PositiveInfinity),
        ("ArgMax(x)", -1),
        ("x.Length + 1.0", 1),
        ("Mean(x)", double.NaN),
        ("Sum(x - Max(x))", 0),
        ("Max(Exp(x))", double.NegativeInfinity),
        ("Log(Sum(Exp(x)))", double.NegativeInfinity),
        ("Threshold(x, 2.0, 1.0)", double.PositiveInfinity),
        ("Nucleus(x, 0.5)", double.PositiveInfinity),
        ("x[ArgMax(x)]", double.NaN),
        ("TopK(x, 3).Values[1]", double.NegativeInfinity),
        ("TopK(x, 3).Indices[1]", -1),
        ("TopK(x, 3).Values.Length", 3),
        ("Sum(TopK(x, 3).Indices)", -3),
        ("Product(TopK(x, 3).Indices)", -1),
        ("Max(TopK(x, 3).Indices)", -1),
        ("ArgMax(TopK(x, 3).Indices)", 0),
        ("Sum(Exp(TopK(x, 3).Values))", 0),
        ("Sum(CumulativeSum(TopK(x, 3).Indices))", -6),
        ("Max(CumulativeSum(TopK(x, 3).Indices))", -1),
        ("Min(CumulativeSum(TopK(x, 3).Indices))", -3),
    ];

    [Fact]
    public void The_kernel_and_the_description_have_the_value()
    {
        var runner = new CaseRunner(All.Select((c, i) => new Case($"static Scalar D{i}(Row x) => {c.Scalar};")));
        Assert.All(All, (c, i) =>
        {
            Assert.Equal([c.Value], Of(runner.Reference($"D{i}")));
            Assert.Equal([c.Value], Of(runner.Kernel($"D{i}")));
        });
    }

    private static double[] Of(CaseRunner.Evaluation evaluation) => evaluation([], [], [], 0, 0, 0, [])[0];
}
