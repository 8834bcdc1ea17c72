using System.Text;

namespace Catalogue.Listing;

/// <summary>docs/catalogue.md.</summary>
public static class Page
{
    /// <summary>Every entry with its paper, its descriptions, and what their kernels sweep.</summary>
    public static string Write(IReadOnlyList<Entry> entries)
    {
        var text = new StringBuilder();
        text.Append($"""
            # The catalogue

            {entries.Count} published normalizers, each described in a few lines of C# ([samples/Catalogue](../samples/Catalogue)). This page is written from their sources and from what the compiler derived:

            ```
            dotnet run -c Release --project samples/Catalogue -- page > docs/catalogue.md
            ```

            Sweeps read the row from memory. *Fewest* is the least number known for the method, *textbook* that of its usual form, *written* that of the description evaluated one operation at a time, *derived* that of the kernel.


            """.ReplaceLineEndings("\n"));
        foreach (var group in entries.GroupBy(e => e.Group))
        {
            text.Append($"## {group.Key.Replace("-", ": ")}\n\n");
            foreach (var entry in group) Append(text, entry);
        }
        text.Append("## Left out\n\n");
        foreach (var (number, paper, reason) in Entry.LeftOut) text.Append($"- *{paper}* ({number}): {reason}.\n");
        text.Append("""
            - Of entries that are here: the projection that makes the logits (Chronicals), rounding to integers (the quantised outputs are given as they are read back), the mean of each cluster (NBC-Softmax), the ranks of a feature row (USKD), the sequential test (V0.5), the soft top-k by bisection (DEXML), the probabilities of hashing from angles (MagicPIG), the choice over all layers (SNELLA).

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    static void Append(StringBuilder text, Entry entry)
    {
        text.Append($"### {entry.Name}\n\n*{entry.Paper}* ({entry.Number}). {entry.Summary}{(entry.Inferred is null ? "" : $" Inferred: {entry.Inferred}.")}\n\n```csharp\n{entry.Code}\n```\n\n");
        text.Append("| kernel | fewest | textbook | written | derived | bytes an element | algorithm |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var k in entry.Kernels) text.Append($"| {k.Name} | {k.Fewest} | {k.Textbook} | {k.Operations} | {k.Sweeps} | {k.Bytes} | {k.Algorithm} |\n");
        foreach (var k in entry.Kernels.Where(k => k.Sweeps > k.Fewest)) text.Append($"\n{k.Name}: {k.WhyMore}.\n");
        text.Append('\n');
    }
}
