namespace Catalogue.Selection;

/// <summary>A sparse code: the k largest activations, the others 0; when it is used, those above a threshold. Here over the row of a batch, flattened.</summary>
/// <paper number="47">BatchTopK Sparse Autoencoders</paper>
public static partial class BatchTopK
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Code(ReadOnlySpan<float> x, int k, Span<float> y);
    static Row Code(Row x, Position k) => Select(TopK(Relu(x), k).Mask, Relu(x), 0);

    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Inference(ReadOnlySpan<float> x, float threshold, Span<float> y);
    static Row Inference(Row x, Scalar threshold) => Select(x > threshold, x, 0);

    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Smallest(ReadOnlySpan<float> x, int k);
    static Scalar Smallest(Row x, Position k) => Min(Select(TopK(x, k).Values > 0, TopK(x, k).Values, -NegativeInfinity));
}
