using System.Text.RegularExpressions;
using KernelGen.Generators.Emission;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Journey;

/// <summary>
/// docs/journey.md shows what the compiler makes of two kernels. Each fenced block names what it holds, <c>```text Softmax.simplify</c>,
/// and is compared with it; <c>KERNELGEN_ACCEPT=1</c> writes the blocks anew.
/// </summary>
public partial class JourneyTests
{
    private static readonly Dictionary<string, CompiledKernel> Kernels = new()
    {
        ["Softmax"] = Described.Kernel("[Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);"),
        ["AdaptiveTemperature"] = Described.Kernel("[Kernel] public static partial void AdaptiveTemperature(ReadOnlySpan<float> x, Span<float> y);"),
    };

    [Fact]
    public void The_journey_is_what_the_compiler_does()
    {
        string path = PathOf("docs/journey.md"), text = File.ReadAllText(path).ReplaceLineEndings("\n");
        string actual = Blocks().Replace(text, block => $"```{block.Groups["language"].Value} {block.Groups["kernel"].Value}.{block.Groups["part"].Value}\n{Part(Kernels[block.Groups["kernel"].Value], block.Groups["part"].Value)}\n```");
        if (actual == text) return;
        if (Environment.GetEnvironmentVariable(Snapshot.AcceptVariable) != "1")
            throw new XunitException($"{path} differs (accept with {Snapshot.AcceptVariable}=1):\n{KernelGen.Testing.LineDiff.Describe(text, actual)}");
        File.WriteAllText(path, actual);
    }

    [Theory, InlineData("Softmax"), InlineData("AdaptiveTemperature")]
    public void The_journey_leaves_no_stage_out(string kernel)
    {
        var shown = Blocks().Matches(File.ReadAllText(PathOf("docs/journey.md"))).Where(b => b.Groups["kernel"].Value == kernel).Select(b => b.Groups["part"].Value);
        Assert.Equal([.. Kernels[kernel].Trace.Select(s => s.Name), "state"], shown);
    }

    private static string Part(CompiledKernel kernel, string part) =>
        part == "state" ? State(kernel.Source) : string.Join("\n", Explanation.Lines("", [kernel.Trace.Single(s => s.Name == part)]).Skip(1));

    // The struct of the first sweep, moved to the margin.
    private static string State(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n').ToList();
        int start = lines.FindIndex(l => l.TrimStart().StartsWith("private struct ", StringComparison.Ordinal));
        string indent = lines[start][..^lines[start].TrimStart().Length];
        int end = lines.IndexOf(indent + "}", start);
        return string.Join("\n", lines[start..(end + 1)].Select(l => l.Length > indent.Length ? l[indent.Length..] : ""));
    }

    private static string PathOf(string path, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(SourcePath.Resolve(here))!, "..", "..", "..", path);

    [GeneratedRegex("""```(?<language>\w+) (?<kernel>\w+)\.(?<part>\w+)\n(?<text>.*?)\n?```""", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
