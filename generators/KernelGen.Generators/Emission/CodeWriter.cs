using System.Text;

namespace KernelGen.Generators.Emission;

/// <summary>Writes indented text. A block closes its brace when disposed.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0) _text.Append(' ', 4 * _depth).Append(line.TrimEnd());
            _text.Append('\n');
        }
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
