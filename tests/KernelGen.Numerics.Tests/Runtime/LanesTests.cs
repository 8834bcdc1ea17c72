using System.Runtime.Intrinsics;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>Partial loads and stores beside an unreadable page, masks, folds: at every width and every count.</summary>
public class LanesTests
{
    public static TheoryData<int, int> WidthsAndCounts =>
        [.. from width in (int[])[4, 8, 16] from count in Enumerable.Range(0, width + 1) select (width, count)];

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void LoadsOnlyTheFirstLanes(int width, int count)
    {
        using var memory = new GuardedBuffer<float>([.. Enumerable.Range(1, count).Select(i => (float)i)]);
        ref var source = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(memory.Span);
        var actual = new float[width];
        if (width == 4) Lanes.Load(ref source, count, Vector128.Create(-7f)).CopyTo(actual);
        if (width == 8) Lanes.Load(ref source, count, Vector256.Create(-7f)).CopyTo(actual);
        if (width == 16) Lanes.Load(ref source, count, Vector512.Create(-7f)).CopyTo(actual);
        Assert.Equal(Enumerable.Range(1, width).Select(i => i <= count ? i : -7f), actual);
    }

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void StoresOnlyTheFirstLanes(int width, int count)
    {
        using var memory = new GuardedBuffer<float>(count);
        ref var destination = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(memory.Span);
        StoreNumbers(width, count, ref destination);
        Assert.Equal(Enumerable.Range(1, count).Select(i => (float)i), memory.Span.ToArray());

        var wider = new float[width + 1];
        StoreNumbers(width, count, ref wider[0]);
        Assert.Equal(Enumerable.Range(1, width + 1).Select(i => i <= count ? (float)i : 0f), wider);
    }

    private static void StoreNumbers(int width, int count, ref float destination)
    {
        float[] values = [.. Enumerable.Range(1, width).Select(i => (float)i)];
        if (width == 4) Lanes.Store(Vector128.Create(values), ref destination, count);
        if (width == 8) Lanes.Store(Vector256.Create(values), ref destination, count);
        if (width == 16) Lanes.Store(Vector512.Create(values), ref destination, count);
    }

    [Theory, InlineData(4), InlineData(8), InlineData(16)]
    public void StoresPastTheCachesAnywhere(int width)
    {
        float[] values = [.. Enumerable.Range(1, 4 * width).Select(i => (float)i)];
        // Pinned, so that the place is the same when it is stored at; between two that a vector may be stored at, and at them.
        float[] memory = GC.AllocateArray<float>((4 * width) + 40, pinned: true);
        for (int offset = 0; offset < 33; offset++)
            foreach (int count in new[] { width, 4 * width })
            {
                Array.Fill(memory, -7f);
                StorePast(width, count, values, ref memory[offset]);
                Past.Finish();
                Assert.Equal(Enumerable.Range(0, memory.Length).Select(i => i >= offset && i < offset + count ? i - offset + 1 : -7f), memory);
            }
    }

    private static void StorePast(int width, int count, float[] values, ref float destination)
    {
        bool four = count > width;
        if (width == 4 && four) Lanes.StorePast(Vector128x4.LoadUnsafe(ref values[0], 0), ref destination);
        else if (width == 4) Lanes.StorePast(Vector128.Create(values), ref destination);
        if (width == 8 && four) Lanes.StorePast(Vector256x4.LoadUnsafe(ref values[0], 0), ref destination);
        else if (width == 8) Lanes.StorePast(Vector256.Create(values), ref destination);
        if (width == 16 && four) Lanes.StorePast(Vector512x4.LoadUnsafe(ref values[0], 0), ref destination);
        else if (width == 16) Lanes.StorePast(Vector512.Create(values), ref destination);
    }

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void LoadsOnlyTheFirstBools(int width, int count)
    {
        using var memory = new GuardedBuffer<byte>([.. Enumerable.Range(0, count).Select(Byte)]);
        ref var source = ref System.Runtime.CompilerServices.Unsafe.As<byte, bool>(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(memory.Span));
        var expected = Enumerable.Range(0, width).Select(i => i < count && Byte(i) != 0 ? -1 : 0);
        var actual = new int[width];
        if (width == 4) Lanes.LoadMask(ref source, count, Vector128<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 8) Lanes.LoadMask(ref source, count, Vector256<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 16) Lanes.LoadMask(ref source, count, Vector512<float>.Zero).AsInt32().CopyTo(actual);
        Assert.Equal(expected, actual);
        if (count < width) return;
        if (width == 4) Lanes.LoadMask(ref source, Vector128<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 8) Lanes.LoadMask(ref source, Vector256<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 16) Lanes.LoadMask(ref source, Vector512<float>.Zero).AsInt32().CopyTo(actual);
        Assert.Equal(expected, actual);
    }

