using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace KernelGen.Benchmarks.Bounds;

/// <param name="Cycles">For one run through the loop, steadily repeated, with everything in the first-level cache.</param>
/// <param name="Throughput">The cycles that the busiest unit needs, were there nothing to wait for.</param>
/// <param name="Busiest">That unit, by the model's name for it; "dispatch" if it is the front end.</param>
internal sealed record Prediction(double Cycles, double Throughput, string Busiest)
{
    // Above the throughput by more than the ends of the simulation bring in.
    public string BoundBy => Cycles > 1.1 * Throughput ? "latency" : Busiest;
}

/// <summary>LLVM's model of processors: what a loop costs on one of them, whatever this machine is.</summary>
internal sealed partial class LlvmMca
{
    private const int Newest = 22, Oldest = 14, Iterations = 200;

    private readonly string _command;
    private readonly string _known;

    private LlvmMca(string command, string known) => (_command, _known) = (command, known);

    /// <summary>The newest that is installed; null if none is.</summary>
    public static LlvmMca? Find()
    {
        IEnumerable<string> commands = [.. Enumerable.Range(Oldest, Newest - Oldest + 1).Reverse().Select(version => $"llvm-mca-{version}"), "llvm-mca"];
        foreach (var command in commands)
            if (Execute(command, "", "-mcpu=help", "-mtriple=x86_64") is { } known)
                return new(command, known);
        return null;
    }

    public override string ToString() => _command;

    public bool Knows(string processor) => processor == "native" || Regex.IsMatch(_known, $@"^\s+{Regex.Escape(processor)} ", RegexOptions.Multiline);

    /// <summary>Null, after a remark, for a loop in which the JIT spells an instruction in a way that LLVM does not know.</summary>
    public Prediction? Predict(InnerLoop loop, string processor)
    {
        var output = Execute(_command, loop.ToAssembler(), "-mtriple=x86_64", $"-mcpu={processor}", $"-iterations={Iterations}")!;
        if (!Cycles().IsMatch(output))
        {
            Console.WriteLine($"# {_command} cannot read {loop.Method}: {output.ReplaceLineEndings(" ")}");
            return null;
        }
        return new(Number(Cycles().Match(output)) / Iterations, Number(Throughput().Match(output)), Busiest(output));
    }

    // "[3] - Zn4FP01" names a unit; the row under "per iteration" has their pressures in the same order.
    private static string Busiest(string output)
    {
        var names = Unit().Matches(output).Select(match => match.Groups[1].Value).ToList();
        var rows = output[output.IndexOf("Resource pressure per iteration:", StringComparison.Ordinal)..].Split('\n');
        var pressures = rows[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 0).ToList();
        var dispatch = Number(Operations().Match(output)) / Iterations / Number(DispatchWidth().Match(output));
        return dispatch >= pressures.Max() ? "dispatch" : names[pressures.IndexOf(pressures.Max())];
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static string? Execute(string command, string input, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            return process.StandardOutput.ReadToEnd() + errors.Result;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"Total Cycles:\s+(\d+)")]
    private static partial Regex Cycles();

    [GeneratedRegex(@"Total uOps:\s+(\d+)")]
    private static partial Regex Operations();

    [GeneratedRegex(@"Dispatch Width:\s+(\d+)")]
    private static partial Regex DispatchWidth();

    [GeneratedRegex(@"Block RThroughput:\s+([\d.]+)")]
    private static partial Regex Throughput();

    [GeneratedRegex(@"^\[\d+(?:\.\d+)?\]\s+- (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Unit();
}
