namespace Catalogue.Losses;

/// <summary>How near the other clusters are to one, over a row of cosines of cluster centres. The author's own zeroed diagonal and 1e-10 stay.</summary>
/// <paper number="105">NBC-Softmax : Darkweb Author fingerprinting and migration tracking</paper>
public static partial class NbcSoftmax
{
    /// <passes>1 / 3</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> cosines, int own, float tau);
    static Scalar Loss(Row cosines, Position own, Scalar tau) => Log(Sum(Exp(tau * Select(cosines.Positions == own, 0, cosines))) + 1e-10);
}
