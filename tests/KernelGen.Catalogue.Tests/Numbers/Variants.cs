using KernelGen.Catalogue.Tests.Infrastructure;

namespace KernelGen.Catalogue.Tests.Numbers;

/// <summary>The sample's kernels as they are, and again by every algorithm, and at every width.</summary>
static class Variants
{
    public static readonly IReadOnlyList<CatalogueKernel> Sample = CatalogueKernel.In(typeof(global::Catalogue.Weights.StableMax).Assembly, "Catalogue.");

    /// <summary>Kernels that hold every word of the language, derived in the same way.</summary>
    public static readonly IReadOnlyList<CatalogueKernel> Words = CatalogueKernel.In(typeof(Variants).Assembly, "Catalogue.Words");

    static readonly string[] Names = ["AutoScalar", "AutoBits128", "ReloadBits512", "OnlineBits256", "TwoPassBits256", "ThreePassBits512"];

    static readonly ILookup<string, (string Variant, CatalogueKernel Kernel)> All =
        Names.SelectMany(v => CatalogueKernel.In(typeof(Variants).Assembly, $"KernelGen.Catalogue.Tests.{v}").Select(k => (Variant: v, Kernel: k)))
            .Concat(Sample.Concat(Words).Select(k => (Variant: "as it is", Kernel: k))).ToLookup(v => v.Kernel.Name);

    public static CatalogueKernel Find(string name) => Sample.Concat(Words).Single(k => k.Name == name);

    /// <summary>One kernel in all its variants.</summary>
    public static IEnumerable<(string Variant, CatalogueKernel Kernel)> Of(string name) => All[name];
}
