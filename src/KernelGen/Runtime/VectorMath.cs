using System.ComponentModel;

namespace KernelGen.Runtime;

/// <summary>
/// Element functions of generated kernels, for <see cref="System.Runtime.Intrinsics.Vector128{T}"/>,
/// <see cref="System.Runtime.Intrinsics.Vector256{T}"/>, <see cref="System.Runtime.Intrinsics.Vector512{T}"/> and <see cref="float"/>.
/// </summary>
/// <remarks>
/// The vector functions are written once, in Width256; the build derives the other widths.
/// Bounds are the largest distance from the exact result in units of that result's last place (ulp), denormal results included.
/// The bounds hold with and without fused multiply-add unless a function says otherwise.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath;
