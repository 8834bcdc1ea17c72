using System.Xml.Linq;

namespace Quickstart;

/// <summary>How a kernel came about. It stands in the remarks of the generated method, where an editor shows it, and so in the documentation file.</summary>
static class Derivation
{
    const int Width = 80, Indent = 13;

    public static IEnumerable<string> Of(string kernel)
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Quickstart.xml"));
        var method = documentation.Descendants("member").First(member => ((string)member.Attribute("name")!).Contains($".Kernels.{kernel}("));
        var lines = method.Element("remarks")!.Value.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        var margin = lines.Min(line => line.Length - line.TrimStart().Length);
        return lines.SelectMany(line => Wrap(line[margin..].TrimEnd()));
    }

    static IEnumerable<string> Wrap(string line)
    {
        while (line.Length > Width && line.LastIndexOf(' ', Width) is var end and > Indent)
        {
            yield return line[..end];
            line = new string(' ', Indent) + line[(end + 1)..];
        }
        yield return line;
    }
}
