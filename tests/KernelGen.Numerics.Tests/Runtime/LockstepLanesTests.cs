using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>Partial loads and stores of four vectors in lockstep, beside an unreadable page: none of the four touches what is past the end.</summary>
public class LockstepLanesTests
{
    public static TheoryData<int, int> WidthsAndCounts =>
        [.. from width in (int[])[4, 8, 16] from count in Enumerable.Range(0, (4 * width) + 1) select (width, count)];

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void LoadsOnlyTheFirstLanes(int width, int count)
    {
        using var memory = new GuardedBuffer<float>([.. Numbers(count)]);
        ref var source = ref MemoryMarshal.GetReference(memory.Span);
        var actual = new float[4 * width];
        if (width == 4) Vector128x4.StoreUnsafe(Lanes.Load(ref source, count, Vector128x4.Create(-7f)), ref actual[0], 0);
        if (width == 8) Vector256x4.StoreUnsafe(Lanes.Load(ref source, count, Vector256x4.Create(-7f)), ref actual[0], 0);
        if (width == 16) Vector512x4.StoreUnsafe(Lanes.Load(ref source, count, Vector512x4.Create(-7f)), ref actual[0], 0);
        Assert.Equal(Enumerable.Range(1, 4 * width).Select(i => i <= count ? i : -7f), actual);
    }

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void StoresOnlyTheFirstLanes(int width, int count)
    {
        using var memory = new GuardedBuffer<float>(count);
        ref var destination = ref MemoryMarshal.GetReference(memory.Span);
        float[] values = [.. Numbers(4 * width)];
        if (width == 4) Lanes.Store(Vector128x4.LoadUnsafe(ref values[0], 0), ref destination, count);
        if (width == 8) Lanes.Store(Vector256x4.LoadUnsafe(ref values[0], 0), ref destination, count);
        if (width == 16) Lanes.Store(Vector512x4.LoadUnsafe(ref values[0], 0), ref destination, count);
        Assert.Equal(Numbers(count), memory.Span.ToArray());
    }

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void LoadsOnlyTheFirstBools(int width, int count)
    {
        bool IsSet(int i) => i % 3 != 1;
        using var memory = new GuardedBuffer<byte>([.. Enumerable.Range(0, count).Select(i => (byte)(IsSet(i) ? 1 : 0))]);
        ref var source = ref Unsafe.As<byte, bool>(ref MemoryMarshal.GetReference(memory.Span));
        var actual = new float[4 * width];
        if (width == 4) Vector128x4.StoreUnsafe(Lanes.LoadMask(ref source, count, Vector128x4<float>.Zero), ref actual[0], 0);
        if (width == 8) Vector256x4.StoreUnsafe(Lanes.LoadMask(ref source, count, Vector256x4<float>.Zero), ref actual[0], 0);
        if (width == 16) Vector512x4.StoreUnsafe(Lanes.LoadMask(ref source, count, Vector512x4<float>.Zero), ref actual[0], 0);
        Assert.Equal(Enumerable.Range(0, 4 * width).Select(i => i < count && IsSet(i) ? -1 : 0), actual.Select(BitConverter.SingleToInt32Bits));
    }

    [Theory, MemberData(nameof(WidthsAndCounts))]
    public void MasksTheFirstLanes(int width, int count)
    {
        var actual = new float[4 * width];
        if (width == 4) Vector128x4.StoreUnsafe(Lanes.First(count, Vector128x4<float>.Zero), ref actual[0], 0);
        if (width == 8) Vector256x4.StoreUnsafe(Lanes.First(count, Vector256x4<float>.Zero), ref actual[0], 0);
        if (width == 16) Vector512x4.StoreUnsafe(Lanes.First(count, Vector512x4<float>.Zero), ref actual[0], 0);
        Assert.Equal(Enumerable.Range(0, 4 * width).Select(i => i < count ? -1 : 0), actual.Select(BitConverter.SingleToInt32Bits));
    }

    private static IEnumerable<float> Numbers(int count) => Enumerable.Range(1, count).Select(i => (float)i);
}
