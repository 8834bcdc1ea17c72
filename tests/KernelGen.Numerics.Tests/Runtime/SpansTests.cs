using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

public class SpansTests
{
    [Fact]
    public void RowsOfOneLengthPass() => Spans.SameLength(8, "b", 8, "a");

    [Fact]
    public void RowsOfTwoLengthsThrow()
    {
        var thrown = Assert.Throws<ArgumentException>("b", () => Spans.SameLength(9, "b", 8, "a"));
        Assert.StartsWith("'b' has 9 elements, 'a' has 8: rows of one kernel have one length.", thrown.Message);
    }

    [Theory, InlineData(8), InlineData(9)]
    public void ADestinationMayBeLonger(int length) => Spans.Destination(length, "y", 8, "x");

    [Fact]
    public void AShortDestinationThrows()
    {
        var thrown = Assert.Throws<ArgumentException>("y", () => Spans.Destination(1, "y", 8, "x"));
        Assert.StartsWith("'y' has room for 1 element, 'x' gives 8: a destination holds at least as many.", thrown.Message);
    }

    [Theory, InlineData(0), InlineData(7)]
    public void APositionInsidePasses(int value) => Spans.Position(value, "label", 8);

    [Theory, InlineData(-1, 8), InlineData(8, 8), InlineData(0, 0), InlineData(int.MinValue, 8), InlineData(int.MaxValue, 8)]
    public void APositionOutsideThrows(int value, int length)
    {
        var thrown = Assert.Throws<ArgumentOutOfRangeException>("label", () => Spans.Position(value, "label", length));
        Assert.StartsWith($"'label' is a position in a row of {length} elements.", thrown.Message);
        Assert.Equal(value, thrown.ActualValue);
    }

    /// <summary>Source and destination as [start, length] in one array of floats.</summary>
    [Theory]
    [InlineData(0, 8, 0, 8, true)]     // in place
    [InlineData(0, 8, 0, 12, true)]
    [InlineData(0, 8, 8, 8, true)]     // side by side
    [InlineData(8, 8, 0, 8, true)]
    [InlineData(0, 8, 7, 8, false)]
    [InlineData(7, 8, 0, 8, false)]
    [InlineData(0, 16, 4, 4, false)]   // within
    [InlineData(4, 4, 0, 16, false)]
    [InlineData(4, 0, 0, 16, true)]    // empty
    [InlineData(0, 16, 4, 0, true)]
    public void OnlyTheSameStartMayOverlap(int source, int sourceLength, int destination, int destinationLength, bool allowed)
    {
        var memory = new float[32];
        Check(allowed, "y", () => Spans.Overlap<float, float>(
            memory.AsSpan(source, sourceLength), "x", memory.AsSpan(destination, destinationLength), "y"));
    }

    [Theory]
    [InlineData(0, 8, 8, 8, true), InlineData(0, 8, 0, 8, false), InlineData(0, 8, 7, 8, false), InlineData(7, 8, 0, 8, false), InlineData(3, 0, 0, 8, true)]
    public void TwoDestinationsAreApart(int first, int firstLength, int second, int secondLength, bool allowed)
    {
        var memory = new float[32];
        Check(allowed, "b", () => Spans.Apart<float, float>(memory.AsSpan(first, firstLength), "a", memory.AsSpan(second, secondLength), "b"));
    }

    [Fact]
    public void InPlaceNeedsElementsOfOneSize()
    {
        var memory = new double[8];
        Check(false, "y", () => Spans.Overlap<double, float>(
            memory, "x", System.Runtime.InteropServices.MemoryMarshal.Cast<double, float>(memory), "y"));
        Check(true, "y", () => Spans.Overlap<float, int>(
            System.Runtime.InteropServices.MemoryMarshal.Cast<double, float>(memory), "x",
            System.Runtime.InteropServices.MemoryMarshal.Cast<double, int>(memory), "y"));
    }

    [Fact]
    public void TwoArraysAreApart()
    {
        Spans.Overlap<float, float>(new float[8], "x", new float[8], "y");
        Spans.Overlap<float, float>([], "x", [], "y");
        Spans.Apart<float, int>(new float[8], "x", new int[8], "y");
    }

    [Fact]
    public void TheMessagesNameBothSpans()
    {
        var memory = new float[8];
        Assert.StartsWith("'y' overlaps 'x' without starting where it starts",
            Assert.Throws<ArgumentException>("y", () => Spans.Overlap<float, float>(memory, "x", memory.AsSpan(1), "y")).Message);
        Assert.StartsWith("'b' overlaps 'a': each destination needs memory of its own.",
            Assert.Throws<ArgumentException>("b", () => Spans.Apart<float, float>(memory, "a", memory, "b")).Message);
    }

    private static void Check(bool allowed, string name, Action check)
    {
        if (allowed) check();
        else Assert.Throws<ArgumentException>(name, check);
    }
}
