using System.Text;

namespace KernelGen.Generators.Emission;

/// <summary>Writes indented text. A block closes its brace when disposed. Lines are put together at the end, once.</summary>
internal sealed class CodeWriter
{
    private readonly List<(int Depth, string Text)> _lines = [];
    private int _depth;

    /// <summary>One line.</summary>
    public void Line(string text = "") => _lines.Add((_depth, text));

    /// <summary>What another writer has written, within what this one is writing.</summary>
    public void Lines(CodeWriter inner)
    {
        foreach (var (depth, text) in inner._lines) _lines.Add((_depth + depth, text));
    }

    public Scope Block(string? header = null, string close = "}")
    {
        if (header is not null) Line(header);
        Line("{");
        _depth++;
        return new(this, close);
    }

    public override string ToString()
    {
        var all = new StringBuilder(_lines.Sum(l => (Indent * l.Depth) + l.Text.Length + 1));
        foreach (var (depth, text) in _lines)
        {
            int stop = text.Length;
            while (stop > 0 && char.IsWhiteSpace(text[stop - 1])) stop--;
            if (stop > 0) all.Append(' ', Indent * depth).Append(text, 0, stop);
            all.Append('\n');
        }
        return all.ToString();
    }

    private const int Indent = 4;

    public readonly struct Scope(CodeWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(close);
        }
    }
}
