using KernelGen.Generators.Algebra;
using KernelGen.Generators.Tests.Algebra;
using KernelGen.Generators.Tests.Planning;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>
/// Random descriptions as C#, through the generator and the just-in-time compiler: the kernel computes what the description does. What
/// arithmetic in float cannot know (seen by noise in an interpreter) is not asked of it.
/// </summary>
public class RandomDescriptionTests
{
    private const int Count = 100, Depth = 4;
    private const double FloatNoise = 3e-7;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Count)];

    [Theory, MemberData(nameof(Numbers))]
    public void The_kernel_computes_its_description(int number)
    {
        var expression = Description(number);
        var test = new Case($"static {(expression.IsRow ? "Row" : "Scalar")} Own(Row x, Row z, Row w, Scalar a, Scalar b, Position k, Mask keep) => {CSharpText.Of(expression.Substitute(e => e is { Op: Op.Row, Name: "y" } ? Expr.Leaf(Op.Row, "z") : null))};");
        var runner = new CaseRunner([test]);
        foreach (int length in new[] { 1, 5, 9, 33, 65, 300, 5000 })
            foreach (double magnitude in new[] { 0.5, 4 })
                Compare(runner, expression, Inputs.Random(new Random(length), length, magnitude), test.Description);
    }

    // The first one from the seed on that is worth a test: of some size, with a sum, and defined.
    private static Expr Description(int number)
    {
        var random = new Random(number);
        while (true)
        {
            var e = StageEquivalenceTests.Description(random, Depth);
            if (e.Size is < 5 or > 60 || !e.Contains(n => n.Op == Op.Sum) || !e.Contains(n => n is { Op: Op.Row, Name: "x" })) continue;
            var inputs = Inputs.Random(random, 20, 2);
            if (new Agreement(e, inputs, random).Comparable > 0) return e;
        }
    }

    private static void Compare(CaseRunner runner, Expr e, Inputs inputs, string description)
    {
        var (tolerance, isDefined) = Tolerance(e, inputs);
        if (!isDefined) return;
        float[] floats(string row) => [.. inputs.Rows[row].Select(v => (float)v)];
        double[] run(CaseRunner.Evaluation f) =>
            f(floats("x"), floats("y"), floats("w"), (float)inputs.Scalars["a"], (float)inputs.Scalars["b"], (int)inputs.Scalars["k"], [.. inputs.Rows["keep"].Select(v => v != 0)])[0];
        double[] expected = run(runner.Reference("Own")), actual = run(runner.Kernel("Own"));
        for (int i = 0; i < expected.Length; i++)
        {
            double bound = Math.Max(tolerance[i], 1e-36);
            if (Math.Abs(expected[i]) > 1e37 || bound > 0.05 * Math.Max(Math.Abs(expected[i]), 1e-3)) continue;
            if (!(Math.Abs(actual[i] - expected[i]) <= bound))
                throw new XunitException($"{inputs.Length} elements: [{i}] is {actual[i]:R}, not {expected[i]:R} (± {bound:R})\n{description}\n{string.Join("\n", runner.Generated("Own").Split('\n').Where(l => l.StartsWith("//", StringComparison.Ordinal)))}");
        }
    }

    /// <summary>How far off each element may be: a few times what float noise in every operation makes of it.</summary>
    private static (double[] Tolerance, bool IsDefined) Tolerance(Expr e, Inputs inputs)
    {
        var random = new Random(1);
        var exact = new Interpreter(inputs);
        double[] value = exact.Evaluate(e), tolerance = [.. value.Select(v => 1e-5 * Math.Abs(v))];
        if (!exact.StayedOrdinary || exact.Largest > 1e30) return (tolerance, false);
        for (int trial = 0; trial < 4; trial++)
        {
            var moved = new Interpreter(inputs, noise: random, noiseLevel: FloatNoise).Evaluate(e);
            for (int i = 0; i < value.Length; i++)
            {
                double by = 30 * Math.Abs(moved[i] - value[i]);
                tolerance[i] += double.IsNaN(by) ? double.PositiveInfinity : by;
            }
        }
        return (tolerance, true);
    }
}
