using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Catalogue.Listing;

/// <summary>What a kernel's own documentation says of its sweeps: the generator wrote the derivation, the source the numbers to compare with.</summary>
/// <param name="Name">The method.</param>
/// <param name="Fewest">The fewest sweeps known for the method.</param>
/// <param name="Textbook">What its textbook form takes.</param>
/// <param name="WhyMore">Why the kernel takes more than the fewest; null if it does not.</param>
/// <param name="Operations">Operations on rows in the description, each a sweep if evaluated one by one.</param>
/// <param name="Sweeps">Sweeps of the plan.</param>
/// <param name="Bytes">Bytes an element that the plan reads and writes.</param>
/// <param name="Algorithm">The algorithm it asks for; Auto chooses by length.</param>
/// <param name="Derivation">The explanation, line by line.</param>
public sealed partial record KernelFacts(string Name, int Fewest, int Textbook, string? WhyMore, int Operations, int Sweeps, int Bytes, string Algorithm, IReadOnlyList<string> Derivation)
{
    /// <summary>Reads them from the documentation of a generated method.</summary>
    public static KernelFacts Of(XElement member)
    {
        var id = (string)member.Attribute("name")!;
        var type = id[2..id.LastIndexOf('.', id.IndexOf('('))];
        var name = id[(type.Length + 3)..id.IndexOf('(')];
        var text = member.Element("remarks")!.Value;
        var passes = Passes().Match(member.Element("passes")!.Value);
        var plan = Plan().Match(text);
        var mark = Type.GetType(type)!.GetMethods().Single(m => m.Name == name).CustomAttributes.Single(a => a.AttributeType == typeof(KernelAttribute));
        var algorithm = mark.NamedArguments.Where(a => a.MemberName == nameof(KernelAttribute.Algorithm)).Select(a => (KernelGen.Algorithm)a.TypedValue.Value!).FirstOrDefault();
        return new(name, Number(passes, "fewest"), Number(passes, "textbook"), passes.Groups["why"] is { Success: true } why ? why.Value : null,
            Number(Written().Match(text), "operations"), Number(plan, "sweeps"), Number(plan, "bytes"), algorithm.ToString(), text.Split('\n'));
    }

    static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<fewest>\d+) / (?<textbook>\d+)(; (?<why>.*))?$")]
    private static partial Regex Passes();

    [GeneratedRegex(@"as written: (?<operations>\d+) operation")]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<sweeps>\d+) sweeps?: \d+ reads?, \d+ writes?, (?<bytes>\d+) bytes an element")]
    private static partial Regex Plan();
}
