using System.Text;

namespace KernelGen.Generators.Emission;

/// <summary>Writes indented text. A block closes its brace when disposed.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start), stop = end < 0 ? text.Length : end;
            Append(text, start, stop);
            if (end < 0) return;
            start = end + 1;
        }
    }

    // In pieces of the text itself: most of it comes twice through here, a body and then the method around it.
    private void Append(string text, int start, int stop)
    {
        while (stop > start && char.IsWhiteSpace(text[stop - 1])) stop--;
        if (stop > start) _text.Append(' ', 4 * _depth).Append(text, start, stop - start);
        _text.Append('\n');
    }

    public Scope Block(string? header = null, string close = "}")
    {
        if (header is not null) Line(header);
        Line("{");
        _depth++;
        return new(this, close);
    }

    public override string ToString() => _text.ToString();

    public readonly struct Scope(CodeWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(close);
        }
    }
}
