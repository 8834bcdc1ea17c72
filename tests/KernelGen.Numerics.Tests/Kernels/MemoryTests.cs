using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>What a kernel reads and writes: nothing beside its rows, and in place what it writes apart.</summary>
public class MemoryTests
{
    static readonly string[] Classes = ["uniform", "spread", "a third masked", "normal sd 10"];

    public static TheoryData<string> Names => [.. Cases.All.Select(c => c.Name)];
    public static TheoryData<string> WithRow => [.. Cases.WithRow.Select(c => c.Name)];

    [Theory, MemberData(nameof(WithRow))]
    public void In_place_is_as_good_as_apart(string name)
    {
        var kernel = Cases.Find(name);
        var samples = (Scope.FewRows ? [.. Enumerable.Range(1, 33), 2049] : Enumerable.Range(1, 70).Concat([2047, 2048, 2049, 5000])).Select(n => Sample.Of(Classes[n % Classes.Length], n));
        foreach (var sample in samples.Concat(Sample.Rising.Select(row => Sample.Of(row, Scope.FewRows ? 4200 : 13_000))))
        {
            var n = sample.Length;
            foreach (var variant in Variant.Tried)
            {
                var apart = kernel.Run(variant, sample);
                float[] x = [.. sample.X], second = [.. sample.Second];
                AssertSame(apart, Run(variant, x, sample.Second, x), $"{variant}, n = {n}, in place of the first row");
                if (kernel.Takes.HasFlag(Takes.Second))
                    AssertSame(apart, Run(variant, sample.X, second, second), $"{variant}, n = {n}, in place of the second row");

                float[] Run(Variant variant, float[] x, float[] second, float[] y)
                {
                    var arguments = new Arguments { X = x, Second = second, Keep = sample.Keep, Number = kernel.Number, Label = Case.Label(n), Y = y };
                    variant.Kernels[name](ref arguments);
                    return [.. y, .. new[] { arguments.First, arguments.Other }.AsSpan(0, kernel.Scalars)];
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_touched_beside_the_rows(string name)
    {
        var kernel = Cases.Find(name);
        for (var n = 0; n <= 130; n++)
        {
            var sample = Sample.Of(Classes[n % Classes.Length], n);
            if (!kernel.Accepts(sample)) continue;
            foreach (var atStart in Scope.FewRows ? new[] { n % 2 == 0 } : [false, true])
            {
                using var x = new GuardedBuffer<float>(sample.X, atStart);
                using var second = new GuardedBuffer<float>(sample.Second, atStart);
                using var keep = new GuardedBuffer<bool>(sample.Keep, atStart);
                using var y = new GuardedBuffer<float>(n, atStart);
                foreach (var variant in Variant.Tried)
                {
                    y.Span.Fill(float.NaN);
                    var arguments = new Arguments { X = x.Span, Second = second.Span, Keep = keep.Span, Number = kernel.Number, Label = Case.Label(n), Y = kernel.HasRow ? y.Span : [] };
                    variant.Kernels[name](ref arguments);
                    AssertSame(kernel.Run(variant, sample), [.. kernel.HasRow ? y.Span : [], .. new[] { arguments.First, arguments.Other }.AsSpan(0, kernel.Scalars)], $"{variant}, n = {n}");
                    Assert.True(x.Span.SequenceEqual(sample.X) && second.Span.SequenceEqual(sample.Second) && keep.Span.SequenceEqual(sample.Keep), $"{variant}, n = {n}: an input was written to");
                }
            }
        }
    }

    static void AssertSame(float[] expected, float[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i])) Assert.Fail($"{what}: [{i}] is {actual[i]:R}, not {expected[i]:R}");
    }
}
