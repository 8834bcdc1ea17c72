using KernelGen.Testing;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure.SelfTests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot").FullName;
    private string Stem => Path.Combine(_folder, "Class.Method");
    private string Verified => $"{Stem}.verified.cs";
    private string Received => $"{Stem}.received.cs";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Match(string actual, bool accept = false) => Snapshot.Match(actual, Stem, "cs", accept);

    [Fact]
    public void A_snapshot_lies_beside_its_test() => Snapshot.Match("y = exp(x) / sum(exp(x))\n", extension: "txt");

    [Fact]
    public void The_first_run_fails_and_leaves_what_it_received()
    {
        Assert.Contains("No snapshot yet", Assert.Throws<XunitException>(() => Match("new")).Message);
        Assert.Equal("new\n", File.ReadAllText(Received));
    }

    [Fact]
    public void Success_deletes_what_was_received()
    {
        File.WriteAllText(Received, "old");
        File.WriteAllText(Verified, "same\n");
        Match("same");
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Line_ends_do_not_matter()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");
        Match("a\nb");
    }

    [Fact]
    public void A_mismatch_shows_the_lines()
    {
        File.WriteAllText(Verified, "a\nb\nc\n");
        var message = Assert.Throws<XunitException>(() => Match("a\nx\nc\n")).Message;
        Assert.Contains("  a\n- b\n+ x\n  c\n", message);
        Assert.Equal("a\nx\nc\n", File.ReadAllText(Received));
        Assert.Equal("a\nb\nc\n", File.ReadAllText(Verified));
    }

    [Fact]
    public void Accepting_replaces_the_snapshot()
    {
        File.WriteAllText(Received, "old");
        Match("new", accept: true);
        Assert.Equal("new\n", File.ReadAllText(Verified));
        Assert.False(File.Exists(Received));
        Match("new");
    }

    [Fact]
    public void A_mapped_path_finds_its_file() =>
        Assert.EndsWith("SnapshotTests.cs", SourcePath.Resolve("/_/tests/KernelGen.Generators.Tests/Infrastructure/SelfTests/SnapshotTests.cs"));

    [Fact]
    public void A_path_of_nothing_is_an_error() =>
        Assert.Throws<FileNotFoundException>(() => SourcePath.Resolve("/_/tests/Nowhere.cs"));

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc\n", "")]
    [InlineData("a\nb", "b", "@@ line 1\n- a\n  b\n")]
    [InlineData("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\n6\n7", "@@ line 4\n  4\n  5\n  6\n+ 7\n")]
    [InlineData("a\nb\nc\nd", "b\nc\nx\nd", "@@ line 1\n- a\n  b\n  c\n+ x\n  d\n")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9", "0\n1\n2\n3\n4\n5\n6\n7\n8\nx", "@@ line 0\n+ 0\n  1\n  2\n  3\n@@ line 6\n  6\n  7\n  8\n- 9\n+ x\n")]
    public void A_diff_shows_what_changed_and_three_lines_around(string expected, string actual, string diff) =>
        Assert.Equal(diff, LineDiff.Describe(expected, actual));
}
