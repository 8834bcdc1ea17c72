using System.Text;
using KernelGen.Generators.Tests.Infrastructure;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Generators.Tests.Incrementality;

/// <summary>An edit that leaves a kernel's own text alone may change what it means. Then it is generated anew, as by a generator without a memory.</summary>
public class MeaningTests
{
    private const string Kernel = "Test.cs", Helpers = "Test1.cs", Usings = "Test2.cs", Alias = "Test3.cs";

    private static readonly string[] Sources =
    [
        """
        using static Math.Helpers;
        public static partial class Kernels
        {
            [Kernel] public static partial void Weights(ReadOnlySpan<float> x, Span<float> y);
            static Row Weights(Row x) { var s = Scaled(x); return Shape(s) / Sum(Shape(s)); }

            [Kernel] public static partial void Picked(ReadOnlySpan<float> x, Span<float> y);

            [Kernel(Names.Described)] public static partial void Named(ReadOnlySpan<float> x, Span<float> y);
            static Row First(Row x) => Exp(x) - 1;
            static Row Second(Row x) => Exp(x) - 2;

            [K(nameof(First)), Mark] public static partial void Aliased(Vector x, Span<float> y);
        }
        """,
        """
        namespace Math;
        public static class Helpers
        {
            public const double Factor = 2;
            public static Row Scaled(Row x) => Factor * x;
            public static Row Shape(Row x)
            {
        #pragma warning disable CS0168
                return Inner(x);
            }
            private static Row Inner(Row x) => Exp(x);
        }
        """,
        """
        global using KernelGen;
        global using static KernelGen.RowMath;
        global using K = KernelGen.KernelAttribute;
        global using Vector = System.ReadOnlySpan<float>;
        """,
        """
        public static class Names { public const string Described = "First"; }
        public sealed class MarkAttribute : System.Attribute;
        public class Orders(int count)
        {
            public string Text(int[] prices)
            {
                int total = 0, largest = 0;
                foreach (int price in prices)
                {
                    total += price * count;
                    if (price > largest) { largest = price; }
                }
                return $"{total}" + (largest > 100 ? " much" : " little") + new string('.', prices.Length % 3);
            }
            public int Half => count / 2;
            public int Third { get { var third = count / 3; return third; } }
        }
        public static partial class Kernels { static Row Picked(Row x) => x / Sum(Abs(x)); }
        """,
    ];

    [Theory]
    [InlineData(Helpers, "=> Exp(x)", "=> Exp2(x)", "the body of a helper's helper")]
    [InlineData(Helpers, "return Inner(x)", "return Inner(2 * x)", "a body that holds a directive")]
    [InlineData(Helpers, "Factor = 2", "Factor = 3", "a constant")]
    [InlineData(Helpers, "Scaled(Row x)", "Scaled(Scalar x)", "a helper's parameter")]
    [InlineData(Helpers, "Row Inner(Row x) => Exp(x);", "Row Inner(Row x) => E\\u0078p2(x); static Row Exp2(Row x) => x;", "a name that is spelled in escapes")]
    [InlineData(Helpers, "namespace Math;", "namespace Mathematics;", "a namespace")]
    [InlineData(Usings, "global using static KernelGen.RowMath;", "", "a global using")]
    [InlineData(Usings, "K = KernelGen.KernelAttribute", "K = MarkAttribute", "what an alias of the attribute stands for")]
    [InlineData(Usings, "System.ReadOnlySpan<float>", "System.ReadOnlySpan<bool>", "what an alias of a type stands for")]
    [InlineData(Alias, "\"First\"", "\"Second\"", "the name of a description, by a constant")]
    [InlineData(Kernel, "Exp(x) - 1", "Exp(x) - 3", "a description that a constant names")]
    [InlineData(Alias, "Picked(Row x) => x / Sum(Abs(x))", "Picked(Row x) => x / Sum(x * x)", "a description in another part of the class")]
    [InlineData(Alias, "static Row Picked(Row x)", "static Row Picking(Row x)", "the name of a description")]
    [InlineData(Alias, "public static partial class Kernels", "public static class Kernels", "the other part of the class")]
    [InlineData(Alias, "public sealed class Mark", "namespace KernelGen { public sealed class KernelAttribute : System.Attribute; } public sealed class Mark", "another attribute of the same name")]
    [InlineData(Alias, "public static class Names", "int Scaled = 1; public static class Names", "a variable of a program, which hides what is global")]
    [InlineData(Alias, "=> x / Sum(Abs(x)); }", "=> x / Sum(Abs(x)); } static class More { static void Sum() { } ", "a brace that is not closed")]
    public void An_edit_of_another_file_is_seen(string file, string from, string to, string what)
    {
        var project = new WarmProject(Sources);
        Assert.Equal(4, project.Sources.Count);
        var before = project.Sources;
        project.Edit(file, from, to);
        Assert.Equal(project.ColdSources, project.Sources);
        if (what is not ("a variable of a program, which hides what is global" or "a brace that is not closed")) Assert.False(before.SequenceEqual(project.Sources), $"{what} should matter, or this test shows nothing");
    }

