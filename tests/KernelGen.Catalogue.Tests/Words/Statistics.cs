namespace Catalogue.Words;

/// <summary>Every reduction, and every function as scalar code after one.</summary>
public static partial class Statistics
{
    [Kernel] public static partial void Reductions(ReadOnlySpan<float> x, ReadOnlySpan<float> z, out float product, out float any, out float all, out int count, out int lowest, out int highest, out float dot, out float norm, out float mean, out float variance, out float low, out float high, out float lse);
    static (Scalar product, Scalar any, Scalar all, Scalar count, Scalar lowest, Scalar highest, Scalar dot, Scalar norm, Scalar mean, Scalar variance, Scalar low, Scalar high, Scalar lse) Reductions(Row x, Row z) =>
        (Product(Tanh(x) + 1.5), Select(Any(x > 2.9), 1, 0), Select(All(x < z + 5), 1, 0), Count(x > z), ArgMin(x), ArgMax(z), Dot(x, z), Norm(x), Mean(x), Variance(x), Min(x), Max(x), LogSumExp(x));

    [Kernel] public static partial void Masked(ReadOnlySpan<float> x, ReadOnlySpan<bool> keep, out float sum, out int count, out float high, out float mean, out float lse);
    static (Scalar sum, Scalar count, Scalar high, Scalar mean, Scalar lse) Masked(Row x, Mask keep) =>
        (Sum(Select(keep, x, 0)), Count(keep & (x > 0)), Max(Select(keep, x, NegativeInfinity)), Sum(Select(keep, x, 0)) / Count(keep), Log(Sum(Select(keep, Exp(x), 0))));

    [Kernel] public static partial void Exponentials(ReadOnlySpan<float> x, out float exp2, out float expm1, out float log1p, out float log2, out float sigmoid, out float tanh, out float softplus, out float logAddExp);
    static (Scalar exp2, Scalar expm1, Scalar log1p, Scalar log2, Scalar sigmoid, Scalar tanh, Scalar softplus, Scalar logAddExp) Exponentials(Row x)
    {
        var m = Tanh(Mean(x)) + 1.25;
        return (Exp2(m), Expm1(m / 100), Log1p(m / 100), Log2(m), Sigmoid(m), Tanh(m), Softplus(m), LogAddExp(m, 1));
    }

    [Kernel] public static partial void Others(ReadOnlySpan<float> x, out float round, out float floor, out float sin, out float cos, out float sign, out float pow, out float rsqrt, out float square, out float clamp, out float relu);
    static (Scalar round, Scalar floor, Scalar sin, Scalar cos, Scalar sign, Scalar pow, Scalar rsqrt, Scalar square, Scalar clamp, Scalar relu) Others(Row x)
    {
        var m = Tanh(Mean(x)) + 1.25;
        return (Round(7 * m), Floor(7 * m), Sin(m), Cos(m), Sign(m - 1), Pow(m, 1.7), Rsqrt(m), Square(m), Clamp(m, 0.5, 1), Relu(m - 1));
    }
}
