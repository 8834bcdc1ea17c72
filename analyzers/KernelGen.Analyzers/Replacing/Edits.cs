using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Replacing;

/// <summary>Small edits as text: what is known for certain, a fix only writes down.</summary>
internal static class Edits
{
    /// <summary>The title of the fix, and its edits, among what is known of its remedy.</summary>
    public const string Title = nameof(Title), Changes = nameof(Changes);

    private const char Between = '\u0001', Within = '\u0002';

    public static ImmutableDictionary<string, string?> With(this ImmutableDictionary<string, string?> properties, string title, IEnumerable<TextChange> changes) =>
        properties.Add(Title, title).Add(Changes, string.Join(Between.ToString(), changes.Select(c => string.Join(Within.ToString(), c.Span.Start.ToString(CultureInfo.InvariantCulture), c.Span.Length.ToString(CultureInfo.InvariantCulture), c.NewText))));

    public static IEnumerable<TextChange> Of(ImmutableDictionary<string, string?> remedy) =>
        remedy.TryGetValue(Changes, out string? text) && text is not null
            ? text.Split(Between).Select(c => c.Split(Within)).Select(c => new TextChange(new(int.Parse(c[0], CultureInfo.InvariantCulture), int.Parse(c[1], CultureInfo.InvariantCulture)), c[2]))
            : [];

    public static TextChange Replace(SyntaxNode node, string text) => new(node.Span, text);

    public static TextChange Remove(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    public static TextChange Before(SyntaxNode statement, string text) => new(new(statement.SpanStart, 0), $"{text}\n{Indent(statement)}");

    public static TextChange After(SyntaxNode node, string text) => new(new(node.Span.End, 0), text);

    /// <summary>A name that the member does not have yet.</summary>
    public static string Fresh(SyntaxNode member, string name)
    {
        var taken = new HashSet<string>(member.DescendantTokens().Select(t => t.ValueText));
        string fresh = name;
        for (int i = 2; taken.Contains(fresh); i++) fresh = name + i.ToString(CultureInfo.InvariantCulture);
        return fresh;
    }

    private static string Indent(SyntaxNode node)
    {
        string line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
