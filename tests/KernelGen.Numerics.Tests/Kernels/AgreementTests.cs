using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>Every kernel, by every algorithm at every width, against its own description and against the formula by hand.</summary>
public class AgreementTests
{
    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];
    public static TheoryData<int> Gaps => [.. Enumerable.Range(0, KnownGaps.All.Count)];

    [Theory, MemberData(nameof(Names))]
    public void A_kernel_computes_its_description(string name) => Check(name, c => c.Description);

    [Theory, MemberData(nameof(Names))]
    public void A_kernel_computes_the_formula(string name) => Check(name, c => c.Formula);

    /// <summary>Fails once a gap is closed: its entry then has to go.</summary>
    [Theory, MemberData(nameof(Gaps))]
    public void A_known_gap_is_still_one(int index)
    {
        Assert.SkipWhen(Scope.FewRows, "The few rows need not show it.");
        var gap = KnownGaps.All[index];
        var kernel = Cases.Find(gap.Kernel);
        var samples = Sample.All().Where(s => s.Class == gap.Class && kernel.Accepts(s)).ToList();
        var exact = samples.ConvertAll(s => (Sample: s, Formula: kernel.Formula(s), Description: s.Length > 1000 ? kernel.Formula(s) : kernel.Description(s)));
        foreach (var variant in Variant.All.Where(gap.Covers))
            Assert.True(exact.Any(e => kernel.Run(variant, e.Sample) is var y && (kernel.Fault(y, e.Formula, e.Sample) ?? kernel.Fault(y, e.Description, e.Sample)) is not null),
                $"{gap.Kernel}, {variant}, {gap.Class} is right now: remove it from KnownGaps.");
    }

    /// <summary>The widths add in orders of their own, and agree all the same.</summary>
    [Theory, MemberData(nameof(Names))]
    public void The_widths_agree(string name)
    {
        var kernel = Cases.Find(name);
        Variant[] variants = [.. Variant.Declared.Where(v => v.Algorithm == Algorithm.Auto)];
        foreach (var n in new[] { 1, 7, 16, 33, 130, 257 })
            foreach (var row in new[] { "uniform", "near 1e4", "a third masked" })
            {
                var sample = Sample.Of(row, n);
                var (rows, scalars) = kernel.Bound(sample);
                var results = variants.Select(v => kernel.Run(v, sample)).ToList();
                for (var i = 0; i < results[0].Length; i++)
                {
                    var tolerance = kernel.HasRow && i < n ? rows : scalars;
                    for (var v = 1; v < variants.Length; v++)
                        Assert.True(new Tolerance(2 * tolerance.Relative, 2 * tolerance.Absolute).Admits(results[v][i], results[0][i]),
                            $"{name}, {row}, n = {n}: [{i}] is {results[0][i]:R} by {variants[0]}, {results[v][i]:R} by {variants[v]}");
                }
            }
    }

    static void Check(string name, Func<Case, Func<Sample, Exact>> reference)
    {
        var kernel = Cases.Find(name);
        var faults = new List<(string Where, Fault Fault)>();
        foreach (var sample in Sample.All().Where(kernel.Accepts))
        {
            // The extended range is slow: long rows are left to the formula.
            if (sample.Length > (Scope.FewRows ? 33 : 1000) && reference(kernel) == kernel.Description) continue;
            var exact = reference(kernel)(sample);
            foreach (var variant in Variant.All)
                if (!KnownGaps.Has(name, sample.Class, variant) && kernel.Fault(kernel.Run(variant, sample), exact, sample) is { } fault)
                    faults.Add(($"{variant}, {sample.Class}", fault with { Text = $"n = {sample.Length}: {fault.Text}" }));
        }
        // The worst of each variant and class.
        Assert.True(faults.Count == 0, $"{name}: {faults.Count} faults\n" + string.Join("\n", faults.GroupBy(f => f.Where, (where, all) => $"{where}, {all.MaxBy(f => f.Fault.Excess).Fault.Text}")));
    }
}
