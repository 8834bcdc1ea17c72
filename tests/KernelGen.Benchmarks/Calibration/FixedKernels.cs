namespace KernelGen.Benchmarks.Calibration;

/// <summary>The same descriptions, each by one algorithm at all lengths.</summary>
internal static partial class FixedKernels
{
    [Kernel(nameof(Normalizers.Softmax), Algorithm = Algorithm.Reload)] public static partial void ReloadSoftmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Algorithm = Algorithm.Online)] public static partial void OnlineSoftmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Algorithm = Algorithm.TwoPass)] public static partial void TwoPassSoftmax(ReadOnlySpan<float> x, Span<float> y);
    [Kernel(nameof(Normalizers.Softmax), Algorithm = Algorithm.ThreePass)] public static partial void ThreePassSoftmax(ReadOnlySpan<float> x, Span<float> y);

    [Kernel(nameof(Normalizers.LogSumExp), Algorithm = Algorithm.Online)] public static partial float OnlineLogSumExp(ReadOnlySpan<float> x);
    [Kernel(nameof(Normalizers.LogSumExp), Algorithm = Algorithm.TwoPass)] public static partial float TwoPassLogSumExp(ReadOnlySpan<float> x);
    [Kernel(nameof(Normalizers.LogSumExp), Algorithm = Algorithm.ThreePass)] public static partial float ThreePassLogSumExp(ReadOnlySpan<float> x);
}
