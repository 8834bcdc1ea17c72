namespace Catalogue.Losses;

/// <summary>Cross-entropy of cosines to fixed directions, given a feature's inner products with them and its norm.</summary>
/// <paper number="50">Equiangular Basis Vectors</paper>
/// <inferred>a cross-entropy with a temperature</inferred>
public static partial class EquiangularBasis
{
    /// <passes>1 / 2</passes>
    [Kernel] public static partial float Length(ReadOnlySpan<float> feature);
    static Scalar Length(Row feature) => Norm(feature);

    /// <passes>1 / 4</passes>
    [Kernel] public static partial float Loss(ReadOnlySpan<float> products, float norm, float temperature, int label, out int nearest);
    static (Scalar, Scalar nearest) Loss(Row products, Scalar norm, Scalar temperature, Position label) =>
        (-Log(Normalizers.Softmax(products / norm / temperature)[label]), ArgMax(products));
}
