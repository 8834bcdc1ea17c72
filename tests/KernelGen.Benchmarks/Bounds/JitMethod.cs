using System.Text.RegularExpressions;

namespace KernelGen.Benchmarks.Bounds;

/// <summary>A method as the JIT's listing shows it (DOTNET_JitDisasm).</summary>
/// <param name="Lines">Labels, which end in a colon, and instructions.</param>
internal sealed partial record JitMethod(string Name, IReadOnlyList<string> Lines)
{
    public static IEnumerable<JitMethod> Parse(IEnumerable<string> listing)
    {
        string? name = null;
        var lines = new List<string>();
        foreach (var line in listing)
        {
            if (Header().Match(line) is { Success: true } header)
            {
                if (name is not null)
                    yield return new(name, Reached(lines));
                name = header.Groups["name"].Value + (header.Groups["type"].Success ? $"<{header.Groups["type"].Value}>" : "");
                lines.Clear();
            }
            else if (Code(line) is { Length: > 0 } code)
            {
                lines.Add(code);
            }
        }
        if (name is not null)
            yield return new(name, Reached(lines));
    }

    /// <summary>
    /// The innermost loops over vectors, each from its label to the jump back to it. One with another way out is not among them: it
    /// handles the last, partly filled vector.
    /// </summary>
    public IEnumerable<InnerLoop> InnerLoops()
    {
        for (var start = 0; start < Lines.Count; start++)
        {
            if (!Lines[start].EndsWith(':'))
                continue;
            var body = new List<string>();
            for (var at = start + 1; at < Lines.Count && !Lines[at].EndsWith(':'); at++)
            {
                body.Add(Lines[at]);
                if (!Lines[at].StartsWith('j'))
                    continue;
                if (Lines[at].EndsWith(' ' + Lines[start].TrimEnd(':')) && InnerLoop.Over(Name, body) is { } loop)
                    yield return loop;
                break;
            }
        }
    }

    // Without the labels that no jump goes to: the JIT begins a new group also where the last one is full.
    private static List<string> Reached(List<string> lines)
    {
        var targets = lines.Where(line => line.StartsWith('j')).Select(line => line.Split(' ')[^1]).ToHashSet();
        return [.. lines.Where(line => !line.EndsWith(':') || targets.Contains(line.TrimEnd(':')))];
    }

    private static string Code(string line)
    {
        var code = line.Split(';')[0].TrimEnd();
        return code.TrimStart() is var text && (text.StartsWith("align", StringComparison.Ordinal) || text == "") ? "" : Spaces().Replace(text, " ");
    }

    [GeneratedRegex(@"^; Assembly listing for method .*:(?<name>\w+)(\[[\w.]*\.(?<type>\w+)\])?\(")]
    private static partial Regex Header();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
