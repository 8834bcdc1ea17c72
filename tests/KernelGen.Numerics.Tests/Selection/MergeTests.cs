using KernelGen.Runtime;

namespace KernelGen.Numerics.Tests.Selection;

/// <summary>What parts of a row have chosen merges into what the whole row chooses; and thresholds of rows in rooms too small for them.</summary>
public class MergeTests
{
    public static TheoryData<string> Kinds => ChoosingTests.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Parts_merge_in_any_order(string kind)
    {
        var random = new Random(20261123);
        foreach (var n in new[] { 0, 1, 10, 300, 3000 })
            foreach (var k in new[] { 0, 1, 5, 64, 200 })
                foreach (var parts in new[] { 1, 2, 7 })
                {
                    var x = ChoosingTests.Row(kind, n);
                    var (values, indices) = Sorted.Largest(Array.ConvertAll(x, v => (double)v), k);
                    var all = New(k);
                    var copy = all;
                    var order = Enumerable.Range(0, parts).ToArray();
                    random.Shuffle(order);
                    foreach (var part in order)
                    {
                        var chosen = copy.Part(Room(k));
                        for (var i = part * n / parts; i < (part + 1) * n / parts; i++)
                        {
                            if (i % 50 == 49) chosen.Tighten();
                            chosen.Add(x[i], i);
                        }
                        copy.Merge(chosen);
                    }
                    all.CatchUp(copy);
                    all.Finish();
                    Assert.True(indices.SequenceEqual(all.Indices.ToArray()), $"{kind}, n = {n}, k = {k}, {string.Join(' ', order)}");
                    Assert.True(values.SequenceEqual(Array.ConvertAll(all.Values.ToArray(), v => (double)v)), $"{kind}, n = {n}, k = {k}");
                }
    }

    // Were the bar of what has come the part's own, elements equal to it would be passed over, which come before it.
    [Fact]
    public void Of_equals_the_first_stays_whichever_part_comes_first()
    {
        var all = New(2);
        for (var i = 100; i < 200; i++) all.Add(1, i);
        all.Tighten();
        var part = all.Part(Room(2));
        for (var i = 0; i < 100; i++) part.Add(1, i);
        all.Merge(part);
        all.Finish();
        Assert.Equal([0, 1], all.Indices);
    }

    [Fact]
    public void A_part_looks_for_no_less_than_what_has_come()
    {
        var all = New(2);
        foreach (var v in new[] { 5f, 7, 3, 9 }) all.Add(v, 0);
        all.Tighten();
        Assert.Equal(MathF.BitDecrement(7), all.Part(Room(2)).Bar);
        var raised = New(2);
        raised.Raise(8);
        all.Merge(raised);
        Assert.True(all.Part(Room(2)).Bar is > 7.99f and < 8);
    }

    [Fact]
    public void One_invalid_part_spoils_all()
    {
        var all = New(1);
        all.Add(1, 0);
        var part = all.Part(Room(1));
        part.Add(float.NaN, 1);
        all.Merge(part);
        all.Finish();
        Assert.Equal([-1], all.Indices);
        Assert.Equal([float.NaN], all.Values);
    }

    static KernelGen.Runtime.Selection New(int k) => new(k, Room(k));

    static ulong[] Room(int k) => new ulong[KernelGen.Runtime.Selection.Room(k)];

    [Theory, InlineData(1, 1), InlineData(2, 1), InlineData(2, 4), InlineData(3, 0.5)]
    public void The_support_of_a_row(int power, double sum)
    {
        foreach (var kind in new[] { "random", "ties", "zeros", "masked", "ascending" })
            foreach (int n in new[] { 1, 10, 300, 5000 })
            {
                float[] x = [.. ChoosingTests.Row(kind, n).Select(v => v / 8)];
                var support = new Support(power, sum, new float[Support.Room]);
                foreach (var v in x) support.Add(v);
                support.Finish();
                var threshold = support.Value;
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
