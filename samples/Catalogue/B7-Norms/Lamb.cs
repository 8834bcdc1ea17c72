namespace Catalogue.Norms;

/// <summary>An Adam step for one layer, as long as the layer's own weights allow.</summary>
/// <paper number="164">Large Batch Optimization for Deep Learning: Training BERT in 76 minutes</paper>
public static partial class Lamb
{
    /// <passes>2 / 6</passes>
    [Kernel] public static partial void Step(ReadOnlySpan<float> w, ReadOnlySpan<float> m, ReadOnlySpan<float> v, ReadOnlySpan<float> g, float rate, float beta1, float beta2, float decay, float epsilon, float warm1, float warm2, Span<float> nextW, Span<float> nextM, Span<float> nextV);
    static (Row nextW, Row nextM, Row nextV) Step(Row w, Row m, Row v, Row g, Scalar rate, Scalar beta1, Scalar beta2, Scalar decay, Scalar epsilon, Scalar warm1, Scalar warm2)
    {
        var (nextM, nextV) = (beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * Square(g));
        var r = nextM / warm1 / (Sqrt(nextV / warm2) + epsilon) + decay * w;
        return (w - rate * Select(Norm(r) > 0, Norm(w) / Norm(r), 1) * r, nextM, nextV);
    }
}
