using System.Reflection;
using System.Runtime.Intrinsics;
using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>What a kernel is called with, and where its results go: the parts that it does not take are left empty.</summary>
ref struct Arguments
{
    public ReadOnlySpan<float> X;
    public ReadOnlySpan<float> Second;
    public ReadOnlySpan<bool> Keep;
    public float Number;
    public int Label;
    public Span<float> Y;
    public float First;
    public float Other;
}

delegate void KernelCall(ref Arguments arguments);

/// <summary>All kernels of one algorithm at one width.</summary>
sealed record Variant(Type Class, Algorithm Algorithm, VectorWidth Width, IReadOnlyDictionary<string, KernelCall> Kernels)
{
    /// <summary>Every class that declares the kernels.</summary>
    public static readonly IReadOnlyList<Variant> Declared =
    [
        .. typeof(Variant).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IKernels))).OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (Variant)typeof(Variant).GetMethod(nameof(Of), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(t).Invoke(null, null)!),
    ];

    /// <summary>Those that this run tests.</summary>
    public static readonly IReadOnlyList<Variant> All = [.. Declared.Where(v => Scope.Covers(v.Width))];

    /// <summary>Those that are called in every way there is: all that this run tests, or the usual one where time is short.</summary>
    public static readonly IReadOnlyList<Variant> Tried = Scope.OneAlgorithm ? [Find(Algorithm.Auto, VectorWidth.Widest)] : All;

    /// <summary>The width that runs: the widest is that of the processor's widest vector.</summary>
    public VectorWidth Runs =>
        Width != VectorWidth.Widest ? Width
        : Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;

    public static Variant Find(Algorithm algorithm, VectorWidth width) => Declared.Single(v => v.Algorithm == algorithm && v.Width == width);

    public override string ToString() => $"{Algorithm} {Width}";

    static Variant Of<T>() where T : IKernels => new(typeof(T), T.Algorithm, T.Width, new Dictionary<string, KernelCall>
    {
        [nameof(T.Softmax)] = (ref a) => T.Softmax(a.X, a.Y),
        [nameof(T.SoftmaxWithTemperature)] = (ref a) => T.SoftmaxWithTemperature(a.X, a.Number, a.Y),
        [nameof(T.MaskedSoftmax)] = (ref a) => T.MaskedSoftmax(a.X, a.Keep, a.Y),
        [nameof(T.BiasedSoftmax)] = (ref a) => T.BiasedSoftmax(a.X, a.Second, a.Y),
        [nameof(T.SoftcapSoftmax)] = (ref a) => T.SoftcapSoftmax(a.X, a.Number, a.Y),
        [nameof(T.ScalableSoftmax)] = (ref a) => T.ScalableSoftmax(a.X, a.Number, a.Y),
        [nameof(T.AdaptiveTemperature)] = (ref a) => T.AdaptiveTemperature(a.X, a.Y),
        [nameof(T.Softpick)] = (ref a) => T.Softpick(a.X, a.Y),
        [nameof(T.StableMax)] = (ref a) => T.StableMax(a.X, a.Y),
        [nameof(T.SigmoidNormalized)] = (ref a) => T.SigmoidNormalized(a.X, a.Y),
        [nameof(T.SoftplusNormalized)] = (ref a) => T.SoftplusNormalized(a.X, a.Y),
        [nameof(T.Sparsemax)] = (ref a) => T.Sparsemax(a.X, a.Y),
        [nameof(T.Entmax15)] = (ref a) => T.Entmax15(a.X, a.Y),
        [nameof(T.LogSoftmax)] = (ref a) => T.LogSoftmax(a.X, a.Y),
        [nameof(T.LogSumExp)] = (ref a) => a.First = T.LogSumExp(a.X),
        [nameof(T.SoftmaxWithLogSumExp)] = (ref a) => T.SoftmaxWithLogSumExp(a.X, a.Y, out a.First),
        [nameof(T.Energy)] = (ref a) => a.First = T.Energy(a.X, a.Number),
        [nameof(T.CrossEntropy)] = (ref a) => a.First = T.CrossEntropy(a.X, a.Label),
        [nameof(T.CrossEntropyWithGradient)] = (ref a) => T.CrossEntropyWithGradient(a.X, a.Label, out a.First, a.Y),
        [nameof(T.SmoothedCrossEntropy)] = (ref a) => a.First = T.SmoothedCrossEntropy(a.X, a.Label, a.Number),
        [nameof(T.Entropy)] = (ref a) => a.First = T.Entropy(a.X),
        [nameof(T.KullbackLeibler)] = (ref a) => a.First = T.KullbackLeibler(a.X, a.Second),
        [nameof(T.BoltzmannMean)] = (ref a) => a.First = T.BoltzmannMean(a.X, a.Number),
        [nameof(T.MeanAndVariance)] = (ref a) => T.MeanAndVariance(a.X, out a.First, out a.Other),
        [nameof(T.Standardize)] = (ref a) => T.Standardize(a.X, a.Number, a.Y),
        [nameof(T.RmsNorm)] = (ref a) => T.RmsNorm(a.X, a.Second, a.Number, a.Y),
        [nameof(T.L2Normalize)] = (ref a) => T.L2Normalize(a.X, a.Y),
        [nameof(T.MinMaxScale)] = (ref a) => T.MinMaxScale(a.X, a.Y),
    });
}
