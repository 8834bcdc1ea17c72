using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KernelGen.Runtime;

public readonly partial struct DivisorVector256
{
    /// <summary>x / d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Divide(Vector256<float> x) => Quotient(x * _scale);

    /// <summary>(x − c) / d; the difference may be larger than any float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Divide(Vector256<float> x, Vector256<float> c) => Quotient(Vector256.MultiplyAddEstimate(x, _scale, -(c * _scale)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Quotient(Vector256<float> scaled) => Vector256.MultiplyAddEstimate(scaled, _high, scaled * _low);
}
