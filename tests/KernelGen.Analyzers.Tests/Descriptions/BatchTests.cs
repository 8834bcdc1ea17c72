using KernelGen.Analyzers.Tests.Infrastructure;

namespace KernelGen.Analyzers.Tests;

/// <summary>The marks of a kernel of batches: what is right, and what is said, and where, of what is not.</summary>
public class BatchTests
{
    private const string Rows = "[Kernel] public static partial void F(ReadOnlySpan<float> x, ";

    [Theory]
    [InlineData(Rows + "[RowLength] int n, Span<float> y);\nstatic Row F(Row x) => x / Sum(x);")]
    [InlineData(Rows + "[RowLength] int n, Span<float> y);\nstatic Scalar F(Row x) => Sum(x);")]
    [InlineData(Rows + "[RowLength] int n, Span<int> best);\nstatic Scalar F(Row x) => ArgMax(x);")]
    [InlineData(Rows + "ReadOnlySpan<float> t, ReadOnlySpan<int> k, [RowLength] int n, Span<float> y, Span<float> loss);\nstatic (Scalar loss, Row) F(Row x, Scalar t, Position k) => (x[k], x * t);")]
    [InlineData(Rows + "[Broadcast] ReadOnlySpan<float> gain, [Broadcast] ReadOnlySpan<bool> keep, float t, int k, [RowLength] in int n, Span<float> y);\nstatic Row F(Row x, Row gain, Mask keep, Scalar t, Position k) => Select(keep, x * gain + t, x[k]);")]
    public Task What_is_right(string members) => AnalyzerVerifier.Silent<DescriptionAnalyzer>(Source.Class(members));

    [Theory]
    [InlineData(Rows + "{|KG0013:[RowLength] float n|}, Span<float> y);\nstatic Row F(Row x) => x;", "'n' is marked [RowLength] and is 'float': the number of elements of a row is an 'int'")]
    [InlineData(Rows + "{|KG0013:[RowLength] ref int n|}, Span<float> y);\nstatic Row F(Row x) => x;", "is 'ref int'")]
    [InlineData(Rows + "{|KG0013:[RowLength] ReadOnlySpan<int> n|}, Span<float> y);\nstatic Row F(Row x) => x;", "is 'ReadOnlySpan<int>'")]
    [InlineData(Rows + "[RowLength] int n, {|KG0013:[RowLength] int m|}, Span<float> y);\nstatic Row F(Row x) => x;", "'n' and 'm' are both marked [RowLength]: all rows of a kernel have one length")]
    [InlineData(Rows + "{|KG0013:[RowLength] int n|}, Span<float> y);\nstatic Row F(Row x, Position n) => x;", "the description takes 'Position n'")]
    [InlineData("[Kernel] public static partial {|KG0013:float|} F(ReadOnlySpan<float> x, [RowLength] int n);\nstatic Scalar F(Row x) => Sum(x);", "a batch has one for each row: return 'void', and add a 'Span<float>' that takes them")]
    [InlineData(Rows + "[RowLength] int n, {|KG0013:out float sum|});\nstatic Scalar F(Row x) => Sum(x);", "write 'Span<float> sum'")]
    [InlineData(Rows + "[RowLength] int n, {|KG0013:out int best|});\nstatic Scalar F(Row x) => ArgMax(x);", "write 'Span<int> best'")]
    [InlineData(Rows + "{|KG0013:[Broadcast] ReadOnlySpan<float> w|}, Span<float> y);\nstatic Row F(Row x, Row w) => x * w;", "the kernel works on one row: mark the parameter that says how long a row of a batch is with [RowLength]")]
    [InlineData(Rows + "{|KG0013:[Broadcast] float t|}, [RowLength] int n, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "as a number does without it")]
    [InlineData(Rows + "{|KG0013:[Broadcast] ReadOnlySpan<float> t|}, [RowLength] int n, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "one for all rows is a 'float', and a span has one for each")]
    [InlineData(Rows + "[RowLength] int n, {|KG0013:[Broadcast] Span<float> y|});\nstatic Row F(Row x) => x;", "it is for rows that are read")]
    [InlineData("[Kernel] public static partial void {|KG0013:F|}([Broadcast] ReadOnlySpan<float> x, [RowLength] int n, Span<float> y);\nstatic Row F(Row x) => x;", "nothing tells how many rows there are")]
    [InlineData(Rows + "{|KG0013:ReadOnlySpan<int> k|}, [RowLength] int n, Span<float> y);\nstatic Row F(Row x, Position k) => TopK(x, k).Values;", "the same for all rows of a batch: write 'int k'")]
    public Task KG0013(string members, string message) => Fires(members, message);

    [Theory]
    [InlineData(Rows + "{|KG0003:int n|}, Span<float> y);\nstatic Row F(Row x) => x;", "if it says how long the rows of a batch are, mark it [RowLength]")]
    [InlineData(Rows + "{|KG0003:ReadOnlySpan<int> k|}, Span<float> y);\nstatic Row F(Row x, Position k) => x - x[k];", "a Position pairs with int; with one for each row of a batch it does with ReadOnlySpan<int>, where a parameter marked [RowLength] says how long a row is")]
    [InlineData(Rows + "{|KG0003:ReadOnlySpan<float> t|}, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "with one for each row of a batch it does with ReadOnlySpan<float>")]
    [InlineData(Rows + "{|KG0003:ReadOnlySpan<bool> t|}, [RowLength] int n, Span<float> y);\nstatic Row F(Row x, Scalar t) => x * t;", "a Scalar pairs with float or, with one for each row, ReadOnlySpan<float>")]
    [InlineData(Rows + "{|KG0003:ReadOnlySpan<int> k|}, [RowLength] int n, Span<float> y);\nstatic Row F(Row x) => x;", "add 'Position k' to the description")]
    [InlineData("[Kernel] public static partial void {|KG0004:F|}(ReadOnlySpan<float> x, [RowLength] int n);\nstatic Scalar F(Row x) => Sum(x);", "add a parameter 'Span<float> y'")]
    [InlineData(Rows + "[RowLength] int n, Span<float> y, Span<float> z);\nstatic {|KG0004:(Row, Scalar)|} F(Row x) => (x, Sum(x));", "has no destination, but 'y' or 'z': name it in the tuple that the description returns")]
    [InlineData(Rows + "[RowLength] int n, Span<float> y, {|KG0004:Span<int> z|});\nstatic (Row y, Row w) F(Row x) => (x, x);", "and the kernel has 'z'")]
    [InlineData(Rows + "[RowLength] int n, Span<float> y, Span<float> w, {|KG0004:Span<int> z|});\nstatic (Row y, Row w) F(Row x) => (x, x);", "add 'Row or Scalar z' to the tuple")]
    [InlineData(Rows + "[RowLength] int n, {|KG0004:float[] y|});\nstatic Scalar F(Row x) => Sum(x);", "a scalar of a batch is written to Span<float>, one for each row")]
    public Task Pairing(string members, string message) => Fires(members, message);

    private static Task Fires(string members, string message) => AnalyzerVerifier.Verify<DescriptionAnalyzer>(Source.Class(members), message);
}
