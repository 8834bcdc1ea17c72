using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>
/// That the width a run is for is the one that ran: by what the processor is said to have, and by the instructions in the compiler's listing.
/// tests/run-widths.sh asks for both; without a listing there is nothing to look at.
/// </summary>
public class InstructionTests(ITestOutputHelper output)
{
    /// <summary>Instructions that the loops of a width are made of, and those that would show another width at work.</summary>
    sealed record Marks(string Suffix, string[] Required, string[] Foreign);

    static readonly Dictionary<VectorWidth, Marks> All = new()
    {
        [VectorWidth.Bits512] = new("512", [@"\bzmm\d", @"\bvscalefps\s", @"\bv\w+\s.*\{k\d\}"], []),
        [VectorWidth.Bits256] = new("256", [@"\bymm\d", @"\bvmaskmovps\s", @"\bvfn?madd\w+ps\s"], [@"\bzmm\d", @"\{k\d\}"]),
        // A method clears its frame by what moves most.
        [VectorWidth.Bits128] = new("128", [@"\bxmm\d", @"\bv?(add|mul)ps\s"], [@"\bv(?!movdqu\s+ymmword ptr \[r[bs]p)\w+\s.*\b[yz]mm\d"]),
        [VectorWidth.Scalar] = new("Scalar", [@"\b(add|mul)s[sd]\s"], [@"\b[yz]mm\d", @"\bv?(add|mul|max|min)p[sd]\s"]),
    };

    static readonly VectorWidth Runs = Variant.Find(Algorithm.Auto, VectorWidth.Widest).Runs;

    [Fact]
    public void The_width_that_was_asked_for_is_the_widest()
    {
        output.WriteLine($"instruction sets: {string.Join(" ", Supported())}");
        if (Scope.Width is { } width) Assert.Equal(width, Runs);
    }

    [Fact]
    public void The_kernels_of_the_widest_vector_are_made_of_its_instructions()
    {
        Assert.SkipUnless(Listing.File is not null, "No listing: DOTNET_JitStdOutFile is not set.");
        Assert.SkipUnless(Sse.IsSupported || Runs == VectorWidth.Scalar, "The listing is not that of an x86 processor.");
        var widest = Variant.Find(Algorithm.Auto, VectorWidth.Widest);
        foreach (var kernel in Cases.All)
            foreach (var length in new[] { 130, 5000 }) kernel.Run(widest, Sample.Of("uniform", length));

        var (suffix, required, foreign) = All[Runs];
        var loops = Listing.Read().Where(m => m.Class.Contains("AutoWidest_", StringComparison.Ordinal) && m.Width != "").ToList();
        // The last of them are still in the compiler's buffer.
        Assert.True(loops.Count > 2 * Cases.All.Count, $"Only {loops.Count} loops were compiled.");
        Assert.Empty(loops.Where(l => l.Width != suffix).Select(l => l.Name));
        int Count(string pattern) => loops.Sum(l => l.Count(new Regex(pattern)));
        output.WriteLine($"loops: {loops.Count} compiled, all for {suffix}; {string.Join(", ", required.Concat(foreign).Select(p => $"{Count(p)} of {p}"))}");
        Assert.All(required, pattern => Assert.True(Count(pattern) > 0, $"No {pattern} in any loop."));
        Assert.All(foreign, pattern => Assert.Equal(0, Count(pattern)));
    }

    /// <summary>The instruction sets whose IsSupported is true, by the names of their classes, and the vectors that are accelerated.</summary>
    static IEnumerable<string> Supported()
    {
        if (Vector512.IsHardwareAccelerated) yield return "Vector512";
        if (Vector256.IsHardwareAccelerated) yield return "Vector256";
        if (Vector128.IsHardwareAccelerated) yield return "Vector128";
        foreach (var set in typeof(Sse).Assembly.GetExportedTypes().Where(t => t.Namespace is "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm").OrderBy(t => t.FullName, StringComparer.Ordinal))
            if (!set.IsNested && set.GetProperty("IsSupported", BindingFlags.Static | BindingFlags.Public) is { } property && property.GetValue(null) is true)
                yield return set.Name;
    }
}
