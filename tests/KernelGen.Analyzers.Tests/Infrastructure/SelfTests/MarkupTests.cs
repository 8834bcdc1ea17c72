using Microsoft.CodeAnalysis.Text;

namespace KernelGen.Analyzers.Tests.Infrastructure.SelfTests;

public class MarkupTests
{
    [Fact]
    public void Marks_are_removed_and_remembered()
    {
        var (source, marks) = Markup.Parse("a {|KG0001:b {|KG0002:c|}|} d{|KG0003:|}");
        Assert.Equal("a b c d", source);
        Assert.Equal([new("KG0001", new TextSpan(2, 3)), new("KG0002", new TextSpan(4, 1)), new("KG0003", new TextSpan(7, 0))], marks);
    }

    [Theory]
    [InlineData("no marks, { x | y } or {| z")]
    [InlineData("a {|KG0001:b {|KG0002:c|}|} d{|KG0003:|}")]
    [InlineData("{|KG0002:{|KG0001:a|} b|}{|KG0003:c|}")]
    public void Render_undoes_parse(string markup)
    {
        var (source, marks) = Markup.Parse(markup);
        Assert.Equal(markup, Markup.Render(source, marks));
    }

    [Theory]
    [InlineData("a |} b")]
    [InlineData("{|KG0001: a")]
    public void Unbalanced_marks_are_an_error(string markup) => Assert.Throws<FormatException>(() => Markup.Parse(markup));
}
