using System.Reflection;
using System.Text.RegularExpressions;
using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>What ran: each algorithm and width is code of its own, and the widest kernel is that of the processor's widest vector.</summary>
public partial class CodeTests
{
    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    [Fact]
    public void Every_algorithm_is_tested_at_every_width()
    {
        foreach (var algorithm in Enum.GetValues<Algorithm>())
            foreach (var width in Enum.GetValues<VectorWidth>().Except([VectorWidth.Widest])) Variant.Find(algorithm, width);
        Variant.Find(Algorithm.Auto, VectorWidth.Widest);
    }

    [Fact]
    public void Every_description_of_the_catalogue_is_tested()
    {
        string[] elsewhere = [nameof(Normalizers.OneHot), nameof(Normalizers.TopKOf), nameof(Normalizers.TopP), nameof(Normalizers.MinP), nameof(Normalizers.SampleTopP), .. typeof(Selection.IChoosers).GetMethods().Select(m => m.Name)];
        var catalogue = typeof(Normalizers).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(m => m.Name).Except(elsewhere);
        Assert.Empty(catalogue.Except(Cases.All.Select(c => c.Name)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_width_is_code_of_its_own(string name)
    {
        foreach (var variant in Variant.All)
        {
            string[] expected = variant.Width switch
            {
                VectorWidth.Bits512 => ["512"],
                VectorWidth.Bits256 => ["256"],
                VectorWidth.Bits128 => ["128"],
                VectorWidth.Scalar => ["Scalar"],
                _ => ["128", "256", "512", "Scalar"],
            };
            var loops = Generated(variant, name).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Select(m => m.Name);
            Assert.Equal(expected, new[] { "128", "256", "512", "Scalar" }.Where(suffix => loops.Any(l => l.EndsWith(suffix, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void The_algorithms_of_softmax_are_code_of_their_own()
    {
        string[] Loops(Algorithm algorithm) => [.. Generated(Variant.Find(algorithm, VectorWidth.Bits256), "Softmax")
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Select(m => m.Name).Where(n => n.EndsWith("256", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(["Accumulate_256", "Finish_256", "Map_256", "Measure_256"], Loops(Algorithm.Auto));
        Assert.Contains("Keep_256", Loops(Algorithm.Reload));
        Assert.Equal(["Accumulate_256", "Map_256", "Measure_256"], Loops(Algorithm.Online));
        Assert.Contains("Pair_256", Loops(Algorithm.TwoPass));
        Assert.Equal(["Accumulate_256", "Map_256", "Measure_256"], Loops(Algorithm.ThreePass));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_widest_kernel_is_that_of_the_widest_vector_bit_for_bit(string name)
    {
        var kernel = Cases.Find(name);
        var widest = Variant.Find(Algorithm.Auto, VectorWidth.Widest);
        var same = Variant.Find(Algorithm.Auto, widest.Runs);
        // Rows that one half of the vector holds, or four of them, are taken by those, whose exponential is another.
        foreach (var n in Scope.Lengths(12, 16, 33, 100, 257, 5000, 100003))
            foreach (var row in new[] { "uniform", "near 1e4", "a third masked" })
            {
                var sample = Sample.Of(row, n);
                Assert.Equal(kernel.Run(same, sample), kernel.Run(widest, sample));
            }
    }

    [Fact]
    public void The_widths_differ_in_the_last_bits()
    {
        // Each adds in an order of its own: some results of many differ. Were one width run for all, none would.
        var samples = Enumerable.Range(0, 40).Select(i => Sample.Of("uniform", 1000 + i)).ToList();
        string Bits(VectorWidth width) => string.Concat(samples.SelectMany(s => Cases.Find("Softmax").Run(Variant.Find(Algorithm.Online, width), s).Take(50)).Select(v => BitConverter.SingleToInt32Bits(v).ToString("x8")));
        Assert.Equal(4, new[] { VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128, VectorWidth.Scalar }.Select(Bits).Distinct().Count());
    }

    [Fact]
    public void The_pages_name_tests_that_exist()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "KernelGen.sln"))) root = root.Parent!;
        foreach (var page in new[] { "edge-cases.md", "accuracy.md" })
        {
            var names = TestName().Matches(File.ReadAllText(Path.Combine(root.FullName, "docs", page)));
            Assert.NotEmpty(names);
            Assert.Empty(names.Where(m => !typeof(CodeTests).Assembly.GetTypes().Any(t => t.Name == m.Groups[1].Value && t.GetMethod(m.Groups[2].Value) is not null)).Select(m => m.Value));
        }
    }

    [GeneratedRegex(@"(\w+Tests)\.(\w+)")]
    private static partial Regex TestName();

    /// <summary>The class that does the work: the one whose method the kernel calls.</summary>
    static Type Generated(Variant variant, string name)
    {
        var method = variant.Class.GetMethod(name)!;
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        const byte Call = 0x28;
        for (var i = code.Length - 5; i >= 0; i--)
            if (code[i] == Call && Resolve(method.Module, BitConverter.ToInt32(code, i + 1)) is { Name: "Run" } run) return run.DeclaringType!;
        throw new InvalidOperationException($"{variant.Class.Name}.{name} calls no Run.");
    }

    static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
