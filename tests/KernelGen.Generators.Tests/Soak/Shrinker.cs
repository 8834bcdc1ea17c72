using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>
/// Makes a failure smaller while it stays one: fewer results, a node replaced by one of its arguments or by a leaf, a shorter row, the
/// plainest algorithm and width that show it.
/// </summary>
internal static class Shrinker
{
    private const int Rounds = 25, Candidates = 60;

    public static Failure Shrink(Failure failure)
    {
        for (int round = 0; round < Rounds; round++)
        {
            var smaller = Smaller(failure).Take(Candidates).ToList();
            var found = new SoakRun().Check(smaller).Where(f => f.Inputs is null == failure.Inputs is null && Exception(f) == Exception(failure))
                .OrderBy(f => f.Subject.Size).ThenBy(f => f.Inputs?.Length).ThenBy(f => Plainness(f.Subject)).FirstOrDefault();
            if (found is null) return failure;
            failure = found;
        }
        return failure;
    }

    private static IEnumerable<(Subject, IReadOnlyList<SoakInputs>)> Smaller(Failure failure)
    {
        var subject = failure.Subject;
        IReadOnlyList<SoakInputs> inputs = failure.Inputs is null ? [] : [failure.Inputs];
        if (failure.Inputs is { Length: > 1 } long_)
            foreach (int length in new[] { 1, 2, long_.Length / 2, long_.Length - 1 }.Where(l => l > 0 && l < long_.Length).Distinct())
                yield return (subject, [.. Enumerable.Range(0, 3).Select(i => new SoakInputs(long_.Kind, length, long_.Seed + i))]);
        foreach (var plainer in new[] { subject with { Algorithm = Algorithm.Auto }, subject with { Width = VectorWidth.Widest } }.Where(s => s != subject)) yield return (plainer, inputs);
        if (subject.Results.Count > 1)
            for (int i = 0; i < subject.Results.Count; i++) yield return (subject with { Results = [.. subject.Results.Where((_, j) => j != i)] }, inputs);
        foreach (var results in subject.Results.SelectMany((r, i) => Replaced(r).Select(s => subject.Results.Select((other, j) => i == j ? s : other).ToList())).DistinctBy(r => string.Join(";", r)).OrderBy(r => r.Sum(e => e.Size)))
            if (results.Sum(r => r.Size) < subject.Size) yield return (subject with { Results = results }, inputs);
    }

    // A description that no longer means anything fails, too, but otherwise.
    private static string Exception(Failure failure) => failure.Text.Contains("Exception:", StringComparison.Ordinal) ? failure.Text[..failure.Text.IndexOf(':', StringComparison.Ordinal)] : "";

    private static int Plainness(Subject subject) => (subject.Algorithm == Algorithm.Auto ? 0 : 1) + (subject.Width == VectorWidth.Widest ? 0 : 1);

    private static IEnumerable<Expr> Replaced(Expr root) =>
        from node in root.Nodes()
        where !node.Arguments.IsEmpty && !node.Op.IsMask()
        from other in node.Arguments.Where(a => !a.Op.IsMask() && a.IsRow == node.IsRow).Concat(Leaves(node.IsRow))
        where other.Size < node.Size
        select root.Substitute(e => e.Equals(node) ? other : null);

    private static IEnumerable<Expr> Leaves(bool isRow) => isRow ? [Expr.Leaf(Op.Row, "x"), Expr.Leaf(Op.Row, "w")] : [Build.One, Expr.Leaf(Op.Scalar, "a")];
}
