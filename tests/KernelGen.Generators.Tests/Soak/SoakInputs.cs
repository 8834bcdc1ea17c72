using KernelGen.Generators.Tests.Descriptions;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>One call's arguments: a kind of rows, a length and a seed, from which everything else follows.</summary>
internal sealed record SoakInputs(string Kind, int Length, int Seed)
{
    public static readonly int[] Lengths = [0, 1, 2, 7, 13, 33, 64, 100, 5000];

    private static readonly Dictionary<string, Func<Random, float>> Kinds = new()
    {
        ["ordinary"] = r => Uniform(r, 4),
        ["small"] = r => Uniform(r, 0.01),
        ["near 1e4"] = r => (r.Next(2) == 0 ? 1e4f : -1e4f) + Uniform(r, 10),
        ["high"] = r => 1e4f + Uniform(r, 10),
        ["low"] = r => -1e4f + Uniform(r, 10),
        ["spread"] = r => Uniform(r, 1e4),
        ["masked"] = r => r.Next(3) > 0 ? float.NegativeInfinity : Uniform(r, 10),
        ["all masked"] = _ => float.NegativeInfinity,
        ["NaN"] = r => Uniform(r, 4),
        ["denormal"] = r => Uniform(r, 1e-39),
        ["bytes"] = r => BitConverter.Int32BitsToSingle((int)r.NextInt64(1L << 32)),
    };

    public static IReadOnlyList<string> AllKinds { get; } = [.. Kinds.Keys];

    // One generator for each argument: another length or kind leaves the others as they are.
    public float[] X { get; } = Row(Kind, Length, Seed * 3, spoilt: Kind == "NaN");
    public float[] Z { get; } = Row(Kind is "masked" or "all masked" or "NaN" ? "ordinary" : Kind, Length, (Seed * 3) + 1, spoilt: false);
    public float[] W { get; } = [.. Row("ordinary", Length, (Seed * 3) + 2, spoilt: false).Select(v => 0.1f + (Math.Abs(v) / 4))];
    public float A { get; } = 0.2f + (new Random(Seed).NextSingle() * 2);
    public float B { get; } = (new Random(Seed + 1).NextSingle() * 4) - 2;
    public int K { get; } = Length == 0 ? 0 : new Random(Seed + 2).Next(Length);
    public bool[] Keep { get; } = [.. Row("ordinary", Length, Seed + 3, spoilt: false).Select(v => v > -2)];

    public float[] Row(string name) => name switch { "x" => X, "z" => Z, _ => W };

    /// <summary>The same with every NaN of the first row replaced by a number.</summary>
    public SoakInputs Mended() => new("ordinary", Length, Seed);

    public double[][] Run(CaseRunner.Evaluation evaluation) => evaluation([.. X], [.. Z], [.. W], A, B, K, Keep);

    private static float[] Row(string kind, int length, int seed, bool spoilt)
    {
        var random = new Random(seed);
        float[] row = [.. Enumerable.Range(0, length).Select(_ => Kinds[kind](random))];
        if (spoilt && length > 0) row[random.Next(length)] = float.NaN;
        return row;
    }

    private static float Uniform(Random random, double limit) => (float)(((random.NextDouble() * 2) - 1) * limit);
}