    /// <summary>0, 1, 2, 0x80, 0xFF in an order of period 7: a bool is true when any bit is set.</summary>
    private static byte Byte(int i) => ((byte[])[1, 0, 2, 0x80, 0, 0xFF, 1])[i % 7];

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void MasksTheFirstLanes(int width, int count)
    {
        var actual = new int[width];
        if (width == 4) Lanes.First(count, Vector128<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 8) Lanes.First(count, Vector256<float>.Zero).AsInt32().CopyTo(actual);
        if (width == 16) Lanes.First(count, Vector512<float>.Zero).AsInt32().CopyTo(actual);
        Assert.Equal(Enumerable.Range(0, width).Select(i => i < count ? -1 : 0), actual);
    }

    [Theory, InlineData(0), InlineData(-3), InlineData(16777215), InlineData(int.MaxValue - 15)]
    public void CountsPositionsUp(int start)
    {
        Assert.Equal(Vector128.Create(start) + Vector128<int>.Indices, Lanes.Indices(start, Vector128<int>.Zero));
        Assert.Equal(Vector256.Create(start) + Vector256<int>.Indices, Lanes.Indices(start, Vector256<int>.Zero));
        Assert.Equal(Vector512.Create(start) + Vector512<int>.Indices, Lanes.Indices(start, Vector512<int>.Zero));
        for (var i = 0; i < 4; i++) Assert.Equal((float)(start + i), Lanes.Positions(start, Vector128<float>.Zero)[i]);
        for (var i = 0; i < 8; i++) Assert.Equal((float)(start + i), Lanes.Positions(start, Vector256<float>.Zero)[i]);
        for (var i = 0; i < 16; i++) Assert.Equal((float)(start + i), Lanes.Positions(start, Vector512<float>.Zero)[i]);
    }

    [Fact]
    public void WidensMasks()
    {
        for (var bits = 0; bits < 1 << 8; bits++)
        {
            var mask = Vector256.Create(Enumerable.Range(0, 8).Select(i => -(bits >> i & 1)).ToArray()).AsSingle();
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(-(bits >> i & 1), Lanes.MaskLower(mask).AsInt64()[i]);
                Assert.Equal(-(bits >> i + 4 & 1), Lanes.MaskUpper(mask).AsInt64()[i]);
            }
        }
        Assert.Equal(Vector128.Create(-1L, 0), Lanes.MaskLower(Vector128.Create(-1, 0, 0, -1).AsSingle()).AsInt64());
        Assert.Equal(Vector128.Create(0, -1L), Lanes.MaskUpper(Vector128.Create(-1, 0, 0, -1).AsSingle()).AsInt64());
        Assert.Equal(Vector512.Create(0L, 0, 0, 0, 0, 0, 0, -1), Lanes.MaskUpper(Vector512<int>.Zero.WithElement(15, -1).AsSingle()).AsInt64());
        Assert.Equal(Vector512<long>.Zero, Lanes.MaskLower(Vector512<int>.Zero.WithElement(15, -1).AsSingle()).AsInt64());
    }

    [Fact]
    public void SumsInDouble()
    {
        var lanes = Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? 16777216f : 1f).ToArray();    // a float sum would lose the ones
        Assert.Equal(2 * 16777217.0, Lanes.Sum(Vector128.Create(lanes)));
        Assert.Equal(4 * 16777217.0, Lanes.Sum(Vector256.Create(lanes)));
        Assert.Equal(8 * 16777217.0, Lanes.Sum(Vector512.Create(lanes)));
        Assert.Equal(3, Lanes.Sum(Vector128.Create(1.0, 2)));
        Assert.Equal(10, Lanes.Sum(Vector256.Create(1.0, 2, 3, 4)));
        Assert.Equal(36, Lanes.Sum(Vector512.Create(1.0, 2, 3, 4, 5, 6, 7, 8)));
    }

    [Fact]
    public void FindsAnExtremeInAnyLaneAndNeverDropsNaN()
    {
        for (var lane = 0; lane < 16; lane++)
        {
            var up = Enumerable.Range(0, 16).Select(i => i == lane ? 5f : -i).ToArray();
            var down = up.Select(v => -v).ToArray();
            var spoilt = up.Select((v, i) => i == lane ? float.NaN : v).ToArray();
            if (lane < 4) CheckExtremes(5, Lanes.Max(Vector128.Create(up)), Lanes.Min(Vector128.Create(down)), Lanes.Max(Vector128.Create(spoilt)), Lanes.Min(Vector128.Create(spoilt)));
            if (lane < 8) CheckExtremes(5, Lanes.Max(Vector256.Create(up)), Lanes.Min(Vector256.Create(down)), Lanes.Max(Vector256.Create(spoilt)), Lanes.Min(Vector256.Create(spoilt)));
            CheckExtremes(5, Lanes.Max(Vector512.Create(up)), Lanes.Min(Vector512.Create(down)), Lanes.Max(Vector512.Create(spoilt)), Lanes.Min(Vector512.Create(spoilt)));
        }
    }

    private static void CheckExtremes(float expected, float max, float min, float spoiltMax, float spoiltMin)
    {
        Assert.Equal(expected, max);
        Assert.Equal(-expected, min);
        Assert.Equal(float.NaN, spoiltMax);
        Assert.Equal(float.NaN, spoiltMin);
    }
}
