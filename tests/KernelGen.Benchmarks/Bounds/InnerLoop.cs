using System.Text.RegularExpressions;

namespace KernelGen.Benchmarks.Bounds;

/// <summary>A loop with no way around any of its instructions.</summary>
/// <param name="Body">Its instructions, the jump included.</param>
/// <param name="Elements">Floats that one run through the body takes from, or puts into, a row.</param>
/// <param name="Lanes">Floats in its widest vectors.</param>
internal sealed partial record InnerLoop(string Method, IReadOnlyList<string> Body, int Elements, int Lanes)
{
    public double Vectors => (double)Elements / Lanes;

    /// <summary>The loop of these instructions; null if it is not one over whole vectors: the last, partly filled one takes masks.</summary>
    public static InnerLoop? Over(string method, IReadOnlyList<string> body)
    {
        var lanes = body.Any(line => line.Contains("zmm")) ? 16 : body.Any(line => line.Contains("ymm")) ? 8 : 0;
        // A vector loaded and stored again at one place counts once. The stack and constants are no rows.
        var elements = body.SelectMany(line => Operand().Matches(line)).DistinctBy(operand => operand.Value)
            .GroupBy(operand => operand.Groups["base"].Value)
            .Select(row => row.Sum(operand => Size(operand.Groups["size"].Value)))
            .DefaultIfEmpty().Max();
        return lanes > 0 && elements >= lanes && !body.Any(line => Partial().IsMatch(line)) ? new(method, [.. body], elements, lanes) : null;
    }

    /// <summary>How often an instruction occurs whose name begins so.</summary>
    public int Count(string prefix) => Body.Count(line => line.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>In the syntax of LLVM's assembler.</summary>
    public string ToAssembler()
    {
        var lines = Body.Select((line, i) => Target().Replace(ToAssembler(line), i == Body.Count - 1 ? " Loop" : " Out"));
        return ".intel_syntax noprefix\nLoop:\n" + string.Join('\n', lines) + "\n";
    }

    // The JIT writes constants, references and a few operands in ways of its own.
    private static string ToAssembler(string line)
    {
        line = Constant().Replace(line, "[rip + $1]").Replace("bword ptr", "qword ptr").Replace("gword ptr", "qword ptr");
        line = line.StartsWith("lea", StringComparison.Ordinal) ? line.Replace("qword ptr ", "") : line;
        line = Widening().Replace(line, match => $"{match.Groups["before"].Value}{(match.Groups["to"].Value == "z" ? "ymm" : "xmm")}{match.Groups["from"].Value}");
        line = Broadcast().Replace(line, "${before}xmm${from}");
        return UpperHalf().Replace(line, "$0, 1");
    }

    private static int Size(string name) => name switch { "zmm" => 16, "ymm" => 8, "xmm" => 4, _ => 0 };

    [GeneratedRegex(@"(?<size>[xyz]mm)word ptr \[(?<base>(?!rsp|rbp|rip|reloc)\w+)[^\]]*\]")]
    private static partial Regex Operand();

    [GeneratedRegex(@"\[reloc @?(\w+)\]")]
    private static partial Regex Constant();

    // A register that is read in half, or in its first lane, under its full name.
    [GeneratedRegex(@"^(?<before>(vcvtps2pd|vcvtdq2pd|vpmovsxdq) (?<to>[yz])mm\d+, )[yz]mm(?<from>\d+)$")]
    private static partial Regex Widening();

    [GeneratedRegex(@"^(?<before>(vbroadcasts|vpbroadcast)\w [yz]mm\d+, )[yz]mm(?<from>\d+)$")]
    private static partial Regex Broadcast();

    [GeneratedRegex(@"^call|^vmaskmov|^vmov\w+ .*\{k")]
    private static partial Regex Partial();

    [GeneratedRegex(@"^vextract[fi]128 \w+, \w+$")]
    private static partial Regex UpperHalf();

    [GeneratedRegex(@" (SHORT )?G_M\w+$")]
    private static partial Regex Target();
}
