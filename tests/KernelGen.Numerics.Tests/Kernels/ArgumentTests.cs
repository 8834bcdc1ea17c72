namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>Calls that a kernel refuses: the right exception, and nothing written.</summary>
public class ArgumentTests
{
    const float Untouched = 123.5f;
    const int Length = 40;

    public static TheoryData<string> WithRow => [.. Cases.WithRow.Select(c => c.Name)];
    public static TheoryData<string> WithLabel => [.. Cases.All.Where(c => c.Takes.HasFlag(Takes.Label)).Select(c => c.Name)];
    public static TheoryData<string> WithTwoRows => [.. Cases.All.Where(c => (c.Takes & (Takes.Second | Takes.Keep)) != 0).Select(c => c.Name)];

    [Theory, MemberData(nameof(WithRow))]
    public void A_short_destination_is_refused(string name)
    {
        foreach (var missing in new[] { 1, Length })
            Refuses<ArgumentException>(name, y => new() { X = Row(), Second = Row(), Keep = new bool[Length], Y = y.AsSpan(0, Length - missing) });
    }

    [Theory, MemberData(nameof(WithRow))]
    public void A_longer_destination_keeps_its_rest(string name)
    {
        var kernel = Cases.Find(name);
        foreach (var variant in Variant.All)
        {
            var y = Filled(Length + 20);
            var arguments = new Arguments { X = Row(), Second = Row(), Keep = new bool[Length], Number = kernel.Number, Label = 1, Y = y };
            variant.Kernels[name](ref arguments);
            Assert.Equal(-1, y.AsSpan(Length).IndexOfAnyExcept(Untouched));
            Assert.Equal(-1, y.AsSpan(0, Length).IndexOf(Untouched));
        }
    }

    [Theory, MemberData(nameof(WithRow))]
    public void A_partial_overlap_is_refused(string name)
    {
        foreach (var shift in new[] { 1, 8, Length - 1, -1, -8, 1 - Length })
            Refuses<ArgumentException>(name, y => new() { X = y.AsSpan(Length, Length), Second = Row(), Keep = new bool[Length], Y = y.AsSpan(Length + shift, Length) });
        if (Cases.Find(name).Takes.HasFlag(Takes.Second))
            Refuses<ArgumentException>(name, y => new() { X = Row(), Second = y.AsSpan(0, Length), Y = y.AsSpan(4, Length) });
        if (Cases.Find(name).Takes.HasFlag(Takes.Keep))
            Refuses<ArgumentException>(name, y => new() { X = Row(), Keep = System.Runtime.InteropServices.MemoryMarshal.Cast<float, bool>(y)[..Length], Y = y.AsSpan(0, Length) });
    }

    [Theory, MemberData(nameof(WithTwoRows))]
    public void Rows_of_unequal_length_are_refused(string name)
    {
        foreach (var length in new[] { 0, Length - 1, Length + 1 })
            Refuses<ArgumentException>(name, y => new() { X = Row(), Second = new float[length], Keep = new bool[length], Y = y });
    }

    [Theory, MemberData(nameof(WithLabel))]
    public void A_label_out_of_range_is_refused(string name)
    {
        foreach (var label in new[] { -1, Length, int.MinValue, int.MaxValue })
            Refuses<ArgumentOutOfRangeException>(name, y => new() { X = Row(), Y = y, Label = label });
        Refuses<ArgumentOutOfRangeException>(name, y => new() { X = [], Y = y, Label = 0 });
    }

    delegate Arguments Call(float[] memory);

    static void Refuses<TException>(string name, Call call) where TException : Exception
    {
        var kernel = Cases.Find(name);
        foreach (var variant in Variant.All)
        {
            var memory = Filled(3 * Length);
            Exception? thrown = null;
            try
            {
                var arguments = call(memory);
                arguments.Number = kernel.Number;
                variant.Kernels[name](ref arguments);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                thrown = e;
            }
            Assert.True(thrown?.GetType() == typeof(TException), $"{name}, {variant}: {thrown?.GetType().Name ?? "nothing"} instead of {typeof(TException).Name}");
            Assert.True(memory.AsSpan().IndexOfAnyExcept(Untouched) < 0, $"{name}, {variant}: written before it was refused");
        }
    }

    static float[] Row() => [.. Enumerable.Range(0, Length).Select(i => (float)Math.Sin(i))];

    static float[] Filled(int length)
    {
        var memory = new float[length];
        memory.AsSpan().Fill(Untouched);
        return memory;
    }
}
