using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Incremental;

/// <summary>The body of a method, which a description may be or call: its text, and every name that it may call another by.</summary>
internal sealed class MethodBody(string name, SyntaxNode body)
{
    private string? _text;
    private Lazy<IReadOnlyList<string>?>? _words;

    public string Name => name;

    public SyntaxNode? Method => body.Parent;

    public string Text => _text ??= body.SyntaxTree.GetText().ToString(body.Span);

    /// <summary>Identifiers, keywords and what else looks like them; null where a name could be spelled in a way that is not its text.</summary>
    public IReadOnlyList<string>? Words => (_words ??= new(() => IsPlain(Text) ? In(Text) : null)).Value;

    // Identifiers may hold escapes (\u0041) and characters that do not count.
    private static bool IsPlain(string text) => text.IndexOf('\\') < 0 && text.All(c => c < 128 || char.GetUnicodeCategory(c) != UnicodeCategory.Format);

    private static List<string> In(string text)
    {
        var words = new List<string>();
        for (int i = 0; i < text.Length; i++)
        {
            if (!SyntaxFacts.IsIdentifierStartCharacter(text[i])) continue;
            int start = i;
            while (i < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[i])) i++;
            words.Add(text.Substring(start, i - start));
        }
        return words;
    }
}
