using KernelGen.Numerics.Tests.Infrastructure;
using System.Reflection;

namespace KernelGen.Numerics.Tests.Selection;

delegate void PairOfRows(ReadOnlySpan<float> x, Span<float> values, Span<int> indices);
delegate void CountedRows(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices);
delegate int Sampler(ReadOnlySpan<float> x, float temperature, int k, float topP, float minP, int seed);
delegate int SeededIndex(ReadOnlySpan<float> x, int seed);
delegate void SeededRow(ReadOnlySpan<float> x, float temperature, int seed, Span<float> y);
delegate void Scoring(ReadOnlySpan<float> x, Span<float> logs, Span<int> indices, out float margin, out float entropy, out int best);
delegate void BiasedRows(ReadOnlySpan<float> x, ReadOnlySpan<float> bias, int k, Span<float> weights, Span<int> indices, Span<float> kept);
delegate void RowsBeside(ReadOnlySpan<float> x, int k, Span<float> values, Span<int> indices, Span<float> y);
delegate float PickingRow(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y);

/// <summary>The kernels of one algorithm at one width.</summary>
sealed record Chooser(
    Algorithm Algorithm, VectorWidth Width, PairOfRows Largest, CountedRows SoftmaxTopK, CountedRows TopKGate, Sampler SampleToken, SeededIndex GumbelMax, SeededRow GumbelSoftmax, Scoring Scores, BiasedRows Biased, RowsBeside Beside, PickingRow AtBest)
{
    public static readonly IReadOnlyList<Chooser> All =
    [
        .. typeof(Chooser).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IChoosers))).OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (Chooser)typeof(Chooser).GetMethod(nameof(Of), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(t).Invoke(null, null)!)
            .Where(c => Scope.Covers(c.Width)),
    ];

    public override string ToString() => $"{Algorithm} {Width}";

    static Chooser Of<T>() where T : IChoosers => new(T.Algorithm, T.Width, T.Largest, T.SoftmaxTopK, T.TopKGate, T.SampleToken, T.GumbelMax, T.GumbelSoftmax, T.Scores, T.Biased, T.Beside, T.AtBest);
}
