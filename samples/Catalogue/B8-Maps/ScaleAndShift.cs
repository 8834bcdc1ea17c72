namespace Catalogue.Maps;

/// <summary>A scale and a shift for every feature.</summary>
/// <paper number="98">Scaling &amp; Shifting Your Features: A New Baseline for Efficient Model Tuning</paper>
public static partial class ScaleAndShift
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Features(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> y);
    static Row Features(Row x, Row scale, Row shift) => scale * x + shift;
}
