namespace Catalogue.Selection;

/// <summary>Each positive against the negatives alone, so that positives do not compete: log(e^s + Σ e^negatives) − s.</summary>
/// <paper number="46">Dual-Encoders for Extreme Multi-Label Classification</paper>
public static partial class DualEncoders
{
    /// <passes>2 / 3</passes>
    [Kernel] public static partial void Decoupled(ReadOnlySpan<float> x, ReadOnlySpan<bool> positive, Span<float> y);
    static Row Decoupled(Row x, Mask positive) =>
        Select(positive, LogAddExp(x, Normalizers.LogSumExp(Select(positive, NegativeInfinity, x))) - x, 0);
}
