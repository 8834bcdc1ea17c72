using System.Reflection;
using System.Runtime.CompilerServices;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Tests;

/// <summary>Every rule has its page, every page its rule, and both are in the release file.</summary>
public class DocumentationTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    private static string Here([CallerFilePath] string path = "") => path;

    private static IReadOnlyList<DiagnosticDescriptor> Declared { get; } =
        [.. new[] { typeof(Descriptors), typeof(Rules) }.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public)).Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];

    public static TheoryData<string> Ids => [.. Declared.Select(d => d.Id)];

    private static DiagnosticDescriptor Rule(string id) => Declared.Single(d => d.Id == id);

    private static string Page(string id) => Path.Combine(Root, "docs", "rules", id + ".md");

    [Fact]
    public void Ids_are_unique() => Assert.Equal(Declared.Count, Declared.Select(d => d.Id).Distinct().Count());

    [Fact]
    public void Analyzers_report_every_rule_and_no_other()
    {
        var analyzers = typeof(DescriptionAnalyzer).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t) && !typeof(DiagnosticSuppressor).IsAssignableFrom(t));
        var supported = analyzers.SelectMany(t => ((DiagnosticAnalyzer)Activator.CreateInstance(t)!).SupportedDiagnostics).Select(d => d.Id).ToList();
        Assert.Equal(Declared.Select(d => d.Id).Order(), supported.Order());
    }

    [Fact]
    public void Fixes_are_for_rules_and_fix_all()
    {
        foreach (var type in typeof(CodeFixes.PartialFix).Assembly.GetTypes().Where(t => typeof(CodeFixProvider).IsAssignableFrom(t)))
        {
            var fix = (CodeFixProvider)Activator.CreateInstance(type)!;
            Assert.NotNull(fix.GetFixAllProvider());
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(Declared, d => d.Id == id));
            Assert.NotNull(type.GetCustomAttribute<ExportCodeFixProviderAttribute>());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_its_page(string id)
    {
        var rule = Rule(id);
        Assert.EndsWith($"docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.True(File.Exists(Page(id)), $"docs/rules/{id}.md is missing");
        string page = File.ReadAllText(Page(id));
        Assert.StartsWith($"# {id}: {rule.Title}\n", page);
        var headings = page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["## Cause", "## Why", "## Fix", "## When to suppress"], headings);
        Assert.True(page.Split("```csharp").Length >= 3, "a Fix shows the code before and after");
        Assert.Contains($"| Category | {rule.Category} |", page);
        Assert.Contains($"| Severity | {rule.DefaultSeverity} |", page);
    }

    [Fact]
    public void A_page_has_its_rule() =>
        Assert.Equal(Declared.Select(d => d.Id).Order(), Directory.GetFiles(Path.Combine(Root, "docs", "rules"), "KG*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_table(string id)
    {
        var rule = Rule(id);
        bool isFixed = typeof(CodeFixes.PartialFix).Assembly.GetTypes().Where(t => typeof(CodeFixProvider).IsAssignableFrom(t)).Any(t => ((CodeFixProvider)Activator.CreateInstance(t)!).FixableDiagnosticIds.Contains(id));
        Assert.Contains($"\n| [{id}]({id}.md) | {rule.Title} | {rule.DefaultSeverity} | {(isFixed ? "yes" : "")} |\n", File.ReadAllText(Path.Combine(Root, "docs", "rules", "README.md")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_release_file(string id)
    {
        var rule = Rule(id);
        string released = string.Concat(new[] { "generators/KernelGen.Generators", "analyzers/KernelGen.Analyzers" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "AnalyzerReleases.*.md")).Select(File.ReadAllText));
        Assert.Contains($"\n{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}", released);
    }
}
