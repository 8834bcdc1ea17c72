using KernelGen.Catalogue.Tests.Infrastructure;

namespace KernelGen.Catalogue.Tests.Invented;

/// <summary>Formulas that nobody has published work as those do.</summary>
public class InventedTests
{
    static readonly IReadOnlyList<CatalogueKernel> Kernels = CatalogueKernel.In(typeof(Made).Assembly, "KernelGen.Catalogue.Tests.Invented");

    public static TheoryData<string> Names => [.. Kernels.Select(k => k.Name)];

    [Fact]
    public void There_are_twelve() => Assert.Equal(12, Kernels.Count);

    [Theory, MemberData(nameof(Names))]
    public void The_kernel_computes_its_description(string name)
    {
        var kernel = Kernels.Single(k => k.Name == name);
        foreach (var kind in new[] { RowKind.Ordinary, RowKind.Wide, RowKind.Far, RowKind.Constant, RowKind.OneHot })
            foreach (var length in Samples.Lengths)
            {
                var inputs = Samples.Of(kernel, kind, length);
                var agreement = new Agreement(kernel, inputs);
                agreement.Check(kernel.Run(inputs), agreement.Exact, $"{kind}, {length}");
            }
    }
}
