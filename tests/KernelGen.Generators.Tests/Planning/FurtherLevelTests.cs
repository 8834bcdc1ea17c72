namespace KernelGen.Generators.Tests.Planning;

/// <summary>What cannot join a sweep gets its own: the kernel is made all the same, and its explanation names the term and the reason.</summary>
public class FurtherLevelTests
{
    [Theory]
    [InlineData("static Scalar Test(Row x, Row z) => Sum(Abs(Normalizers.Softmax(x) - Normalizers.Softmax(z))) / 2;", 2, "sum(abs(", "its terms may cancel")]
    [InlineData("static Scalar Test(Row x, Row z) { var p = Normalizers.Softmax(x); return Sum(Select(p > 0.1, z, 0)); }", 2, "select(", "its mask depends on sum")]
    [InlineData("static Scalar Test(Row x, Row z, Scalar a) => Sum(z * Pow(Normalizers.Softmax(x), a));", 2, "pow(", "it is not linear in sum")]
    [InlineData("static Scalar Test(Row x, Row z) => Sum(z * Normalizers.Softmax(Normalizers.Softmax(x)));", 2, "e^(", "its exponent depends on sum")]
    public void The_explanation_names_the_term_and_the_reason(string description, int sweeps, string term, string reason)
    {
        bool withScalar = description.Contains("Scalar a");
        var kernel = Described.Kernel($"[Kernel] public static partial float Test(ReadOnlySpan<float> x, ReadOnlySpan<float> z{(withScalar ? ", float a" : "")}); {description}");
        Assert.Equal(sweeps, kernel.Plan.Sweeps);
        string line = Assert.Single(kernel.Plan.Schedule.Reasons);
        Assert.Contains("needs a sweep of its own: ", line);
        Assert.Contains(term, line);
        Assert.Contains(reason, line);
        Assert.Contains(line, kernel.Trace.Single(s => s.Name == "accumulate").Lines);
    }
}
