using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using KernelGen.Generators.Tests.Algebra;

namespace KernelGen.Generators.Tests.Planning;

/// <summary>
/// Random descriptions keep their value through every stage: by the laws, scaled by anchors wherever these lie, and swept in one piece or
/// in parts that merge.
/// </summary>
public class StageEquivalenceTests
{
    private const int Trials = 700;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_stage_keeps_the_value(int seed)
    {
        var random = new Random(seed);
        int compared = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            var original = Description(random, maximalDepth: 5);
            if (original.Size > 400) continue;
            var inputs = Inputs.Random(random, 1 + random.Next(9), magnitude: random.Next(3) switch { 0 => 0.5, 1 => 2, _ => 6 });
            var agreement = new Agreement(original, inputs, random);
            if (agreement.Comparable == 0) continue;
            compared++;

            var simple = new Simplifier(Laws.Simplify).Run(original);
            agreement.Check(new Interpreter(inputs).Evaluate(simple), () => $"simplify: {original}\n→ {simple}");

            var stable = new Stabilizer().Run(simple);
            foreach (int offset in new[] { 0, 3, -2 })
                agreement.Check(new Interpreter(inputs, offset).Evaluate(stable), () => $"stabilize, anchors off by 2^{offset}: {simple}\n→ {stable}");

            var schedule = Scheduler.Run([stable]);
            foreach (int parts in new[] { 1, 2, 4 })
                agreement.Check(
                    new SweepInterpreter(schedule, inputs, random).Sweep(Parts(inputs.Length, parts, random)).Evaluate(0),
                    () => $"accumulate, {parts} parts of {inputs.Length}: {stable}\n→ {schedule.Results[0]}\nkeeping {string.Join("; ", schedule.Levels.SelectMany(l => l.Accumulators).Select(a => $"{a.Name} = {a.Reducer} {a.Summand}"))}");
        }
        Assert.True(compared > Trials / 3, $"Only {compared} descriptions had a value.");
    }

    internal static Expr Description(Random random, int maximalDepth)
    {
        var expressions = new RandomExpressions(random);
        int depth = 2 + random.Next(maximalDepth - 1);
        return random.Next(3) switch
        {
            0 => expressions.Scalar(depth),
            // A row over a sum of the like: what normalizers are.
            1 when expressions.Row(depth - 2) is var row => Build.Div(row, Expr.Of(Op.Sum, random.Next(2) == 0 ? row : expressions.Row(depth - 2))),
            _ => expressions.Row(depth),
        };
    }

    private static List<(int, int)> Parts(int length, int count, Random random)
    {
        var cuts = Enumerable.Range(0, count - 1).Select(_ => random.Next(length + 1)).Append(0).Append(length).Distinct().Order().ToList();
        return [.. cuts.Zip(cuts.Skip(1), (from, to) => (from, to - from))];
    }
}
