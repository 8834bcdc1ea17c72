using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

internal static unsafe partial class Native
{
    /// <inheritdoc cref="Scale(Vector256{float}, Vector256{float}, Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256x4<float> Scale(Vector256x4<float> value, Vector256x4<float> n, Vector256x4<float> shifted) => new(
        Scale(value.First, n.First, shifted.First),
        Scale(value.Second, n.Second, shifted.Second),
        Scale(value.Third, n.Third, shifted.Third),
        Scale(value.Fourth, n.Fourth, shifted.Fourth));
}
