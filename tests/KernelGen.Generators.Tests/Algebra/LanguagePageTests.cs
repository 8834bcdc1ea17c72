using KernelGen.Generators.Algebra;
using System.Reflection;
using System.Text.RegularExpressions;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>docs/language.md has every word and every law, and none that there is not.</summary>
public partial class LanguagePageTests
{
    private static readonly string Page = File.ReadAllText(PathOf("docs/language.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_law_is_on_the_page() =>
        Assert.Equal(Laws.Simplify.Select(law => law.Condition is null ? law.Name : law.Name + "*").Order(StringComparer.Ordinal),
            LawRow().Matches(Page).Select(row => row.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_word_is_on_the_page()
    {
        var words = typeof(Expr).Assembly.GetType("KernelGen.RowMath")!.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(m => m is MethodInfo or FieldInfo).Select(m => m.Name).Distinct();
        string list = Page[Page.IndexOf("## Words", StringComparison.Ordinal)..Page.IndexOf("## What it means", StringComparison.Ordinal)];
        Assert.All(words, word => Assert.Contains($"`{word}`", list));
    }

    private static string PathOf(string path, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(SourcePath.Resolve(here))!, "..", "..", "..", path);

    [GeneratedRegex("""^\| (?<name>[a-z][^|`]*?) \| `[^`]+` \| `[^`]+` \|$""", RegexOptions.Multiline)]
    private static partial Regex LawRow();
}
