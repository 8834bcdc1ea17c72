namespace KernelGen.Generators.Tests.Generation;

/// <summary>The half of a kernel of batches: sound C# in safe code, its shapes in words, and one method that each row is a call of.</summary>
public class BatchTests
{
    private static readonly Lazy<GeneratorRun> Run = new(() => GeneratorHarness.Run<KernelGenerator>("""
        using KernelGen;
        using static KernelGen.RowMath;
        public static partial class Kernels
        {
            [Kernel] public static partial void Gate(
                ReadOnlySpan<float> x, [Broadcast] ReadOnlySpan<float> bias, ReadOnlySpan<int> label, float t, int k, [RowLength] int n, Span<float> weights, Span<int> experts, Span<float> loss, Span<float> y);
            static (Row weights, Row experts, Scalar loss, Row y) Gate(Row x, Row bias, Position label, Scalar t, Position k)
            {
                var top = TopK(x + bias, k);
                return (Normalizers.Softmax(top.Values), top.Indices, LogSumExp(x) - x[label], Exp(x / t) / Sum(Exp(x / t)));
            }
        }
        """));

    [Fact]
    public void It_is_sound_and_safe()
    {
        Run.Value.AssertSound();
        Assert.Empty(Run.Value.Output.WithOptions(Run.Value.Output.Options.WithAllowUnsafe(false)).GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Fact]
    public void The_shapes_are_in_its_documentation()
    {
        foreach (string comment in new[] { "// ", "/// " })
        {
            Assert.Contains($"{comment}batch      x, y: rows of n elements\n", Run.Value.Source);
            Assert.Contains($"{comment}           bias: one row, for all rows\n", Run.Value.Source);
            Assert.Contains($"{comment}           label, loss: one number for each row\n", Run.Value.Source);
            Assert.Contains($"{comment}           weights, experts: k elements for each row\n", Run.Value.Source);
        }
    }

    [Fact]
    public void The_derivation_is_that_of_one_row() =>
        Assert.Equal(Described.Kernel("[Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);").Trace.SelectMany(s => s.Lines.Prepend(s.Name)),
            Described.Kernel("[Kernel] public static partial void Softmax(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);").Trace.SkipLast(1).SelectMany(s => s.Lines.Prepend(s.Name)));
}
