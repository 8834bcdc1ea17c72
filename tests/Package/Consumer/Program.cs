using System.IO.Compression;
using KernelGen;
using static KernelGen.RowMath;

var failed = 0;

// The kernels, on logits whose exponentials are far outside of float.
float[] x = [1000, 1001, 1002];
var y = new float[3];
Kernels.Softmax(x, y);
Check("Softmax of the catalogue", Close(y[0], 0.09003057f) && Close(y[1], 0.24472847f) && Close(y[2], 0.66524096f));
Check("LogSumExp returns a value", Close(Kernels.LogSumExp(x), 1002.4076f));
Kernels.Softpick([-1000, 0, 1000], y);
Check("a description of one's own", y is [0, 0, 1]);
Check("several results", Close(Kernels.Loss(x, 2, y), 0.407606f) && Close(y[2], 0.66524096f - 1));
var losses = new float[2];
Kernels.Losses([1000, 1001, 1002, 0, 0, 0], [2, 0], 3, losses);
Check("a batch", Close(losses[0], 0.407606f) && Close(losses[1], 1.0986123f));
float[] many = [.. Enumerable.Range(0, 1 << 18).Select(i => (float)(i % 7))], weights = new float[many.Length];
Kernels.Many(many, weights);
Check("several threads at a row", Math.Abs(weights.Sum(w => (double)w) - 1) < 1e-6);
Kernels.Rows(many, 1 << 10, weights);
Check("several threads at a batch", Math.Abs(weights.Sum(w => (double)w) - 256) < 1e-4);
Check("the description runs", Close((float)Kernels.Reference(x)[2], 0.66524096f));

// The package, file by file.
using (var package = ZipFile.OpenRead(args[0]))
{
    foreach (var file in new[]
    {
        "lib/net10.0/KernelGen.dll", "lib/net10.0/KernelGen.xml", "README.md",
        "analyzers/dotnet/cs/KernelGen.Generators.dll", "analyzers/dotnet/cs/KernelGen.Analyzers.dll", "analyzers/dotnet/cs/KernelGen.CodeFixes.dll",
    })
        Check($"the package holds {file}", package.GetEntry(file) is not null);
    Check("and no other assembly", package.Entries.Count(e => e.FullName.EndsWith(".dll", StringComparison.Ordinal)) == 4);
    using var nuspec = new StreamReader(package.GetEntry("KernelGen.nuspec")!.Open());
    var text = nuspec.ReadToEnd();
    Check("it depends on nothing", !text.Contains("<dependency ", StringComparison.Ordinal));
    Check("its licence is MIT", text.Contains("<license type=\"expression\">MIT</license>", StringComparison.Ordinal));
    Check("it is no development dependency", !text.Contains("developmentDependency", StringComparison.Ordinal));
}
return failed;

static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6f * Math.Max(1, Math.Abs(b));

void Check(string what, bool holds)
{
    Console.WriteLine($"{(holds ? "ok  " : "FAIL")} {what}");
    if (!holds) failed++;
}

internal static partial class Kernels
{
    [Kernel] public static partial void Softmax(ReadOnlySpan<float> x, Span<float> y);

    [Kernel] public static partial float LogSumExp(ReadOnlySpan<float> x);

    [Kernel] public static partial void Softpick(ReadOnlySpan<float> x, Span<float> y);
    private static Row Softpick(Row x) => Relu(Exp(x) - 1) / Sum(Abs(Exp(x) - 1));

    [Kernel] public static partial float Loss(ReadOnlySpan<float> logits, int label, Span<float> gradient);
    private static (Scalar, Row gradient) Loss(Row logits, Position label)
    {
        var z = RowMath.LogSumExp(logits);
        return (z - logits[label], Exp(logits - z) - Normalizers.OneHot(logits, label));
    }

    [Kernel] public static partial void Losses(ReadOnlySpan<float> logits, ReadOnlySpan<int> label, [RowLength] int classes, Span<float> loss);
    private static Scalar Losses(Row logits, Position label) => RowMath.LogSumExp(logits) - logits[label];

    [Kernel(nameof(Normalizers.Softmax), Parallel = true)] public static partial void Many(ReadOnlySpan<float> x, Span<float> y);

    [Kernel(nameof(Normalizers.Softmax), Parallel = true)] public static partial void Rows(ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);

    public static double[] Reference(float[] x) => Normalizers.Softmax(x).ToArray();
}
