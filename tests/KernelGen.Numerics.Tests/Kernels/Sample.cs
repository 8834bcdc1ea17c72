using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Kernels;

/// <summary>The inputs of one call. <see cref="Class"/> names the kind of row.</summary>
sealed record Sample(string Class, float[] X, float[] Second, bool[] Keep)
{
    const float Masked = float.NegativeInfinity;

    /// <summary>A kind of row: <paramref name="Of"/> draws the element at a position of a row of a length.</summary>
    sealed record Kind(string Name, Func<Random, int, int, float> Of);

    static readonly Kind[] Kinds =
    [
        new("uniform", (r, _, _) => Uniform(r, -10, 10)),
        new("normal sd 10", (r, _, _) => (float)(10 * Normal(r))),
        new("near 1e4", (r, _, _) => 1e4f + Uniform(r, -10, 10)),
        new("near -1e4", (r, _, _) => -1e4f + Uniform(r, -10, 10)),
        new("spread", (r, _, _) => Uniform(r, -1e4f, 1e4f)),
        new("constant", (_, _, _) => 88.5f),
        new("one-hot", (_, i, n) => i == n / 3 ? 1e4f : 0),
        new("a third masked", (r, _, _) => r.Next(3) == 0 ? Masked : Uniform(r, -10, 10)),
        new("all but one masked", (_, i, n) => i == 2 * n / 3 ? -7 : Masked),
        new("all masked", (_, _, _) => Masked),
        new("a NaN", (r, i, n) => i == n / 2 ? float.NaN : Uniform(r, -10, 10)),
        new("a +∞", (r, i, n) => i == n / 2 ? float.PositiveInfinity : Uniform(r, -10, 10)),
        new("±3e38", (r, _, _) => r.Next(2) == 0 ? 3e38f : -3e38f),
        new("spread 1e30", (r, _, _) => Uniform(r, -1e30f, 1e30f)),
        new("denormal", (r, _, _) => Uniform(r, -1e-39f, 1e-39f)),
    ];

    // From one block to the next the maximum changes: by little, by much, from none, and to where exponents are far.
    static readonly Kind[] OfBlocks =
    [
        new("rising", (r, i, _) => Uniform(r, -10, 10) + (20 * (i / 4096))),
        new("rising fast", (r, i, _) => Uniform(r, -10, 10) + (60 * (i / 4096))),
        new("a masked block first", (r, i, _) => i < 4096 ? Masked : Uniform(r, -10, 10)),
        new("a block far up", (r, i, _) => Uniform(r, -10, 10) + (i / 4096 == 2 ? 2e5f : 0)),
        new("out of the depth", (r, i, _) => Uniform(r, -10, 10) - (i < 4096 ? 2e5f : 0)),
        new("a NaN at the end", (r, i, n) => i == n - 1 ? float.NaN : Uniform(r, -10, 10) + (60 * (i / 4096))),
    ];

    /// <summary>Kinds of rows of several blocks; not the one so far up that an exponent which is computed is rounded to what nobody wants.</summary>
    public static IReadOnlyList<string> Rising { get; } = [.. OfBlocks.Select(k => k.Name).Where(name => name != "a block far up")];

    public static IReadOnlyList<string> Classes { get; } = [.. Kinds.Select(k => k.Name)];

    public int Length => X.Length;

    /// <summary>A row of a class. The second row is of the same class, but has no masked element and nothing that is not finite.</summary>
    public static Sample Of(string name, int length)
    {
        var kind = Find(name);
        var random = new Random(length * 31 + Array.IndexOf(Kinds, kind));
        var x = Row(kind, random, length);
        var second = Row(kind, random, length);
        for (var i = 0; i < length; i++)
            if (!float.IsFinite(second[i])) second[i] = Uniform(random, -2, 2);
        return new(length == 0 ? "empty" : name, x, second, [.. Enumerable.Range(0, length).Select(_ => random.Next(3) != 0)]);
    }

    static Kind Find(string name) => Kinds.Concat(OfBlocks).Single(k => k.Name == name);

    /// <summary>The first row of <see cref="Of(string, int)"/> alone.</summary>
    public static float[] RowOf(string name, int length)
    {
        var kind = Find(name);
        return Row(kind, new Random(length * 31 + Array.IndexOf(Kinds, kind)), length);
    }

    /// <summary>A row, a second one of zeros, and a mask that keeps all.</summary>
    public static Sample Of(params float[] x) => new("given", x, new float[x.Length], [.. x.Select(_ => true)]);

    /// <summary>Every length of interest, each with the classes that it is tried on: short rows with few, some with all, long ones with few again.</summary>
    public static IEnumerable<Sample> All() => Scope.FewRows ? Few() : Many();

    static IEnumerable<Sample> Few()
    {
        for (var n = 0; n <= 130; n++) yield return Of(Classes[n % Classes.Count], n);
        string[] hard = ["spread", "uniform", "all but one masked", "near -1e4"];
        foreach (var name in Scope.OneAlgorithm ? hard : Classes) yield return Of(name, 257);
        foreach (var name in Scope.OneAlgorithm ? hard[..1] : hard) yield return Of(name, 4097);
        foreach (var name in Scope.OneAlgorithm ? [] : Rising) yield return Of(name, 8200);
    }

    static IEnumerable<Sample> Many()
    {
        int[] corners = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 128, 257];
        yield return Of("uniform", 0);
        for (var n = 1; n <= 257; n++)
            foreach (var name in corners.Contains(n) ? Classes : [Classes[n % 2], Classes[2 + n % (Classes.Count - 2)]])
                yield return Of(name, n);
        foreach (var name in Classes) yield return Of(name, 4097);
        foreach (var name in Rising) yield return Of(name, 13_000);
        foreach (var name in new[] { "uniform", "spread", "a third masked", "±3e38" }) yield return Of(name, 4095);
        foreach (var name in new[] { "normal sd 10", "all but one masked", "a NaN", "near 1e4" }) yield return Of(name, 4096);
        foreach (var name in new[] { "uniform", "near -1e4", "all but one masked" }) yield return Of(name, 100003);
    }

    static float[] Row(Kind kind, Random random, int length)
    {
        var row = new float[length];
        for (var i = 0; i < length; i++) row[i] = kind.Of(random, i, length);
        return row;
    }

    static float Uniform(Random random, float from, float to) => (float)(from + random.NextDouble() * (to - (double)from));

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
