namespace Catalogue.Maps;

/// <summary>A gain on what passes a threshold, soft while training, hard afterwards.</summary>
/// <paper number="115">Dopamine: Brain Modes, Not Brains</paper>
/// <inferred>the hard form</inferred>
public static partial class DopamineGate
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Soft(ReadOnlySpan<float> x, float gain, float threshold, float temperature, Span<float> y);
    static Row Soft(Row x, Scalar gain, Scalar threshold, Scalar temperature) => gain * x * Sigmoid((x - threshold) / temperature);

    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Hard(ReadOnlySpan<float> x, float gain, float threshold, Span<float> y);
    static Row Hard(Row x, Scalar gain, Scalar threshold) => Select(x > threshold, gain * x, 0);
}
