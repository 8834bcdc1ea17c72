namespace KernelGen.Generators.Tests.Descriptions;

/// <summary>
/// Descriptions that are large, deep or endless cost a bounded time, and end in a kernel or in a refusal; the generator throws nothing. The
/// time limit is there for what would never end, not for what is slow.
/// </summary>
public class BoundedWorkTests
{
    private const int Limit = 180_000;

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["a thousand reductions"] = $"=> x * ({Join(" + ", 1000, i => $"Max({i} - x)")});",
        ["a thousand sums of one level"] = $"=> x / ({Join(" + ", 1000, i => $"Sum(Exp({i + 1} * x))")});",
        ["two hundred levels"] = $"{{ var t0 = Sum(x); {Join(" ", 200, i => $"var t{i + 1} = Max(Abs(x - t{i}));")} return x / t200; }}",
        ["nested exponentials"] = $"=> {Nested("Exp(", 100)};",
        ["nested shares"] = $"=> {Nested("Normalizers.Softmax(", 30)};",
        ["nested parentheses"] = $"=> {Nested("(", 200)};",
        ["two thousand terms"] = $"=> {Join(" + ", 2000, i => $"{i} * x")};",
        ["a product of a hundred shifted rows"] = $"=> x * Sum({Join(" * ", 100, i => $"(x - {i} * Mean(x))")});",
        ["products of sums that expand"] = $"=> x * Sum({Join(" * ", 12, i => $"(Exp(x) / Sum(Exp(x)) + Square(x) + {i})")});",
        ["doubling variables"] = $"{{ var t0 = x; {Join(" ", 60, i => $"var t{i + 1} = t{i} + t{i} * x;")} return t60 / Sum(t60); }}",
        ["doubling calls"] = "=> A(A(A(A(A(A(A(A(A(A(x))))))))));",
        ["a cycle of calls"] = "=> B(x);",
        ["a call of itself"] = "=> F(x) + 1;",
        ["powers of powers"] = $"=> {Join("", 40, _ => "Pow(")}x{Join("", 40, _ => ", 3)")};",
        ["huge constants"] = "=> 1e308 * x * 1e308 + 1.7976931348623157e308 - 4.9e-324 * x / 1e-308 + Pow(x, 1e300) + Exp(1e300 * x) / Sum(Exp(1e300 * x));",
        ["constants that are no numbers"] = "=> x * double.NaN + x / (double.PositiveInfinity * 0) + Exp(x * double.NegativeInfinity) / Sum(Exp(x - double.PositiveInfinity));",
        ["sums of constants"] = "=> x * Sum((Row)1) + Max((Row)(1 / 0.0)) + Sum(0 * x) + Product((Row)2) * ArgMax((Row)3);",
        ["a hundred selections"] = $"=> x * ({Join(" + ", 100, i => $"Sum(Exp(TopK({i + 1} * x, {i + 1}).Values))")});",
        ["selections of what selections have chosen"] = $"{{ var t0 = x; {Join(" ", 60, i => $"var t{i + 1} = t{i} - TopK(t{i}, 3).Values[2];")} return t60; }}",
        ["nested masks of selections"] = $"{{ var t0 = x; {Join(" ", 20, i => $"var t{i + 1} = Select(TopK(t{i}, {i + 1}).Mask, t{i}, 0);")} return t20; }}",
        ["running sums of running sums"] = $"=> x * Sum({Join("", 60, _ => "CumulativeSum(")}TopK(x, 5).Values{new string(')', 60)});",
        ["thresholds of thresholds"] = $"{{ var t0 = x; {Join(" ", 60, i => $"var t{i + 1} = Relu(t{i} - Threshold(t{i}, {i % 4 + 1}, 2));")} return t60; }}",
        ["two hundred seeds"] = $"=> x + {Join(" + ", 200, i => $"Gumbel({i})")};",
        ["huge counts and seeds"] = "=> x * Sum(TopK(x, 2147483647).Values) + Uniform(1e308) + Normal(double.NaN) + Gumbel(double.NegativeInfinity) - Threshold(x, 1e300, 1e-300);",
        ["hundreds of choices"] = $"=> {Join("", 120, i => $"Select(x > {i}, ")}x{Join("", 120, i => $", x * {i})")};",
        ["scalar conditions in each other"] = $"=> {Join("", 60, i => $"Sum(x) > {i} ? {i} * x : (")}x{new string(')', 60)};",
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory(Timeout = Limit), MemberData(nameof(Names))]
    public Task It_ends(string name) => Task.Run(() =>
    {
        var run = GeneratorHarness.Run<KernelGenerator>($$"""
            using KernelGen;
            using static KernelGen.RowMath;
            public static partial class Hostile
            {
                [Kernel] public static partial void F(ReadOnlySpan<float> x, Span<float> y);
                static Row F(Row x) {{Bodies[name]}}
                static Row A(Row x) => x * x + x + Exp(x) / Sum(Exp(x));
                static Row B(Row x) => C(x) * 2;
                static Row C(Row x) => B(x) + 1;
            }
            """);
        // A kernel, or a half that throws and says why.
        Assert.Single(run.Sources);
        Assert.DoesNotContain(run.OutputDiagnostics, d => d.Id != "CS8602");
    }, TestContext.Current.CancellationToken);

    private static string Join(string separator, int count, Func<int, string> part) => string.Join(separator, Enumerable.Range(0, count).Select(part));

    private static string Nested(string opening, int depth) => $"{string.Concat(Enumerable.Repeat(opening, depth))}x{new string(')', depth)}";
}
