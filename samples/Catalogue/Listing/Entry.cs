using System.Reflection;
using System.Xml.Linq;

namespace Catalogue.Listing;

/// <summary>A published method: the class that holds its kernels, and what its documentation says of it.</summary>
/// <param name="Group">The sub-group: the folder of its source.</param>
/// <param name="Name">The class.</param>
/// <param name="Number">The number of the paper in the survey that the catalogue follows.</param>
/// <param name="Paper">Its title.</param>
/// <param name="Summary">What the method does.</param>
/// <param name="Inferred">What of the formula is not printed where it was looked for; null if all is.</param>
/// <param name="Code">The descriptions, as they are written.</param>
/// <param name="Kernels">Its kernels.</param>
public sealed record Entry(string Group, string Name, int Number, string Paper, string Summary, string? Inferred, string Code, IReadOnlyList<KernelFacts> Kernels)
{
    static readonly Assembly Sources = typeof(Entry).Assembly;

    /// <summary>Published methods of these sub-groups that are not here, and why.</summary>
    public static readonly IReadOnlyList<(int Number, string Paper, string Reason)> LeftOut =
    [
        (26, "Utility-Probability Duality of Neural Networks", "the equation from utilities to probabilities was not found"),
        (92, "Mixture-of-Experts with Expert Choice Routing", "each expert chooses among all tokens: a selection down the columns of a matrix, not along a row"),
        (61, "Dissecting Bit-Level Scaling Laws in Quantizing Vision Generative Models", "no formula of the divergence over the largest was found"),
        (86, "Rethinking Kullback-Leibler Divergence in Knowledge Distillation for Large Language Models", "its head is a prefix of the sorted tokens that may end between equal ones; a nucleus takes equal ones together"),
        (155, "Coarse-to-Fine: Learning Compact Discriminative Representation for Single-Stage Image Retrieval", "its scale is made of the median over a batch"),
        (60, "DynamicKV: Task-Aware Adaptive KV Cache Compression for Long Context LLMs", "selection over columns, heads and layers"),
        (70, "SCOPE: Optimizing Key-Value Cache Compression in Long-context Generation", "selection over running sums of columns"),
        (170, "BiViT: Extremely Compressed Binary Vision Transformer", "the rule for the threshold and the scale was not found, and its output is bits"),
    ];

    /// <summary>All entries, by sub-group and name.</summary>
    public static IReadOnlyList<Entry> All { get; } = Load();

    static List<Entry> Load()
    {
        var members = XDocument.Load(Path.ChangeExtension(Sources.Location, ".xml")).Descendants("member").ToList();
        return [.. Sources.GetManifestResourceNames().Where(r => r.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(r => Of(r, members))];
    }

    // A resource is named by its path, B1-Weights/StableMax.cs.
    static Entry Of(string resource, List<XElement> members)
    {
        var (group, name) = (resource[..resource.IndexOf('/')], Path.GetFileNameWithoutExtension(resource));
        var type = $"Catalogue.{group[(group.IndexOf('-') + 1)..]}.{name}";
        var own = members.Single(m => (string)m.Attribute("name")! == $"T:{type}");
        var kernels = members.Where(m => ((string)m.Attribute("name")!).StartsWith($"M:{type}.", StringComparison.Ordinal) && m.Element("passes") is not null);
        var paper = own.Element("paper")!;
        return new(group, name, (int)paper.Attribute("number")!, paper.Value, own.Element("summary")!.Value, own.Element("inferred")?.Value, Descriptions(resource), [.. kernels.Select(KernelFacts.Of)]);
    }

    /// <summary>The body of the class without its kernels' declarations and their documentation.</summary>
    static string Descriptions(string resource)
    {
        using var reader = new StreamReader(Sources.GetManifestResourceStream(resource)!);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        var body = lines[(Array.IndexOf(lines, "{") + 1)..Array.LastIndexOf(lines, "}")]
            .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && !line.TrimStart().StartsWith("[Kernel", StringComparison.Ordinal))
            .Select(line => line.Length > 4 ? line[4..] : "");
        return string.Join('\n', body).Trim('\n');
    }
}
