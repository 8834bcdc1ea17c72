using KernelGen.Generators.Algebra;

namespace KernelGen.Analyzers.Replacing;

/// <summary>What a kernel can be declared for: a published formula that the catalogue has, or one that is described beside the kernel.</summary>
/// <param name="Name">The name of the entry, and of the kernel.</param>
/// <param name="What">As one speaks of it.</param>
/// <param name="Parameters">The names of its parameters, rows first.</param>
/// <param name="Description">The description's expression, for what is not in the catalogue.</param>
internal sealed record Entry(string Name, string What, bool IsRow, int Rows, string[] Parameters, Func<Term[], Term> Describe, string? Description = null);

/// <summary>A formula found to be an entry of the catalogue, and what its parameters stand for.</summary>
internal sealed record Match(Entry Entry, IReadOnlyList<Expr> Arguments)
{
    /// <summary>The entry's own description, of these arguments.</summary>
    public Expr Description => Entry.Describe([.. Arguments.Select(a => (Term)a)]);
}

/// <summary>Recognises published formulas by their values.</summary>
internal static class Catalogue
{
    private static readonly Entry[] Entries =
    [
        new("Softmax", "a softmax", true, 1, ["x"], a => Normalizers.Softmax(a[0])),
        new("SoftmaxWithTemperature", "a softmax with a temperature", true, 1, ["x", "temperature"], a => Normalizers.SoftmaxWithTemperature(a[0], a[1])),
        new("BiasedSoftmax", "a softmax with a bias", true, 2, ["x", "bias"], a => Normalizers.BiasedSoftmax(a[0], a[1])),
        new("LogSoftmax", "a log-softmax", true, 1, ["x"], a => Normalizers.LogSoftmax(a[0])),
        new("Standardize", "a layer normalisation", true, 1, ["x", "epsilon"], a => Normalizers.Standardize(a[0], a[1])),
        new("RmsNorm", "an RMS normalisation", true, 2, ["x", "weight", "epsilon"], a => Normalizers.RmsNorm(a[0], a[1], a[2])),
        new("L2Normalize", "a row brought to length one", true, 1, ["x"], a => Normalizers.L2Normalize(a[0])),
        new("MinMaxScale", "a row brought onto 0 … 1", true, 1, ["x"], a => Normalizers.MinMaxScale(a[0])),
        new("LogSumExp", "a log-sum-exp", false, 1, ["x"], a => Normalizers.LogSumExp(a[0])),
        new("CrossEntropy", "a cross-entropy", false, 1, ["logits", "label"], a => Normalizers.CrossEntropy(a[0], a[1])),
        new("Entropy", "the entropy of a softmax", false, 1, ["x"], a => Normalizers.Entropy(a[0])),
        new("KullbackLeibler", "the divergence of two softmaxes", false, 2, ["a", "b"], a => Normalizers.KullbackLeibler(a[0], a[1])),
        new("Energy", "a free energy", false, 1, ["x", "temperature"], a => Normalizers.Energy(a[0], a[1])),
    ];

    /// <summary>The entry that a formula is, for all inputs as far as a sample can tell.</summary>
    public static Match? Find(Expr formula)
    {
        // A maximum that cannot be followed, found eight lanes at a time, does not matter if the formula is the same with any other number.
        formula = formula.Substitute(e => e is { IsRow: false, Op: Op.Max or Op.Highest } && Reading.Reading.IsUnsure(e) ? Expr.Leaf(Op.Scalar, "?max") : null);
        if (formula.Size > 120 || !formula.Contains(n => n.Op.IsReduction()) || Reading.Reading.IsUnsure(formula.Substitute(e => e.Name == "?max" ? Build.Zero : null))) return null;
        var leaves = formula.Nodes().Where(n => n.Op is Op.Row or Op.Scalar && n.Name != "?max").ToList();
        var rows = leaves.Where(l => l.Op == Op.Row).ToList();
        if (rows.Count is 0 or > 2 || leaves.Count > 4 || formula.Contains(n => n.Op is Op.Positions or Op.Mask)) return null;
        var order = leaves.Select((l, i) => (l.Name!, i)).ToDictionary(l => l.Item1, l => l.i);
        var picked = formula.Nodes().Where(n => n.Op == Op.Pick).Select(n => n[1]).Distinct().ToList();
        var scalars = leaves.Where(l => l.Op == Op.Scalar && !picked.Contains(l)).Concat(formula.Nodes().Where(n => n is { Op: Op.Constant, Value: > 0 and not 1 })).ToList();
        return Entries.Where(e => e.IsRow == formula.IsRow && e.Rows == rows.Count).SelectMany(e => Arguments(e, rows, scalars, picked).Select(a => new Match(e, a)))
            .FirstOrDefault(m => Uses(m, leaves) && Sample.Agree(m.Description, formula, order));
    }

    /// <summary>The ways in which a formula's inputs may be an entry's parameters.</summary>
    private static IEnumerable<IReadOnlyList<Expr>> Arguments(Entry entry, List<Expr> rows, List<Expr> scalars, List<Expr> picked)
    {
        IEnumerable<IReadOnlyList<Expr>> ways = rows.Count == 1 ? [rows] : [rows, [rows[1], rows[0]]];
        foreach (string parameter in entry.Parameters.Skip(entry.Rows))
        {
            var candidates = parameter == "label" ? picked : scalars;
            ways = [.. ways.SelectMany(w => candidates.Select(c => (IReadOnlyList<Expr>)[.. w, c]))];
        }
        return ways;
    }

    private static bool Uses(Match match, List<Expr> leaves) => leaves.TrueForAll(l => match.Arguments.Contains(l));
}
