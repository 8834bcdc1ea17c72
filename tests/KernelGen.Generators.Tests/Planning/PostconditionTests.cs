using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators.Tests.Planning;

/// <summary>What each stage promises the next, for random descriptions.</summary>
public class PostconditionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(101, 6)];

    [Theory, MemberData(nameof(Seeds))]
    public void Simplify_comes_to_rest(int seed) => ForEach(seed, e =>
    {
        var simple = new Simplifier(Laws.Simplify).Run(e);
        Assert.Equal(simple, new Simplifier(Laws.Simplify).Run(simple));
    });

    [Theory, MemberData(nameof(Seeds))]
    public void After_Stabilize_no_exponential_in_a_reduction_can_overflow(int seed) => ForEach(seed, e =>
    {
        foreach (var sum in Stable(e).Nodes().Where(n => n.Op == Op.Sum))
            foreach (var exponential in Homogeneous(sum[0]).Where(n => n is { Op: Op.Exp or Op.Expm1, IsRow: true }))
                Assert.True(Bounds.Of(exponential[0]).Within(60), $"{exponential} in {sum}\nof {e}");
    });

    [Theory, MemberData(nameof(Seeds))]
    public void After_Accumulate_results_hold_no_reduction(int seed) => ForEach(seed, e =>
        Assert.DoesNotContain(Scheduler.Run([Stable(e)]).Results[0].Nodes(), n => n.Op.IsReduction()));

    [Theory, MemberData(nameof(Seeds))]
    public void A_level_reads_only_earlier_results_and_its_own_anchors_and_centers(int seed) => ForEach(seed, e =>
    {
        var levels = Scheduler.Run([Stable(e)]).Levels;
        Assert.Equal(Enumerable.Range(0, levels.Count), levels.Select(l => l.Index));
        var known = new HashSet<Expr>();
        foreach (var level in levels)
        {
            Assert.NotEmpty(level.Accumulators.Cast<object>().Concat(level.Anchors));
            foreach (var row in level.Anchors.SelectMany(a => a.Arguments).Concat(level.Means)) AssertKnown(row, known);
            known.UnionWith(level.Anchors);
            known.UnionWith(level.Anchors.Concat(level.Means).Select(c => Expr.Of(Op.Center, c)));
            foreach (var a in level.Accumulators) AssertKnown(a.Summand, known);
            known.UnionWith(level.Accumulators.Select(a => a.Node));
        }
    });

    [Theory, MemberData(nameof(Seeds))]
    public void Names_of_what_is_kept_are_unique(int seed) => ForEach(seed, e =>
    {
        var names = Scheduler.Run([Stable(e)]).Levels.SelectMany(l => l.Accumulators).Select(a => a.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    });

    private static void AssertKnown(Expr row, HashSet<Expr> known)
    {
        Assert.All(Unknown(row, known), n => Assert.False(n.Op.IsMeasured(), $"{n} is not known yet when {row} is swept"));

        static IEnumerable<Expr> Unknown(Expr e, HashSet<Expr> known) =>
            known.Contains(e) ? [] : e.Op == Op.Center ? [e] : e.Arguments.SelectMany(a => Unknown(a, known)).Append(e);
    }

    // What passes a scale through: within another function an exponential is that function's own affair.
    private static IEnumerable<Expr> Homogeneous(Expr e) => e.Op switch
    {
        Op.Add or Op.Sub or Op.Mul or Op.Neg or Op.Abs or Op.Relu or Op.Min or Op.Max => e.Arguments.SelectMany(Homogeneous),
        Op.Div => Homogeneous(e[0]),
        Op.Select => Homogeneous(e[1]).Concat(Homogeneous(e[2])),
        _ => [e],
    };

    private static Expr Stable(Expr e) => new Stabilizer().Run(new Simplifier(Laws.Simplify).Run(e));

    private static void ForEach(int seed, Action<Expr> check)
    {
        var random = new Random(seed);
        for (int trial = 0; trial < 400; trial++)
            if (StageEquivalenceTests.Description(random, maximalDepth: 5) is { Size: < 400 } e) check(e);
    }
}
