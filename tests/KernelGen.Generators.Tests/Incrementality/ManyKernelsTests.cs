using System.Diagnostics;
using KernelGen.Generators.Tests.Infrastructure;
using KernelGen.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators.Tests.Incrementality;

/// <summary>A project with 200 kernels in eight files: an edit binds and compiles what it can reach, and nothing else.</summary>
public class ManyKernelsTests(ITestOutputHelper output)
{
    private const int Files = 8, KernelsEach = 25, Kernels = Files * KernelsEach;

    private static readonly string[] Sources = [.. Enumerable.Range(0, Files).Select(File), """
        public class Orders(int count)
        {
            public int Total(int price) { return price * count; }
            public int Half => count / 2;
            public int Third { get { return count / 3; } }
            public override string ToString() => $"{count} orders";
        }
        """];

    private static readonly WarmProject Project = new(Sources);

    [Theory]
    [InlineData("Test.cs", "return width;", "var twice = 2 * width; return twice;", "in a method beside kernels")]
    [InlineData("Test8.cs", "return price * count;", "return price * count - price.", "in a method of another file, half typed")]
    [InlineData("Test8.cs", "count / 2", "count / 2 + 1", "in a property")]
    [InlineData("Test8.cs", "return count / 3", "return count / 4", "in an accessor")]
    [InlineData("Test8.cs", "} orders", "} orders so far", "in an expression")]
    public void Typing_in_a_body_binds_nothing(string file, string from, string to, string where)
    {
        var project = new WarmProject(Sources);
        Assert.Equal((Kernels, Kernels), project.Work);
        Assert.True((0, 0) == project.Edit(file, from, to).Work, where);
        Assert.Equal(Kernels, project.Sources.Count);
    }

    [Fact]
    public void Typing_in_a_description_binds_and_compiles_one_kernel()
    {
        Assert.Equal((1, 1), Project.Edit("Test3.cs", "Exp(7 * x) / Sum(Exp(7 * x))", "Exp(7 * x) / Sum(Exp(8 * x))").Work);
        Assert.Equal(0, Project.Declared);
    }

    [Fact]
    public void A_comment_in_a_description_compiles_nothing() =>
        Assert.Equal((1, 0), Project.Edit("Test4.cs", "=> Exp(9 * x)", "=> /* nine */ Exp(9 * x)").Work);

    [Fact]
    public void A_declaration_binds_all_and_compiles_nothing()
    {
        Assert.Equal((Kernels, 0), Project.Edit("Test8.cs", "public int Half", "public int Fourth => count / 4; public int Half").Work);
        Assert.Equal(Kernels, Project.Declared);
    }

    [Fact(Explicit = true)]
    public void The_time_of_a_warm_edit()
    {
        Print("in an ordinary method of a file with kernels", "Test1.cs", "return width");
        Print("in a method of another file", "Test8.cs", "price * count");
        Print("in the description of one kernel", "Test2.cs", "Exp(5 * x)");
        string generated = Project.Sources.First().Value;
        var parsed = Times(() => CSharpSyntaxTree.ParseText(generated, TestCompilation.ParseOptions).GetRoot());
        output.WriteLine($"not in these: Roslyn parses the file of the one kernel, {generated.Length} characters, when somebody asks for it: {parsed}");
    }

    private void Print(string where, string file, string at)
    {
        var project = new WarmProject(isCounted: false, Sources);
        int edits = 0;
        var time = Times(() =>
        {
            bool isFirst = edits++ % 2 == 0;
            project.Edit(file, isFirst ? at : $"{at} + 1", isFirst ? $"{at} + 1" : at);
        }, () => project.Time);
        output.WriteLine($"{Kernels} kernels, an edit {where}: {time} in the generator");
    }

    // The machine is shared, and its clock has several speeds: many seconds, so that no one of them decides.
    private const int Measured = 10_000;

    /// <summary>Milliseconds of a turn, or of what it says of itself.</summary>
    private static string Times(Action turn, Func<TimeSpan>? said = null)
    {
        Settled.By(turn);
        var times = new List<double>();
        for (int i = 0; i < Measured; i++)
        {
            long start = Stopwatch.GetTimestamp();
            turn();
            times.Add((said?.Invoke() ?? Stopwatch.GetElapsedTime(start)).TotalMilliseconds);
        }
        times.Sort();
        return $"{times[Measured / 2]:F2} ms (median of {Measured}; a tenth took less than {times[Measured / 10]:F2})";
    }

    private static string File(int file) => $$"""
        using KernelGen;
        using static KernelGen.RowMath;
        public static partial class Kernels{{file}}
        {
        {{string.Join("\n", Enumerable.Range(file * KernelsEach, KernelsEach).Select(i => $"""
                [Kernel] public static partial void Weights{i}(ReadOnlySpan<float> x, Span<float> y);
                static Row Weights{i}(Row x) => Exp({i % KernelsEach + 1} * x) / Sum(Exp({i % KernelsEach + 1} * x));
            """))}}
            public static int Width{{file}}(int width) { return width; }
        }
        """;
}
