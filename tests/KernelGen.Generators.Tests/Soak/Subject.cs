using System.Text;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Tests.Descriptions;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>A description under test: its results, and the algorithm and width its kernel is fixed to.</summary>
internal sealed record Subject(IReadOnlyList<Expr> Results, Algorithm Algorithm, VectorWidth Width)
{
    private const string Parameters = "Row x, Row z, Row w, Scalar a, Scalar b, Position k, Mask keep";

    public static Subject Random(Random random) =>
        new(Grammar.Description(random), (Algorithm)random.Next(5), (VectorWidth)random.Next(5));

    public int Size => Results.Sum(r => r.Size);

    /// <summary>As a user writes it: what is used more than once is a variable.</summary>
    public string Description(string name)
    {
        var uses = new Dictionary<Expr, int>();
        foreach (var node in Expr.Nodes(Results))
            foreach (var argument in node.Arguments.Where(a => !a.Arguments.IsEmpty)) uses[argument] = uses.GetValueOrDefault(argument) + 1;
        foreach (var result in Results.Where(r => !r.Arguments.IsEmpty)) uses[result] = uses.GetValueOrDefault(result) + 1;
        var variables = new Dictionary<Expr, string>();
        var body = new StringBuilder();
        foreach (var node in Expr.Nodes(Results).Where(n => uses.GetValueOrDefault(n) > 1 && n.Op != Op.Pick))
        {
            string text = CSharpText.Of(node, Write);
            variables[node] = $"t{variables.Count + 1}";
            body.Append($"var {variables[node]} = {text}; ");
        }
        var values = Results.Select(r => (r.IsRow && r.Arguments.IsEmpty ? "1 * " : "") + Write(r)).ToList();
        var types = Results.Select(r => r.IsRow ? "Row" : "Scalar").ToList();
        string type = Results.Count == 1 ? types[0] : $"({string.Join(", ", types.Select((t, i) => $"{t} r{i + 1}"))})";
        return $"static {type} {name}({Parameters}) {{ {body}return {(values.Count == 1 ? values[0] : $"({string.Join(", ", values)})")}; }}";

        string Write(Expr e) => variables.TryGetValue(e, out string? name) ? name : CSharpText.Of(e, Write);
    }

    public Case Case(string name) => new(Description(name), $"Algorithm = Algorithm.{Algorithm}, Width = VectorWidth.{Width}");

    public override string ToString() => $"{Algorithm}, {Width}: {Description("D")}";
}
