using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>What two parts of a row have chosen merges into what the whole row chooses.</summary>
public class MergeTests
{
    public static TheoryData<string> Kinds => ChoosingTests.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Two_selections_merge_into_that_of_both_parts(string kind)
    {
        foreach (int n in new[] { 0, 1, 10, 300, 3000 })
            foreach (int k in new[] { 1, 5, 64, 200 })
            {
                var x = ChoosingTests.Row(kind, n);
                var (values, indices) = Sorted.Largest(Array.ConvertAll(x, v => (double)v), k);
                var left = new KernelGen.Runtime.Selection(k, new ulong[KernelGen.Runtime.Selection.Room(k)]);
                var right = new KernelGen.Runtime.Selection(k, new ulong[KernelGen.Runtime.Selection.Room(k)]);
                for (int i = 0; i < n; i++)
                    if (i < n / 3) left.Add(x[i], i);
                    else right.Add(x[i], i);
                left.Merge(right);
                left.Finish();
                Assert.True(indices.SequenceEqual(left.Indices.ToArray()), $"{kind}, n = {n}, k = {k}");
                Assert.True(values.SequenceEqual(Array.ConvertAll(left.Values.ToArray(), v => (double)v)), $"{kind}, n = {n}, k = {k}");
            }
    }

    [Theory, InlineData(1, 1), InlineData(2, 1), InlineData(2, 4), InlineData(3, 0.5)]
    public void Two_supports_merge_into_that_of_both_parts(int power, double sum)
    {
        foreach (var kind in new[] { "random", "ties", "zeros", "masked", "ascending" })
            foreach (int n in new[] { 1, 10, 300, 5000 })
            {
                float[] x = [.. ChoosingTests.Row(kind, n).Select(v => v / 8)];
                var left = new Support(power, sum, new float[Support.Room]);
                var right = new Support(power, sum, new float[Support.Room]);
                for (int i = 0; i < n; i++)
                    if (i % 3 == 0) left.Add(x[i]);
                    else right.Add(x[i]);
                left.Merge(right);
                right.Finish();
                left.Finish();
                var threshold = left.Value;
                Assert.Equal((double)(RowMath.Threshold(x, power, sum) - RowMath.Max(x)), threshold, 1e-12);
                Assert.Equal(sum, x.Sum(v => Math.Pow(Math.Max((double)v - x.Max() - threshold, 0), power)), 1e-9);
            }
    }

    // Nearly equal elements all lie above the threshold; far from 0 on either side, so that neither room that was not filled nor a bar
    // that is not relative to the maximum passes for them.
    [Theory, InlineData(100), InlineData(-100)]
    public void A_support_larger_than_its_room_grows(float near)
    {
        foreach (int power in new[] { 1, 2 })
            foreach (int n in new[] { 8, 9, 40, 300, 5000 })
            {
                var random = new Random(n);
                float[] x = [.. Enumerable.Range(0, n).Select(_ => near + (random.NextSingle() / 100))];
                var support = new Support(power, n, new float[8]);
                foreach (float v in x) support.Add(v);
                support.Finish();
                double threshold = support.Value + x.Max();
                Assert.True(threshold < x.Min(), $"power {power}, n = {n}: {threshold}");
                Assert.Equal(1, x.Sum(v => Math.Pow(v - threshold, power)) / n, 1e-9);
            }
    }

    [Fact]
    public void A_row_without_a_threshold_says_so()
    {
        static double Of(params float[] x)
        {
            var support = new Support(1, 1, new float[Support.Room]);
            foreach (float v in x) support.Add(v);
            support.Finish();
            return support.Value;
        }
        Assert.Equal(double.PositiveInfinity, Of());
        Assert.Equal(double.PositiveInfinity, Of(float.NegativeInfinity, float.NegativeInfinity));
        Assert.Equal(double.NaN, Of(1, float.NaN));
        Assert.Equal(double.NaN, Of(1, float.PositiveInfinity));
        Assert.Equal(-0.5, Of(3, 3, float.NegativeInfinity, 1));
        Assert.Equal(-1, Of(3e38f, -3e38f));
    }
}
