namespace Catalogue.Gating;

/// <summary>A gate by ReLU, with the load-balanced penalty that keeps it sparse and the number of experts it opens.</summary>
/// <paper number="52">ReMoE: Fully Differentiable Mixture-of-Experts with ReLU Routing</paper>
public static partial class ReluRouting
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial void Gate(ReadOnlySpan<float> x, Span<float> y);
    static Row Gate(Row x) => Relu(x);

    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Penalty(ReadOnlySpan<float> x, ReadOnlySpan<float> load, out int open);
    static (Scalar, Scalar open) Penalty(Row x, Row load) => (Dot(load, Relu(x)), Count(x > 0));
}
