namespace Catalogue.Weights;

/// <summary>The classes of other tasks are removed, or damped by a finite penalty.</summary>
/// <paper number="66">Revisiting Softmax Masking for Stability in Continual Learning</paper>
/// <inferred>the mask value, −∞ or finite</inferred>
public static partial class ContinualMasking
{
    /// <passes>2 / 4</passes>
    [Kernel] public static partial void Weights(ReadOnlySpan<float> x, ReadOnlySpan<bool> own, float penalty, Span<float> y);
    static Row Weights(Row x, Mask own, Scalar penalty) => Normalizers.Softmax(x + Select(own, 0, penalty));
}
