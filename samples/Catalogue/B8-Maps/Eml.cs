namespace Catalogue.Maps;

#pragma warning disable KG1001 // The operator is e^x − log y, and grows so.

/// <summary>e^x − log y, from which trees make every elementary function: eml(1, eml(eml(1, x), 1)) is log x, and the compiler finds that out.</summary>
/// <paper number="113">All elementary functions from a single binary operator</paper>
public static partial class Eml
{
    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Node(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z);
    static Row Node(Row x, Row y) => Exp(x) - Log(y);

    /// <passes>1 / 1</passes>
    [Kernel] public static partial void Logarithm(ReadOnlySpan<float> x, Span<float> y);
    static Row Logarithm(Row x) => Node(1, Node(Node(1, x), 1));
}
