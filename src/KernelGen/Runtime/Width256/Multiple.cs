using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

/// <summary>A <see cref="MultipleScalar"/> in every lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MultipleVector256
{
    internal readonly Vector256<float> Origin, Low, High, Exponent, Mantissa;

    /// <summary>Prepares the multiplication by <paramref name="scale"/> and <paramref name="factor"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MultipleVector256(LogScale scale, double factor)
    {
        var multiple = new MultipleScalar(scale, factor, Anchor.NearLimit);
        Origin = Vector256.Create((float)multiple.Origin);
        (Low, High) = (Vector256.Create((float)multiple.Low), Vector256.Create((float)multiple.High));
        (Exponent, Mantissa) = (Vector256.Create((float)multiple.Exponent), Vector256.Create((float)multiple.Mantissa));
    }

    /// <summary>The same by the scale of an anchor.</summary>
    public MultipleVector256(in Anchor anchor, double factor) : this(anchor.Scale, factor) { }
}
