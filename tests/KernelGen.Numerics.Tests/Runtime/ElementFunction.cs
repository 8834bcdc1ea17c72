using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;
using V128 = System.Runtime.Intrinsics.Vector128<float>;
using V256 = System.Runtime.Intrinsics.Vector256<float>;
using V512 = System.Runtime.Intrinsics.Vector512<float>;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>One function of one argument at its four widths, its exact value, and the bound its documentation promises.</summary>
public sealed record ElementFunction(
    string Name, double Bound, Func<double, double> Exact,
    Func<float, float> Scalar, Func<V128, V128> By4, Func<V256, V256> By8, Func<V512, V512> By16)
{
    private static bool Fused => Fma.IsSupported || AdvSimd.IsSupported;

    public static readonly ElementFunction[] All =
    [
        new("Exp", Fused ? 0.9 : 1.2, Math.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("Exp2", Fused ? 0.9 : 1.2, x => Math.Pow(2, x), VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2),
        new("Expm1", 1.6, Reference.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1),
        new("Exp2m1", Fused ? 2 : 2.2, x => Reference.Expm1(x * 0.6931471805599453), VectorMath.Exp2m1, VectorMath.Exp2m1, VectorMath.Exp2m1, VectorMath.Exp2m1),
        new("Log", 0.9, Math.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("Log2", Fused ? 1.2 : 1.9, Math.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2),
        new("Log1p", 1.5, Reference.Log1p, VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p),
        new("Sqrt", 0.5, Math.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt),
        new("Rsqrt", 1.5, x => 1 / Math.Sqrt(x), VectorMath.Rsqrt, VectorMath.Rsqrt, VectorMath.Rsqrt, VectorMath.Rsqrt),
        new("Square", 0.5, x => x * x, VectorMath.Square, VectorMath.Square, VectorMath.Square, VectorMath.Square),
        new("Abs", 0, Math.Abs, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs),
        new("Sign", 0, x => x > 0 ? 1 : x < 0 ? -1 : x, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign),
        new("Relu", 0, x => x <= 0 ? 0 : x, VectorMath.Relu, VectorMath.Relu, VectorMath.Relu, VectorMath.Relu),
        new("Sigmoid", 1.8, x => 1 / (1 + Math.Exp(-x)), VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Tanh", 1.5, Math.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("Softplus", 1.9, Reference.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("Round", 0, Math.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round),
        new("Floor", 0, Math.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor),
        new("Sin", 1.6, Math.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin),
        new("Cos", 1.6, Math.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos),
    ];

    public static ElementFunction Named(string name) => All.Single(f => f.Name == name);

    public override string ToString() => Name;

    /// <summary>Sixteen results at each width.</summary>
    public void Apply(ReadOnlySpan<float> x, Span<float> scalar, Span<float> by4, Span<float> by8, Span<float> by16)
    {
        for (var i = 0; i < 16; i++) scalar[i] = Scalar(x[i]);
        for (var i = 0; i < 16; i += 4) By4(Vector128.Create(x[i..])).CopyTo(by4[i..]);
        for (var i = 0; i < 16; i += 8) By8(Vector256.Create(x[i..])).CopyTo(by8[i..]);
        By16(Vector512.Create(x)).CopyTo(by16);
    }

    /// <summary>The worst error over all the bit patterns 0, stride, 2·stride, … at every width, and where it is.</summary>
    public Worst Sweep(uint stride)
    {
        Span<float> x = stackalloc float[16], scalar = stackalloc float[16], by4 = stackalloc float[16], by8 = stackalloc float[16], by16 = stackalloc float[16];
        var worst = new Worst();
        for (ulong bits = 0; bits <= uint.MaxValue;)
        {
            for (var i = 0; i < 16; i++, bits += stride) x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits, uint.MaxValue));
            Apply(x, scalar, by4, by8, by16);
            for (var i = 0; i < 16; i++)
            {
                var exact = Exact(x[i]);
                worst.Take(x[i], scalar[i], exact);
                worst.Take(x[i], by4[i], exact);
                worst.Take(x[i], by8[i], exact);
                worst.Take(x[i], by16[i], exact);
            }
        }
        return worst;
    }
}

/// <summary>The largest error met and where.</summary>
public struct Worst
{
    public double Error { get; private set; }
    public float At { get; private set; }
    public float Actual { get; private set; }

    public void Take(float x, float actual, double exact)
    {
        var error = Ulp.Distance(actual, exact);
        if (error <= Error) return;
        (Error, At, Actual) = (error, x, actual);
    }

    public override readonly string ToString() => $"{Error:F4} ulp at {At:R} (0x{BitConverter.SingleToUInt32Bits(At):X8}), result {Actual:R}";
}
