using KernelGen.Catalogue.Tests.Infrastructure;
using Xunit.Sdk;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>Every kernel, by every algorithm and at every width, computes what its own description evaluates to in extended range.</summary>
public class DescriptionTests
{
    public static TheoryData<string> Names => [.. Variants.Sample.Concat(Variants.Words).Select(k => k.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_kernel_computes_its_description(string name)
    {
        var kernel = Variants.Find(name);
        var faults = new List<string>();
        foreach (var kind in Enum.GetValues<RowKind>().Where(k => Samples.Reaches(kernel, k) && Exceptions.WhyNot(name, k) is null))
            foreach (var length in Samples.Lengths)
            {
                var inputs = Samples.Of(kernel, kind, length);
                var agreement = new Agreement(kernel, inputs);
                foreach (var (variant, kernelVariant) in Variants.Of(name))
                    try { agreement.Check(kernelVariant.Run(inputs), agreement.Exact, $"{variant}, {kind}, {length}"); }
                    catch (XunitException e) { faults.Add(e.Message); }
            }
        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(40)));
    }
}
