using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>
/// A description as a user writes it, over rows x, z, w, scalars a, b, a position k and a mask keep; its first method is the kernel's.
/// The kernel's signature follows from it, and two methods of one shape that call kernel and description.
/// </summary>
/// <param name="Options">Of the kernel: <c>Algorithm = …</c>.</param>
internal sealed record Case(string Description, string Options = "")
{
    private const string AllInputs = "float[] x, float[] z, float[] w, float a, float b, int k, bool[] keep";

    // A row of chosen elements may be longer than the row that they are chosen of.
    private int Least => Description.Contains("TopK", StringComparison.Ordinal) ? 64 : 0;

    private readonly MethodDeclarationSyntax _method =
        (MethodDeclarationSyntax)CSharpSyntaxTree.ParseText($"class C {{ {Description} }}").GetRoot().DescendantNodes().First(n => n is MethodDeclarationSyntax);

    public string Name => _method.Identifier.Text;

    private IEnumerable<(string Type, string Name)> Inputs => _method.ParameterList.Parameters.Select(p => (p.Type!.ToString(), p.Identifier.Text));

    private IReadOnlyList<(string Type, string? Name)> Results => _method.ReturnType is TupleTypeSyntax tuple
        ? [.. tuple.Elements.Select(e => (e.Type.ToString(), e.Identifier.Text is { Length: > 0 } name ? name : null))]
        : [(_method.ReturnType.ToString(), _method.ReturnType.ToString() == "Row" ? "result" : null)];

    /// <summary>Kernel, description, and <c>double[][] Name_Kernel(…)</c>, <c>double[][] Name_Reference(…)</c>: a list of numbers a result.</summary>
    public string Members => $$"""
        [Kernel({{Options}})] public static partial {{(Results.Any(IsReturned) ? "float" : "void")}} {{Name}}({{string.Join(", ", Inputs.Select(i => $"{Kernel(i.Type)} {i.Name}").Concat(Results.Where(r => !IsReturned(r)).Select(r => r.Type == "Row" ? $"Span<float> {r.Name}" : $"out float {r.Name}")))}});
        {{Description}}
        public static double[][] {{Name}}_Kernel({{AllInputs}})
        {
            {{string.Join(" ", Results.Where(r => r.Type == "Row").Select(r => $"var {r.Name} = new float[Math.Max(x.Length, {Least})];"))}}
            {{(Results.Any(IsReturned) ? "var returned = " : "")}}{{Name}}({{string.Join(", ", Inputs.Select(i => i.Name).Concat(Results.Where(r => !IsReturned(r)).Select(r => r.Type == "Row" ? r.Name : $"out var {r.Name}")))}});
            return [{{string.Join(", ", Results.Select(r => r.Type == "Row" ? $"Array.ConvertAll({r.Name}, v => (double)v)" : IsReturned(r) ? "[returned]" : $"[{r.Name}]"))}}];
        }
        public static double[][] {{Name}}_Reference({{AllInputs}})
        {
            var all = {{Name}}({{string.Join(", ", Inputs.Select(i => i.Type switch { "Row" => $"Row.Of({i.Name})", "Mask" => $"Mask.Of({i.Name})", _ => $"({i.Type}){i.Name}" }))}});
            return [{{string.Join(", ", Results.Select((r, i) => $"{(r.Type == "Row" ? "" : "[(double)")}all{(Results.Count > 1 ? $".Item{i + 1}" : "")}{(r.Type == "Row" ? ".ToArray()" : "]")}"))}}];
        }
        """;

    private static bool IsReturned((string Type, string? Name) result) => result.Type == "Scalar" && result.Name is null;

    private static string Kernel(string type) => type switch { "Row" => "ReadOnlySpan<float>", "Mask" => "ReadOnlySpan<bool>", "Position" => "int", _ => "float" };
}

/// <summary>Many cases compiled into one class, each ready to run.</summary>
internal sealed class CaseRunner
{
    public delegate double[][] Evaluation(float[] x, float[] z, float[] w, float a, float b, int k, bool[] keep);

    private readonly GeneratorRun _run;

    public CaseRunner(IEnumerable<Case> cases)
    {
        _run = GeneratorHarness.Run<KernelGenerator>($$"""
            #pragma warning disable CS1718
            using KernelGen;
            using static KernelGen.RowMath;
            public static partial class Cases
            {
            {{string.Join("\n", cases.Select(c => c.Members))}}
            }
            """);
        _run.AssertCompiles();
    }

    public string Generated(string name) => _run.Sources[$"Cases.{name}.g.cs"];

    public Evaluation Kernel(string name) => _run.Bind<Evaluation>("Cases", $"{name}_Kernel");

    public Evaluation Reference(string name) => _run.Bind<Evaluation>("Cases", $"{name}_Reference");
}
