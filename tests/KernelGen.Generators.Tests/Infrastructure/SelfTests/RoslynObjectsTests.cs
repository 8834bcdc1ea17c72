using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Generators.Tests.Infrastructure.SelfTests;

public class RoslynObjectsTests
{
    private static readonly CSharpCompilation Compilation = TestCompilation.Create("class C { int F() => 1 + 2; }");
    private static readonly SyntaxTree Tree = Compilation.SyntaxTrees[^1];
    private static readonly INamedTypeSymbol Symbol = Compilation.GetTypeByMetadataName("C")!;

    public static TheoryData<string, object?> Held => new()
    {
        { "symbol", Symbol },
        { "tree", Tree },
        { "node", Tree.GetRoot(TestContext.Current.CancellationToken) },
        { "token", Tree.GetRoot(TestContext.Current.CancellationToken).GetFirstToken() },
        { "compilation", Compilation },
        { "model", Compilation.GetSemanticModel(Tree) },
        { "location", Symbol.Locations[0] },
        { "reference", Symbol.DeclaringSyntaxReferences[0] },
        { "reference derived outside the compiler", new OwnReference() },
        { "operation", Operation() },
        { "text", Tree.GetText(TestContext.Current.CancellationToken) },
        { "closure", (Func<string>)Symbol.ToString! },
        { "base class field", new Derived(Symbol) },
        { "boxed in a struct in an array", new (int, object)[] { (1, Symbol) } },
        { "value of a dictionary", new Dictionary<string, object> { ["a"] = Symbol } },
    };

    [Theory]
    [MemberData(nameof(Held))]
    public void It_is_found(string what, object? value) => Assert.True(RoslynObjects.FindPath(new { value }) is not null, what);

    [Fact]
    public void Plain_data_is_none()
    {
        var cycle = new object[] { "text", 1.5, 2m, null!, null! };
        cycle[4] = cycle;
        Assert.Null(RoslynObjects.FindPath(new { cycle, Span = new TextSpan(1, 2), Kind = SpecialType.System_Single, Type = typeof(SyntaxNode) }));
    }

    [Fact]
    public void The_path_uses_the_names_of_properties() =>
        Assert.Matches(@"^Derived\.Kept is a \w+Symbol$", RoslynObjects.FindPath(new Derived(Symbol)));

    private static IOperation? Operation()
    {
        var method = Tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().First(node => node.RawKind == (int)SyntaxKind.AddExpression);
        return Compilation.GetSemanticModel(Tree).GetOperation(method, TestContext.Current.CancellationToken);
    }

    private sealed class OwnReference : SyntaxReference
    {
        public override SyntaxTree SyntaxTree => throw new NotSupportedException();
        public override TextSpan Span => default;
        public override SyntaxNode GetSyntax(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private class Base(object kept)
    {
        private object Kept { get; } = kept;
        public override string ToString() => $"{Kept}";
    }

    private sealed class Derived(object kept) : Base(kept);
}
