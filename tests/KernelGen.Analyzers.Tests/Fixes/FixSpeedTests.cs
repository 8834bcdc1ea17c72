using System.Diagnostics;
using KernelGen.Analyzers.Tests.Bodies;
using KernelGen.Analyzers.Tests.Infrastructure;
using KernelGen.CodeFixes;
using KernelGen.Testing;

namespace KernelGen.Analyzers.Tests.Fixes;

/// <summary>No tests, for no machine is quiet: they print how many times as fast each fixed program is, and what becomes of NaN, as rows of the table of docs/rules/fixes.md.</summary>
public class FixSpeedTests
{
    private const int Length = 32768;

    [Theory(Explicit = true)]
    [MemberData(nameof(FixCases.Kernels), MemberType = typeof(FixCases))]
    public async Task How_much_faster_a_kernel_is(string name, string members)
    {
        string source = Code.Class(members);
        await Print(name, source, [await Programs.Fix<KernelFix>(source)]);
    }

    /// <summary>In place, and by the kernel that is offered above it, if one is.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(FixCases.Rewrites), MemberType = typeof(FixCases))]
    public async Task How_much_faster_a_rewrite_is(string name, string members)
    {
        string source = Code.Class(members), rewritten = await Programs.Fix<RewriteFix>(source);
        string described = await new FixRunner(new KernelFix(), null, Programs.Reported).FixOneByOne(source);
        await Print(name, source, described == source ? [rewritten, null] : [rewritten, described]);
    }

    private static async Task Print(string name, string source, string?[] changed)
    {
        var programs = await Task.WhenAll(changed.Prepend(source).OfType<string>().Select(async s => Programs.Load(await Programs.Compile(s, isSilent: false))));
        var random = new Random(11);
        float[] x = [.. Enumerable.Range(0, Length).Select(_ => (float)(8 * random.NextDouble()) - 4)], large = [.. x.Select(v => v * 50)];
        double[] times = Measure(programs, x);
        string[] cells = [name, $"{times[0]:0.0}", .. changed.SelectMany((c, i) => c is null ? ["", ""] : new[] { $"{times[i + 1]:0.0}", $"{times[0] / times[i + 1]:0.0}" }), string.Join(", ", programs.Select(p => Kind(p(large))))];
        TestContext.Current.TestOutputHelper!.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    /// <summary>Microseconds a call: of sixty rounds of ten calls, by turns, each program's shortest.</summary>
    private static double[] Measure(Func<float[], float[]>[] programs, float[] x)
    {
        Settled.By(() => { foreach (var program in programs) program(x); });
        double[] times = [.. programs.Select(_ => double.MaxValue)];
        for (int round = 0; round < 60; round++)
            for (int i = 0; i < programs.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < 10; k++) programs[i](x);
                times[i] = Math.Min(times[i], Stopwatch.GetElapsedTime(start).TotalMicroseconds / 10);
            }
        return times;
    }

    private static string Kind(float[] y) => y.Any(float.IsNaN) ? "NaN" : y.Any(float.IsInfinity) ? "∞" : "finite";
}