    /// <summary>What is declared still holds, and is not all: the rest is held against it, whether the description was so from the start or is edited.</summary>
    [Theory]
    [InlineData(".Indices", ".Values", "KG0004")]
    [InlineData("Sum(TopK(x, 3).Values)", "Sum(TopK(x).Values)", "KG0004")]
    [InlineData("TopK(x, k).Indices", "(TopK(x, k).Indices, x)", "does not compile")]
    [InlineData("TopK(x, k)", "TopK(z, k)", "does not compile")]
    [InlineData("TopK(x, k)", "TopK(x, -1)", "KG0006")]
    public void A_description_that_no_kernel_can_be_made_of_gets_a_stub(string from, string to, string reason)
    {
        var project = new WarmProject("""
            using KernelGen;
            using static KernelGen.RowMath;
            public static partial class Kernels
            {
                [Kernel] public static partial void Chosen(ReadOnlySpan<float> x, int k, Span<int> y);
                static Row Chosen(Row x, Position k) => TopK(x, k).Indices;
                [Kernel] public static partial float Total(ReadOnlySpan<float> x);
                static Scalar Total(Row x) => Sum(TopK(x, 3).Values);
            }
            """);
        var before = project.Sources;
        Assert.Equal(2, before.Count);
        Assert.DoesNotContain(before.Values, s => s.Contains("NotSupportedException"));
        string stub = Assert.Single(project.Edit(Kernel, from, to).Sources.Values, s => s.Contains("NotSupportedException"));
        Assert.Contains(reason, stub, StringComparison.Ordinal);
        Assert.Equal(project.ColdSources, project.Sources);
        Assert.Equal(before, project.Edit(Kernel, to, from).Sources);
    }

    [Fact]
    public void A_helper_whose_name_is_spelled_in_escapes_is_reached()
    {
        var project = new WarmProject(Sources);
        project.Edit(Helpers, "=> Exp(x);", "=> Inn\\u0065rmost(x); private static Row Innermost(Row x) => Exp(x);");
        var before = project.Sources;
        project.Edit(Helpers, "Innermost(Row x) => Exp(x)", "Innermost(Row x) => Exp2(x)");
        Assert.NotEqual(before, project.Sources);
        Assert.Equal(project.ColdSources, project.Sources);
    }

    [Fact]
    public void A_directive_in_a_body_holds_beyond_it()
    {
        var project = new WarmProject([.. Sources, """
            namespace Math;
            static class Halves
            {
                static int Open()
                {
            #if true
                    return 1;
                }
                public const int First = 1;
            #else
                public const int Factor = 1;
            #endif
            }
            """]);
        project.Edit(Helpers, "Factor * x", "Halves.Factor * x");
        var before = project.Sources;
        project.Edit("Test4.cs", "#if true", "");
        Assert.NotEqual(before, project.Sources);
        Assert.Equal(project.ColdSources, project.Sources);
    }

    [Fact]
    public void A_file_that_goes_and_comes_is_seen()
    {
        var project = new WarmProject(Sources);
        var before = project.Sources;
        var helpers = project.Compilation.SyntaxTrees.Single(t => t.FilePath == Helpers);
        project.Change(c => c.RemoveSyntaxTrees(helpers));
        Assert.NotEqual(before, project.Sources);
        Assert.Equal(project.ColdSources, project.Sources);
        Assert.Equal(before, project.Change(c => c.AddSyntaxTrees(helpers)).Sources);
    }

    [Fact]
    public void A_reference_that_goes_is_seen()
    {
        var project = new WarmProject(Sources);
        project.Change(c => c.RemoveReferences(c.References.Single(r => r.Display!.EndsWith("KernelGen.dll", StringComparison.Ordinal))));
        Assert.Empty(project.Sources);
    }

    [Fact]
    public void Other_symbols_of_the_preprocessor_are_seen()
    {
        var project = new WarmProject([.. Sources.Select(s => s.Replace("Factor = 2;", "Factor =\n#if WIDE\n4;\n#else\n2;\n#endif"))]);
        var before = project.Sources;
        project.Change(c => c.SyntaxTrees.Aggregate(c, (all, tree) => all.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.GetText(), TestCompilation.ParseOptions.WithPreprocessorSymbols("WIDE"), tree.FilePath))));
        Assert.NotEqual(before, project.Sources);
        Assert.Equal(project.ColdSources, project.Sources);
    }

    /// <summary>Whatever is typed, deleted or moved: the outcome is that of a generator without a memory.</summary>
    [Fact]
    public void Random_edits_leave_what_a_cold_run_makes()
    {
        var random = new Random(20260114);
        var project = new WarmProject(Sources);
        var start = project.Compilation;
        int rebound = 0, spared = 0;
        for (int edit = 0; edit < 250; edit++)
        {
            // Back to what compiles now and then: of what does not, all is soon the same.
            if (random.Next(3) == 0) project.Change(_ => start);
            var edited = project.Compilation.SyntaxTrees[random.Next(project.Compilation.SyntaxTrees.Length)];
            project.Change(c => c.ReplaceSyntaxTree(edited, edited.WithChangedText(SourceText.From(RandomEdit.Of(edited.ToString(), random), Encoding.UTF8))));
            if (project.Work.Bound < project.Sources.Count) spared++;
            else rebound++;
            Assert.Equal(project.ColdSources, project.Sources);
        }
        Assert.True(rebound > 50 && spared > 25, $"{rebound} edits bound all kernels, {spared} some or none");
    }
}
