using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using KernelGen.Numerics.Tests.Infrastructure;
using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>Exponentials over an anchor at every width, one vector and four, against double.</summary>
public class AnchoredTests
{
    // 2^−125.4
    const float Vanished = 1.79e-38f;

    delegate void Filling(float[] x, float[] y, in Anchor anchor);

    public static TheoryData<float> Maxima => [0f, 0.34f, 11, -50, 88.7f, 1000.5f, -12_345.6f, 100_000, 131_072, -131_072];

    [Theory, MemberData(nameof(Maxima))]
    public void An_exponential_is_right_to_a_unit(float max)
    {
        Assert.SkipWhen(Math.Abs(max) > Anchor.NearLimit, "far without fused multiply-add");
        foreach (var (name, exp) in Exponentials)
        {
            var anchor = Placed(max, atLeastOne: false);
            Assert.False(anchor.IsFar);
            float[] x = Below(max), y = new float[x.Length];
            exp(x, y, anchor);
            // Without fused multiply-add x · log2 e and n · ln 2 are rounded apart.
            var bound = name.StartsWith("512", StringComparison.Ordinal) && Avx512F.IsSupported ? 0.6 : Fma.IsSupported ? 1 : 1.5;
            for (var i = 0; i < x.Length; i++)
            {
                var exact = Exact(x[i], anchor);
                if (exact > Vanished) Assert.True(Ulp.Distance(y[i], exact) <= bound, $"{name}, max {max}, x = {x[i]:R}: {y[i]:R} for {exact:R}, {Ulp.Distance(y[i], exact)} ulp");
                else Assert.True(y[i] <= Vanished, $"{name}, max {max}, x = {x[i]:R}: {y[i]:R} has not vanished");
            }
        }
    }

    [Theory, InlineData(0f), InlineData(0.34f), InlineData(11), InlineData(88.7f)]
    public void Less_one_nothing_cancels(float max)
    {
        foreach (var (name, expm1) in LessOne)
        {
            var anchor = Placed(max, atLeastOne: true);
            float[] x = [.. Below(max), .. Below(Math.Min(max, 1e-3f)).Select(v => v / 1e6f)], y = new float[x.Length];
            expm1(x, y, anchor);
            for (var i = 0; i < x.Length; i++)
            {
                var exact = ExtendedLessOne(x[i]) * Math.Pow(2, -anchor.Exponent);
                Assert.True(Ulp.Distance(y[i], exact) <= 2, $"{name}, max {max}, x = {x[i]:R}: {y[i]:R} for {exact:R}, {Ulp.Distance(y[i], exact)} ulp");
            }
        }
    }

    [Fact]
    public void NaN_stays_and_what_is_masked_vanishes()
    {
        foreach (var (name, exp) in Exponentials.Concat(LessOne))
            foreach (var nan in new[] { float.NaN, -float.NaN, BitConverter.Int32BitsToSingle(0x7F800001), BitConverter.Int32BitsToSingle(-1) })
            {
                float[] x = [.. Enumerable.Range(0, 64).Select(i => i % 5 == 0 ? nan : float.NegativeInfinity)], y = new float[64];
                exp(x, y, Placed(3, atLeastOne: false));
                for (var i = 0; i < 64; i++) Assert.True(float.IsNaN(y[i]) == (i % 5 == 0), $"{name} [{i}]: {y[i]}");
            }
        float[] masked = [.. Enumerable.Repeat(float.NegativeInfinity, 64)], shares = new float[64];
        foreach (var (name, exp) in Exponentials)
        {
            exp(masked, shares, Placed(3, atLeastOne: false));
            Assert.All(shares, share => Assert.True(share is >= 0 and <= Vanished, $"{name}: {share}"));
        }
    }

    static Anchor Placed(float max, bool atLeastOne)
    {
        var anchor = Anchor.Empty with { Max = max };
        anchor.Place(atLeastOne);
        return anchor;
    }

    // Near the maximum, evenly down to where it vanishes, about the ends of the table's steps, and multiples of 64 as many.
    static float[] Below(float max)
    {
        var random = new Random(20261123);
        var steps = Enumerable.Range(0, 64).SelectMany(j => new[] { -1e-6, 0, 1e-6 }.Select(d => max - ((j + 0.5) * Math.Log(2) / 16) + (d * Math.Max(1, Math.Abs(max)))));
        var all = Enumerable.Range(0, 4000).Select(i => max - (i < 2000 ? 3 * random.NextDouble() : 115 * random.NextDouble())).Concat(steps).Select(v => Math.Min((float)v, max)).Append(max).ToList();
        return [.. all, .. Enumerable.Repeat(max, 63 - ((all.Count - 1) % 64))];
    }

    // e^x over 2^N with x − N · ln 2 in two parts: right to 1e-11 wherever near.
    static double Exact(float x, in Anchor anchor)
    {
        const double Ln2 = 0.6931471805599453, Rest = 2.3190468138462996e-17;
        var product = anchor.Exponent * Ln2;
        return Math.Exp(x - product - Math.FusedMultiplyAdd(anchor.Exponent, Ln2, -product) - (anchor.Exponent * Rest));
    }

    // e^x − 1 by its series where that is short.
    static double ExtendedLessOne(double x)
    {
        if (Math.Abs(x) > 0.1) return Math.Exp(x) - 1;
        double sum = 0, term = 1;
        for (var i = 1; i < 14; i++) sum += term *= x / i;
        return sum;
    }

    static (string Name, Filling Exp)[] Exponentials =>
    [
        ("128", (x, y, in anchor) => { var a = new AnchorVector128(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 4) Anchored.Exp<Near>(Vector128.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("256", (x, y, in anchor) => { var a = new AnchorVector256(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 8) Anchored.Exp<Near>(Vector256.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("512", (x, y, in anchor) => { var a = new AnchorVector512(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 16) Anchored.Exp<Near>(Vector512.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("512, once", (x, y, in anchor) => { var a = new AnchorVector512(anchor, once: true); for (nuint i = 0; i < (nuint)x.Length; i += 16) Anchored.Exp<Near>(Vector512.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("256 x 4", (x, y, in anchor) => { var a = new AnchorVector256(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 32) Vector256x4.StoreUnsafe(Anchored.Exp<Near>(Vector256x4.LoadUnsafe(ref x[0], i), a), ref y[0], i); }),
        ("512 x 4", (x, y, in anchor) => { var a = new AnchorVector512(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 64) Vector512x4.StoreUnsafe(Anchored.Exp<Near>(Vector512x4.LoadUnsafe(ref x[0], i), a), ref y[0], i); }),
    ];

    static (string Name, Filling Expm1)[] LessOne =>
    [
        ("128, less one", (x, y, in anchor) => { var a = new AnchorVector128(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 4) Anchored.Expm1<Near>(Vector128.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("256, less one", (x, y, in anchor) => { var a = new AnchorVector256(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 8) Anchored.Expm1<Near>(Vector256.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("512, less one", (x, y, in anchor) => { var a = new AnchorVector512(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 16) Anchored.Expm1<Near>(Vector512.LoadUnsafe(ref x[0], i), a).StoreUnsafe(ref y[0], i); }),
        ("512 x 4, less one", (x, y, in anchor) => { var a = new AnchorVector512(anchor); for (nuint i = 0; i < (nuint)x.Length; i += 64) Vector512x4.StoreUnsafe(Anchored.Expm1<Near>(Vector512x4.LoadUnsafe(ref x[0], i), a), ref y[0], i); }),
    ];
}
