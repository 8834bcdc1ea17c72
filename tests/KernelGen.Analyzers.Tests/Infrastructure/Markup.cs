using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Tests.Infrastructure;

/// <summary>A diagnostic's id and the text it underlines.</summary>
public readonly record struct Mark(string Id, TextSpan Span) : IComparable<Mark>
{
    // By place; of two that start together the longer encloses the other.
    public int CompareTo(Mark other) =>
        (Span.Start, -Span.Length, Id).CompareTo((other.Span.Start, -other.Span.Length, other.Id));
}

/// <summary>Source text in which <c>{|KG1001:…|}</c> marks what a diagnostic underlines. Marks may nest.</summary>
public static partial class Markup
{
    [GeneratedRegex(@"\{\|(?<id>[A-Z]+[0-9]+):|\|\}")]
    private static partial Regex Tag { get; }

    public static (string Source, IReadOnlyList<Mark> Marks) Parse(string markup)
    {
        var source = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        var copied = 0;
        foreach (Match tag in Tag.Matches(markup))
        {
            source.Append(markup, copied, tag.Index - copied);
            copied = tag.Index + tag.Length;
            if (tag.Groups["id"] is { Success: true, Value: var id })
                open.Push((id, source.Length));
            else if (open.TryPop(out var mark))
                marks.Add(new Mark(mark.Id, TextSpan.FromBounds(mark.Start, source.Length)));
            else
                throw new FormatException($"A '|}}' that closes nothing, after: {source}");
        }
        if (open.TryPeek(out var unclosed))
            throw new FormatException($"'{{|{unclosed.Id}:' is never closed.");
        source.Append(markup, copied, markup.Length - copied);
        marks.Sort();
        return (source.ToString(), marks);
    }

    /// <summary>The inverse of <see cref="Parse"/>. Marks that cross rather than nest come out readable, not parsable.</summary>
    public static string Render(string source, IEnumerable<Mark> marks)
    {
        var sorted = marks.Order().ToList();
        var text = new StringBuilder();
        for (var position = 0; position <= source.Length; position++)
        {
            foreach (var _ in sorted.Where(mark => mark.Span.End == position && !mark.Span.IsEmpty))
                text.Append("|}");
            foreach (var mark in sorted.Where(mark => mark.Span.Start == position))
                text.Append($"{{|{mark.Id}:{(mark.Span.IsEmpty ? "|}" : "")}");
            if (position < source.Length)
                text.Append(source[position]);
        }
        return text.ToString();
    }
}
