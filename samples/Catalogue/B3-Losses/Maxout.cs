namespace Catalogue.Losses;

/// <summary>The largest of a unit's pieces, one row a piece.</summary>
/// <paper number="63">Maxout Networks</paper>
public static partial class Maxout
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Unit(ReadOnlySpan<float> z1, ReadOnlySpan<float> z2, ReadOnlySpan<float> z3, Span<float> y);
    static Row Unit(Row z1, Row z2, Row z3) => Max(Max(z1, z2), z3);
}
