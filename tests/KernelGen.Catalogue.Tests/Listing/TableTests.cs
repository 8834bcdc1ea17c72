using Catalogue.Listing;

namespace KernelGen.Catalogue.Tests.Listing;

/// <summary>What the catalogue holds, and that each kernel sweeps as few times as is known to suffice.</summary>
public class TableTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Entry.All.Select(e => e.Name)];

    /// <summary>Prints the table: entry by entry, sweeps as written and as derived, bytes an element; then what is left out and why.</summary>
    [Fact]
    public void At_least_48_methods_are_described()
    {
        output.WriteLine(Table.Write(Entry.All));
        Assert.True(Entry.All.Count >= 48, $"{Entry.All.Count} entries");
        Assert.Equal(Entry.All.Count, Entry.All.Select(e => e.Name).Distinct().Count());
        Assert.All(Entry.LeftOut, l => Assert.NotEmpty(l.Reason));
    }

    [Theory, MemberData(nameof(Names))]
    public void An_entry_sweeps_as_few_times_as_suffice_or_says_why_not(string name)
    {
        var entry = Entry.All.Single(e => e.Name == name);
        Assert.NotEmpty(entry.Kernels);
        Assert.All(entry.Kernels, k =>
        {
            Assert.True(k.Sweeps <= k.Fewest == (k.WhyMore is null), $"{name}.{k.Name}: {k.Sweeps} sweeps, {k.Fewest} suffice, {k.WhyMore ?? "no reason given"}");
            Assert.True(k.Sweeps <= k.Operations, $"{name}.{k.Name}: {k.Sweeps} sweeps, {k.Operations} operations");
        });
    }

    [Fact]
    public void The_median_description_is_one_to_three_lines()
    {
        var lines = Entry.All.SelectMany(e => e.Code.Split("\n\n")).Select(d => d.Split('\n').Count(line => line is not "{" and not "}")).Order().ToList();
        output.WriteLine($"{lines.Count} descriptions, median {lines[lines.Count / 2]} lines, longest {lines[^1]}");
        Assert.InRange(lines[lines.Count / 2], 1, 3);
    }

    [Fact]
    public void Every_kernel_of_the_sample_is_listed() =>
        Assert.Equal(Numbers.Variants.Sample.Select(k => k.Name).Order(), Entry.All.SelectMany(e => e.Kernels.Select(k => $"{e.Name}.{k.Name}")).Order());

    [Fact]
    public void The_page_is_written_from_the_sources()
    {
        var path = Find("docs/catalogue.md");
        Assert.True(Page.Write(Entry.All) == File.ReadAllText(path).ReplaceLineEndings("\n"),
            $"{path} is not what this prints: dotnet run -c Release --project samples/Catalogue -- page");
    }

    static string Find(string path)
    {
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
            if (File.Exists(Path.Combine(root.FullName, path))) return Path.Combine(root.FullName, path);
        throw new FileNotFoundException(path);
    }
}
