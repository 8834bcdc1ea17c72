namespace KernelGen.Generators.Tests.Generation;

/// <summary>Any legal name will do for a parameter: keywords, and the names that generated code likes for itself.</summary>
public class NamingTests
{
    private const string Generated = "generated code uses this name for itself";

    private delegate float Check();

    [Theory]
    [InlineData("@event", "@in")]
    [InlineData("@class", "@float")]
    [InlineData("sum", "max", Generated)]
    [InlineData("state", "start", Generated)]
    [InlineData("count", "length", Generated)]
    [InlineData("i", "end", Generated)]
    [InlineData("anchor", "left", Generated)]
    [InlineData("x", "xRow", Generated)]
    [InlineData("xRow", "x", Generated)]
    [InlineData("xLanes", "x")]
    [InlineData("Block", "KeepUpTo", Generated)]
    [InlineData("sweep", "part", Generated)]
    [InlineData("Sweep", "Anchor", Generated)]
    [InlineData("inside", "e", Generated)]
    [InlineData("t", "mean")]
    [InlineData("inverse", "scale")]
    [InlineData("Math", "Vector256", Generated)]
    [InlineData("Spans", "MemoryMarshal", Generated)]
    [InlineData("VectorMath", "Anchored", Generated)]
    [InlineData("Run", "Accumulate", Generated)]
    [InlineData("value", "field")]
    [InlineData("yield", "await")]
    [InlineData("größe", "y_1")]
    public void A_row_a_scalar_and_a_destination_may_be_named(string first, string second, string? pending = null) => Pending.Until(pending, () =>
    {
        AssertRuns($"ReadOnlySpan<float> {first}, float {second}, Span<float> y", $"Row {first}, Scalar {second}", $"Exp({first} * {second}) / Sum(Exp({first} * {second}))", "[1, 1, 1, 1], 2, y");
        AssertRuns($"ReadOnlySpan<float> z, float a, Span<float> {first}", "Row z, Scalar a", "Exp(z * a) / Sum(Exp(z * a))", "[1, 1, 1, 1], 2, y");
        AssertRuns($"ReadOnlySpan<float> {first}, ReadOnlySpan<float> {second}, Span<float> y", $"Row {first}, Row {second}", $"Exp({first} - {second}) / Sum(Exp({first} - {second}))", "[1, 1, 1, 1], [2, 2, 2, 2], y");
        AssertRuns($"ReadOnlySpan<float> {first}, int {second}, Span<float> y", $"Row {first}, Position {second}", $"Exp({first}) / Sum(Exp({first})) + 0 * {first}[{second}]", "[1, 1, 1, 1], 2, y");
    });

    private static void AssertRuns(string parameters, string inputs, string description, string arguments)
    {
        var run = GeneratorHarness.Run<KernelGenerator>($$"""
            #pragma warning disable CS8981
            using KernelGen;
            using static KernelGen.RowMath;
            public static partial class Kernels
            {
                [Kernel] public static partial void Own({{parameters}});
                static Row Own({{inputs}}) => {{description}};
                public static float Run() { var y = new float[4]; Own({{arguments}}); return y[3]; }
            }
            """);
        run.AssertCompiles();
        Assert.Equal(0.25f, run.Bind<Check>("Kernels", "Run")(), 1e-6f);
    }
}
