namespace KernelGen.Generators.Tests.Generation;

/// <summary>Any legal name will do for a parameter: keywords, and the names that generated code likes for itself.</summary>
public class NamingTests
{
    private delegate float Check();

    [Theory]
    [InlineData("@event", "@in")]
    [InlineData("@class", "@float")]
    [InlineData("sum", "max")]
    [InlineData("state", "start")]
    [InlineData("count", "length")]
    [InlineData("i", "end")]
    [InlineData("anchor", "left")]
    [InlineData("x", "xRow")]
    [InlineData("xRow", "x")]
    [InlineData("xLanes", "x")]
    [InlineData("Block", "KeepUpTo")]
    [InlineData("sweep", "part")]
    [InlineData("Sweep", "Anchor")]
    [InlineData("inside", "e")]
    [InlineData("t", "mean")]
    [InlineData("inverse", "scale")]
    [InlineData("Math", "Vector256")]
    [InlineData("Spans", "MemoryMarshal")]
    [InlineData("VectorMath", "Anchored")]
    [InlineData("Run", "Accumulate")]
    [InlineData("Alone", "Unstored")]
    [InlineData("value", "field")]
    [InlineData("yield", "await")]
    [InlineData("größe", "y_1")]
    public void A_row_a_scalar_and_a_destination_may_be_named(string first, string second)
    {
        AssertRuns($"ReadOnlySpan<float> {first}, float {second}, Span<float> y", $"Row {first}, Scalar {second}", $"Exp({first} * {second}) / Sum(Exp({first} * {second}))", "[1, 1, 1, 1], 2, y");
        AssertRuns($"ReadOnlySpan<float> z, float a, Span<float> {first}", "Row z, Scalar a", "Exp(z * a) / Sum(Exp(z * a))", "[1, 1, 1, 1], 2, y");
        AssertRuns($"ReadOnlySpan<float> {first}, ReadOnlySpan<float> {second}, Span<float> y", $"Row {first}, Row {second}", $"Exp({first} - {second}) / Sum(Exp({first} - {second}))", "[1, 1, 1, 1], [2, 2, 2, 2], y");
        AssertRuns($"ReadOnlySpan<float> {first}, int {second}, Span<float> y", $"Row {first}, Position {second}", $"Exp({first}) / Sum(Exp({first})) + 0 * {first}[{second}]", "[1, 1, 1, 1], 2, y");
    }

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
