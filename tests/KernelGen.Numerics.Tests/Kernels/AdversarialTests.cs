using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>What nobody means to do: rows of random bits, the same kernel from many threads, a garbage collector that must see nothing.</summary>
public class AdversarialTests
{
    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Any_bits_are_taken_as_floats(string name)
    {
        var kernel = Cases.Find(name);
        var random = new Random(20260401);
        foreach (var n in Scope.Lengths(1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 100, 130, 1000, 4097))
        {
            var bits = Bits(random, n, float.IsNaN);
            foreach (var variant in Variant.Tried)
            {
                Assert.True(kernel.Run(variant, bits).SequenceEqual(kernel.Run(variant, bits)), $"{name}, {variant}, n = {n}: not the same twice");
                // Whatever else there is, one NaN of any payload and sign is NaN everywhere.
                var spoilt = bits with { X = [.. bits.X] };
                spoilt.X[random.Next(n)] = BitConverter.UInt32BitsToSingle((uint)random.Next(1, 1 << 23) | 0x7F800000 | ((uint)random.Next(2) << 31));
                Assert.True(kernel.Run(variant, spoilt).All(float.IsNaN), $"{name}, {variant}, n = {n}: a NaN among random bits is not NaN in every result");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Many_threads_get_the_same_bits(string name)
    {
        var kernel = Cases.Find(name);
        foreach (var variant in Variant.Tried.Where(v => v.Algorithm == Algorithm.Auto || v.Width == VectorWidth.Widest))
        {
            var samples = Scope.Lengths(100, 5000, 20011).Select(n => Sample.Of("spread", n)).ToList();
            var expected = samples.ConvertAll(s => kernel.Run(variant, s));
            Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                var actual = kernel.Run(variant, samples[i % samples.Count]);
                Assert.True(actual.SequenceEqual(expected[i % samples.Count]), $"{name}, {variant}: another result on another thread");
            });
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_call_allocates_nothing(string name)
    {
        var kernel = Cases.Find(name);
        foreach (var variant in Variant.Tried)
            foreach (var n in new[] { 1, 130, 5000 })
            {
                var sample = Sample.Of("uniform", n);
                var arguments = new Arguments { X = sample.X, Second = sample.Second, Keep = sample.Keep, Number = kernel.Number, Label = Case.Label(n), Y = kernel.HasRow ? new float[n] : [] };
                var call = variant.Kernels[name];
                // The first call loads and compiles. What the runtime itself does on this thread now and then is counted too (a collection ends
                // the block that the thread allocates from), so a kernel allocates only if each of several rounds does.
                call(ref arguments);
                var allocated = long.MaxValue;
                for (var round = 0; round < 5 && allocated != 0; round++) allocated = Math.Min(allocated, Allocated(call, ref arguments));
                Assert.True(allocated == 0, $"{name}, {variant}, n = {n}: {allocated} bytes allocated");
            }
    }

    static long Allocated(KernelCall call, ref Arguments arguments)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 3; i++) call(ref arguments);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static Sample Bits(Random random, int n, Func<float, bool> unwanted)
    {
        float[] Row()
        {
            var row = new float[n];
            for (var i = 0; i < n; i++)
                do row[i] = BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32));
                while (unwanted(row[i]));
            return row;
        }
        return new("random bits", Row(), Row(), [.. Enumerable.Repeat(true, n)]);
    }
}
