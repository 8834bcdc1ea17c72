namespace Catalogue.Losses;

/// <summary>How far a step may go before a complex zero of the partition function: π over the spread of the slopes.</summary>
/// <paper number="4">Ghosts of Softmax: Complex Singularities That Limit Safe Step Sizes in Cross-Entropy</paper>
public static partial class GhostRadius
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Radius(ReadOnlySpan<float> slopes, float step, out float ratio);
    static (Scalar, Scalar ratio) Radius(Row slopes, Scalar step)
    {
        var radius = Math.PI / (Max(slopes) - Min(slopes));
        return (radius, step / radius);
    }
}
