using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Tests.Incrementality;

/// <summary>Something that one may do to a file, sensible or not: tokens deleted, repeated, exchanged, swapped for others, lines moved.</summary>
internal static class RandomEdit
{
    private static readonly string[] Words = ["Exp", "Sum", "x", "Row", "{", "}", "=>", ";", "(", ")", "2", "//", "/*", "\"", "static", "var s = 1;", "\n#if DEBUG\n", "\n#endif\n", "\n#nullable disable\n", "using Row = System.Int32;", " "];

    public static string Of(string text, Random random)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Where(t => t.Span.Length > 0).ToList();
        if (tokens.Count < 4) return text + Words[random.Next(Words.Length)];
        var at = tokens[random.Next(tokens.Count)].Span;
        var other = tokens[random.Next(tokens.Count)];
        return random.Next(6) switch
        {
            0 => text.Remove(at.Start, at.Length),
            1 => text.Insert(at.Start, Words[random.Next(Words.Length)] + " "),
            2 => text.Remove(at.Start, at.Length).Insert(at.Start, other.Text),
            3 => text.Insert(at.End, " " + text.Substring(at.Start, at.Length)),
            4 => text.Insert(at.Start, "\n"),
            _ => MoveLine(text, random),
        };
    }

    private static string MoveLine(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        int from = random.Next(lines.Count), to = random.Next(lines.Count);
        string line = lines[from];
        lines.RemoveAt(from);
        lines.Insert(to, line);
        return string.Join('\n', lines);
    }
}
