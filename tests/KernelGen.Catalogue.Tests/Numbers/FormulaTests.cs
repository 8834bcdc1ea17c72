using KernelGen.Catalogue.Tests.Infrastructure;
using Xunit.Sdk;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>Every kernel, by every algorithm and at every width, against its formula by hand.</summary>
public class FormulaTests
{
    public static TheoryData<string> Names => [.. Variants.Sample.Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_kernel_computes_the_formula(string name)
    {
        var kernel = Variants.Find(name);
        var formula = Formulas.All[name];
        var faults = new List<string>();
        foreach (var kind in Kinds(name).Where(k => Samples.Reaches(kernel, k)))
            foreach (var length in new[] { 1, 7, 260 })
            {
                var inputs = Samples.Of(kernel, kind, length);
                var agreement = new Agreement(kernel, inputs);
                foreach (var (variant, kernelVariant) in Variants.Of(name))
                    try { agreement.Check(kernelVariant.Run(inputs), formula(inputs), $"{variant}, {kind}, {length}"); }
                    catch (XunitException e) { faults.Add(e.Message); }
            }
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(40)));
    }

    [Fact]
    public void Every_formula_has_its_kernel() => Assert.Equal(Variants.Sample.Select(k => k.Name).Order(), Formulas.All.Keys.Order());

    static IEnumerable<RowKind> Kinds(string name) =>
        name.StartsWith("SoftplusAttention", StringComparison.Ordinal) ? [RowKind.Ordinary, RowKind.OneHot] : [RowKind.Ordinary, RowKind.Wide, RowKind.OneHot];
}
