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
                    yield return new(name, [.. lines]);
                name = header.Groups["name"].Value + (header.Groups["type"].Success ? $"<{header.Groups["type"].Value}>" : "");
                lines.Clear();
            }
            else if (Code(line) is { Length: > 0 } code)
            {
                lines.Add(code);
            }
        }
        if (name is not null)
            yield return new(name, [.. lines]);
    }

    /// <summary>The innermost loops over whole vectors, each from its label to the jump back to it, with no way around any instruction.</summary>
    public IEnumerable<InnerLoop> InnerLoops()
    {
        for (var start = 0; start < Lines.Count; start++)
        {
            if (!IsLabel(Lines[start]))
                continue;
            var end = start + 1;
            while (end < Lines.Count && Target(Lines[end]) != Lines[start])
                end++;
            if (end == Lines.Count)
                continue;
            var body = Lines.Skip(start + 1).Take(end - start).ToList();
            var inside = body.Where(IsLabel).ToHashSet();
            if (!body.Exists(line => inside.Contains(Target(line))) && InnerLoop.Over(Name, [.. body.Where(line => !IsLabel(line))]) is { } loop)
                yield return loop;
        }
    }

    private static bool IsLabel(string line) => line.EndsWith(':');

    // The label that a jump goes to, as it stands there; empty for any other instruction.
    private static string Target(string line) => line.StartsWith('j') ? line.Split(' ')[^1] + ":" : "";

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
