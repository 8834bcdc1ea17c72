using System.Text;

namespace KernelGen.Testing;

/// <summary>What a failing test shows of two texts: the lines that differ, with a few around them.</summary>
public static class LineDiff
{
    private const int Context = 3;

    // Above this the table of the longest common subsequence costs more than its answer is worth in a test's output.
    private const int LargestTable = 4_000_000;

    public static string Normalize(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd('\n') + "\n";

    /// <summary>Lines of <paramref name="expected"/> that are missing are marked '-', lines that are new '+'. Empty when equal.</summary>
    public static string Describe(string expected, string actual)
    {
        return Print(Align(Lines(expected), Lines(actual)));

        static string[] Lines(string text) => Normalize(text)[..^1].Split('\n');
    }

    private static List<(char Mark, string Text)> Align(string[] before, string[] after)
    {
        int start = 0, tail = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        while (tail < before.Length - start && tail < after.Length - start && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;

        var lines = new List<(char, string)>();
        lines.AddRange(before[..start].Select(line => (' ', line)));
        lines.AddRange(AlignMiddle(before[start..^tail], after[start..^tail]));
        lines.AddRange(before[^tail..].Select(line => (' ', line)));
        return lines;
    }

    private static IEnumerable<(char, string)> AlignMiddle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > LargestTable)
            return [.. before.Select(line => ('-', line)), .. after.Select(line => ('+', line))];

        // common[i, j]: the longest common subsequence of before[i..] and after[j..].
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var lines = new List<(char, string)>();
        int b = 0, a = 0;
        while (b < before.Length || a < after.Length)
        {
            if (b < before.Length && a < after.Length && before[b] == after[a])
            {
                lines.Add((' ', before[b]));
                b++;
                a++;
            }
            else if (a == after.Length || (b < before.Length && common[b + 1, a] >= common[b, a + 1]))
                lines.Add(('-', before[b++]));
            else
                lines.Add(('+', after[a++]));
        }
        return lines;
    }

    private static string Print(List<(char Mark, string Text)> lines)
    {
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Mark != ' ')
                Array.Fill(shown, true, Math.Max(0, i - Context), Math.Min(lines.Count, i + Context + 1) - Math.Max(0, i - Context));

        var text = new StringBuilder();
        var number = 0; // of the line in the expected text
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Mark != '+')
                number++;
            if (!shown[i])
                continue;
            if (i == 0 || !shown[i - 1])
                text.Append($"@@ line {number}\n");
            text.Append($"{lines[i].Mark} {lines[i].Text}".TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
