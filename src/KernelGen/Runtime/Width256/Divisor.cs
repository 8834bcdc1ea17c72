using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

/// <summary>
/// A scalar that a row is divided by, as a reciprocal in two parts: x / d = x·p·(h + l), to rounding. The power of two p is 1 unless d is so
/// large or small that its reciprocal would leave the range of float. h is rounded towards 0, so that h and l have one sign and ±∞ stays.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly partial struct DivisorVector256
{
    private readonly Vector256<float> _scale, _high, _low;

    /// <summary>Prepares the division by <paramref name="d"/>.</summary>
    public DivisorVector256(double d)
    {
        var (scale, high, low) = DivisorScalar.Parts(d);
        (_scale, _high, _low) = (Vector256.Create(scale), Vector256.Create(high), Vector256.Create(low));
    }
}
