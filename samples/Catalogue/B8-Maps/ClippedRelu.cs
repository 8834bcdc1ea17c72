namespace Catalogue.Maps;

/// <summary>What a memory fault could have made of an activation, too large or NaN, is 0.</summary>
/// <paper number="124">ProAct: Progressive Training for Hybrid Clipped Activation Function to Enhance Resilience of DNNs</paper>
/// <inferred>the function between its bounds</inferred>
public static partial class ClippedRelu
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Activation(ReadOnlySpan<float> x, float limit, Span<float> y);
    static Row Activation(Row x, Scalar limit) => Select((0 <= x) & (x <= limit), x, 0);
}
