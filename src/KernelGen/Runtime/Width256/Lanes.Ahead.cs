using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KernelGen.Runtime;

public static unsafe partial class Lanes
{
    /// <summary>Asks the caches for what a vector there holds: a hint, which may lie past the end of the row. <paramref name="like"/> only says the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref float source, Vector256<float> like)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref source));
    }

    /// <inheritdoc cref="Prefetch(ref float, Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref float source, Vector256x4<float> like)
    {
        Prefetch(ref source, like.First);
        if (4 * sizeof(Vector256<float>) >= 2 * Line) Prefetch(ref Unsafe.AddByteOffset(ref source, Line), like.First);
        if (4 * sizeof(Vector256<float>) >= 4 * Line)
        {
            Prefetch(ref Unsafe.AddByteOffset(ref source, 2 * Line), like.First);
            Prefetch(ref Unsafe.AddByteOffset(ref source, 3 * Line), like.First);
        }
    }
}
