using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>docs/language.md gives the error that is tested.</summary>
public class LanguagePageTests
{
    // The library has 2^x − 1 beside the words of the language.
    public static TheoryData<string> Functions => [.. ElementFunction.All.Select(f => f.Name).Where(name => typeof(RowMath).GetMethods().Any(m => m.Name == name))];

    [Theory, MemberData(nameof(Functions))]
    public void The_page_has_the_bound_of_every_element_function(string name)
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "The page has the bounds with fused multiply-add.");
        var row = File.ReadLines(Find("docs/language.md")).Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        Assert.Equal(FormattableString.Invariant($"{ElementFunction.Named(name).Bound}"), row.Split('|')[^2].Trim());
    }

    static string Find(string path)
    {
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
            if (File.Exists(Path.Combine(root.FullName, path))) return Path.Combine(root.FullName, path);
        throw new FileNotFoundException(path);
    }
}
