using System.Text;

namespace Catalogue.Listing;

/// <summary>Entries and kernels as a plain table.</summary>
public static class Table
{
    /// <summary>A line a kernel: sweeps known to suffice, of the textbook, one an operation, derived; bytes an element.</summary>
    public static string Write(IReadOnlyList<Entry> entries)
    {
        var text = new StringBuilder();
        text.AppendLine($"{"kernel",-44}{"fewest",8}{"textbook",10}{"written",9}{"derived",9}{"bytes",7}");
        foreach (var group in entries.GroupBy(e => e.Group))
        {
            text.AppendLine(group.Key);
            foreach (var entry in group)
                foreach (var k in entry.Kernels)
                    text.AppendLine($"  {$"{entry.Name}.{k.Name}",-42}{k.Fewest,8}{k.Textbook,10}{k.Operations,9}{k.Sweeps,9}{k.Bytes,7}{(k.Sweeps > k.Fewest ? $"  {k.WhyMore}" : "")}");
        }
        text.AppendLine($"{entries.Count} entries, {entries.Sum(e => e.Kernels.Count)} kernels");
        foreach (var (number, paper, reason) in Entry.LeftOut) text.AppendLine($"left out: {paper} ({number}): {reason}");
        return text.ToString();
    }
}
