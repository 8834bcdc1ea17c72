namespace KernelGen.Generators.Tests.Generation;

/// <summary>Kernels compile cleanly and run wherever a partial method can stand.</summary>
public class ContainingTypeTests
{
    private const string Softmax = "[Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);";

    private delegate float Check();

    [Theory]
    [InlineData("public static partial class Kernels { $ }", "Kernels")]
    [InlineData("namespace Deep.Inside { internal static partial class Kernels { $ } }", "Deep.Inside.Kernels")]
    [InlineData("namespace Flat; public partial class Kernels { $ }", "Flat.Kernels")]
    [InlineData("public partial class Kernels<T> where T : class { $ }", "Kernels<string>")]
    [InlineData("public partial class Outer<T> { public partial struct Inner<S> { internal partial class Kernels { $ } } }", "Outer<int>.Inner<int>.Kernels")]
    [InlineData("public partial record Kernels(int Size) { $ }", "Kernels")]
    [InlineData("public partial record struct Kernels { $ }", "Kernels")]
    [InlineData("public readonly partial struct Kernels { $ }", "Kernels")]
    [InlineData("public ref partial struct Kernels { $ }", "Kernels")]
    [InlineData("public partial interface Kernels { $ }", "Kernels")]
    [InlineData("public sealed partial class @class { $ }", "@class")]
    public void A_kernel_stands_in(string type, string name) => AssertRuns(type.Replace("$", Softmax), $"{name}.Softmax([1, 1, 1, 1], y);");

    [Theory]
    [InlineData("public partial class Kernels { [Kernel] public partial void Softmax(ReadOnlySpan<float> x, Span<float> y); }", "new Kernels().Softmax([1, 1, 1, 1], y);")]
    [InlineData("public partial class Kernels { [Kernel] internal static partial void Softmax(ReadOnlySpan<float> x, Span<float> y); }", "Kernels.Softmax([1, 1, 1, 1], y);")]
    [InlineData("public partial class Kernels { [Kernel] private static partial void Softmax(ReadOnlySpan<float> x, Span<float> y); public static void Open(float[] y) => Softmax([1, 1, 1, 1], y); }", "Kernels.Open(y);")]
    [InlineData("public partial class Kernels { [Kernel] public static partial void Softmax(in ReadOnlySpan<float> x, Span<float> y); }", "Kernels.Softmax([1, 1, 1, 1], y);")]
    [InlineData("public partial class Kernels { [Kernel] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, Span<float> y, float temperature = 2); }", "Kernels.SoftmaxWithTemperature([1, 1, 1, 1], y);")]
    [InlineData("public partial class Kernels { [Kernel] public static partial void SoftmaxWithTemperature(ReadOnlySpan<float> x, in float temperature, Span<float> y); }", "Kernels.SoftmaxWithTemperature([1, 1, 1, 1], 2, y);")]
    [InlineData("public partial class Kernels { [Kernel(nameof(Normalizers.Softmax))] public static partial void Weights(scoped ReadOnlySpan<float> x, scoped Span<float> y); }", "Kernels.Weights([1, 1, 1, 1], y);")]
    [InlineData("public abstract partial class Base { public abstract void Weights(ReadOnlySpan<float> x, Span<float> y); } public partial class Kernels : Base { [Kernel(nameof(Normalizers.Softmax))] public override partial void Weights(ReadOnlySpan<float> x, Span<float> y); }", "new Kernels().Weights([1, 1, 1, 1], y);")]
    public void A_kernel_may_be_declared(string declaration, string call) => AssertRuns(declaration, call);

    [Fact]
    public void Several_kernels_of_one_class_are_several_files()
    {
        var run = GeneratorHarness.Run<KernelGenerator>("""
            using KernelGen;
            namespace Catalogue;
            public static partial class Kernels
            {
                [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);
                [Kernel] public static partial float Entropy(ReadOnlySpan<float> x);
                public partial class Nested<T> { [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y); }
            }
            public static partial class Others { [Kernel] public static partial float Entropy(ReadOnlySpan<float> x); }
            """).AssertSound();
        Assert.Equal(["Catalogue.Kernels.Entropy.g.cs", "Catalogue.Kernels.Nested_T_.Softmax.g.cs", "Catalogue.Kernels.Softmax.g.cs", "Catalogue.Others.Entropy.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_description_may_stand_in_another_file_of_the_class()
    {
        var run = GeneratorHarness.Run<KernelGenerator>(
            "using KernelGen; public static partial class Kernels { [Kernel] public static partial float Own(ReadOnlySpan<float> x); public static float Run() => Own([1, 2, 3]); }",
            "using KernelGen; using static KernelGen.RowMath; static partial class Kernels { static Scalar Own(Row x) => Sum(x) + Other.Part(x); } static class Other { public static Scalar Part(Row x) => Max(x); }");
        run.AssertSound();
        Assert.Equal(9, run.Bind<Check>("Kernels", "Run")());
    }

    private static void AssertRuns(string declaration, string call)
    {
        var run = GeneratorHarness.Run<KernelGenerator>(
            $$"""
            using KernelGen;
            {{declaration}}
            """,
            $$"""
            #pragma warning disable CS8981
            {{(declaration.StartsWith("namespace Flat", StringComparison.Ordinal) ? "using Flat;" : "")}}
            public static class Caller { public static float Run() { var y = new float[4]; {{call}} return y[3]; } }
            """).AssertSound();
        Assert.Equal(0.25f, run.Bind<Check>("Caller", "Run")(), 1e-6f);
    }
}
