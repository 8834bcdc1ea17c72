using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>Bounds say too little, never something false.</summary>
public class BoundsTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Every_value_lies_within_its_bounds(int seed)
    {
        var random = new Random(seed);
        var expressions = new RandomExpressions(random);
        for (int trial = 0; trial < 2000; trial++)
        {
            var e = new Stabilizer().Run(random.Next(2) == 0 ? expressions.Row(4) : expressions.Scalar(5));
            var interpreter = new Interpreter(Inputs.Random(random, 1 + random.Next(4), 3));
            foreach (var node in e.Nodes().Where(n => !n.Op.IsScale()))
            {
                var bounds = Bounds.Of(node);
                foreach (double value in interpreter.Evaluate(node).Where(double.IsFinite))
                    Assert.True(value >= bounds.Low - Slack(bounds.Low) && value <= bounds.High + Slack(bounds.High), $"{node} is {value:R}, not within {bounds}");
            }
        }
    }

    [Theory]
    [InlineData("Exp(x)", 0, double.PositiveInfinity)]
    [InlineData("Tanh(x) * a", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("30 * Tanh(x)", -30, 30)]
    [InlineData("x * x", 0, double.PositiveInfinity)]
    [InlineData("Sigmoid(x) - 1", -1, 0)]
    [InlineData("Clamp(x, -2, 5)", -2, 5)]
    [InlineData("Select(keep, 3, Sigmoid(x))", 0, 3)]
    [InlineData("Exp(-Abs(x))", 0, 1)]
    public void Known_bounds_are_found(string description, double low, double high) =>
        Assert.Equal((low, high), (Bounds.Of(Described.Expression(description)).Low, Bounds.Of(Described.Expression(description)).High));

    private static double Slack(double bound) => double.IsInfinity(bound) ? 0 : 1e-12 * Math.Max(1, Math.Abs(bound));
}
