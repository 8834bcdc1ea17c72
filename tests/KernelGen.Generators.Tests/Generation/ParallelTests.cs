namespace KernelGen.Generators.Tests.Generation;

/// <summary>The half of a kernel that several threads are at: sound C# in safe code, and in words what they share.</summary>
public class ParallelTests
{
    [Theory]
    [InlineData("x", "t", "y", "n")]
    [InlineData("state", "part", "parts", "each")]
    [InlineData("from", "to", "work", "states")]
    [InlineData("rows", "row", "RowsWork", "length")]
    [InlineData("Workers", "IParts", "SweepWork", "WriteParts")]
    [InlineData("top", "topKeys", "topValues", "topIndices")]
    [InlineData("threshold", "thresholdKeys", "nucleus", "topKeys")]
    [InlineData("@event", "@in", "@class", "@float")]
    public void It_is_sound_and_safe_by_any_names(string x, string t, string y, string n)
    {
        var run = GeneratorHarness.Run<KernelGenerator>($$"""
            #pragma warning disable CS8981
            using KernelGen;
            using static KernelGen.RowMath;
            public static partial class Kernels
            {
                [Kernel(Parallel = true)] public static partial void Row(ReadOnlySpan<float> {{x}}, float {{t}}, Span<float> {{y}}, out float {{n}});
                static (Row {{y}}, Scalar {{n}}) Row(Row {{x}}, Scalar {{t}}) => (Normalizers.Entropy({{x}}) * Exp({{x}} * {{t}}) / Sum(Exp({{x}} * {{t}})), Variance({{x}}));
                [Kernel(Parallel = true)] public static partial void Rows(ReadOnlySpan<float> {{x}}, ReadOnlySpan<float> {{t}}, Span<float> {{y}}, [RowLength] int {{n}});
                static Row Rows(Row {{x}}, Scalar {{t}}) => Exp({{x}} * {{t}}) / Sum(Exp({{x}} * {{t}}));
                [Kernel(Parallel = true)] public static partial void Sparse(ReadOnlySpan<float> {{x}}, float {{t}}, Span<float> {{y}}, Span<float> {{n}});
                static (Row {{y}}, Row {{n}}) Sparse(Row {{x}}, Scalar {{t}}) => (Normalizers.Sparsemax({{x}} * {{t}}), Select(Nucleus({{x}}, {{t}}) <= {{x}}, {{x}}, 0));
                [Kernel(Parallel = true)] public static partial void Chosen(ReadOnlySpan<float> {{x}}, [RowLength] int {{n}}, Span<float> {{y}}, Span<int> {{t}});
                static (Row {{y}}, Row {{t}}) Chosen(Row {{x}}) { var it = TopK({{x}}); return (it.Values, it.Indices); }
            }
            """);
        run.AssertSound();
        Assert.Empty(run.Output.WithOptions(run.Output.Options.WithAllowUnsafe(false)).GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("(ReadOnlySpan<float> x, Span<float> y);", "Row F(Row x) => Normalizers.Softmax(x);", "the parts of a row of 131072 elements or more")]
    [InlineData("(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);", "Row F(Row x) => Normalizers.Softmax(x);", "the rows of a batch of 131072 elements or more|the parts of a row of 131072 elements or more")]
    [InlineData("(ReadOnlySpan<float> x, Span<float> y);", "Row F(Row x) => Normalizers.Sparsemax(x);", "the parts of a row of 131072 elements or more|not sweep 1 of a row, which finds a threshold")]
    [InlineData("(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);", "Row F(Row x) => TopK(x, 3).Values;", "the rows of a batch of 131072 elements or more|the parts of a row of 131072 elements or more")]
    public void What_is_shared_is_explained(string parameters, string description, string lines) =>
        Assert.Equal(lines.Split('|'), Described.Kernel($"[Kernel(Parallel = true)] public static partial void F{parameters}\nstatic {description}").Trace.Single(s => s.Name == "parallel").Lines);
}
