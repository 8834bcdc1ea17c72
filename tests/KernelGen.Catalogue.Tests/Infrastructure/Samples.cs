namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>A kind of row: how its elements are drawn.</summary>
enum RowKind { Ordinary, Wide, Far, Constant, OneHot, Masked }

/// <summary>Inputs that a kernel is meant for: parameters draw from a domain by their name, rows otherwise by the kind that is asked for.</summary>
static class Samples
{
    public static readonly int[] Lengths = [1, 2, 7, 33, 260, 1025];

    static readonly Dictionary<string, float> Numbers = new()
    {
        ["scale"] = 0.8f, ["phi"] = 1.5f, ["smoothing"] = 0.1f, ["lambda"] = 1e-3f, ["epsilon"] = 1e-3f, ["s"] = 0.43f, ["c"] = 1.25f, ["p"] = 4,
        ["temperature"] = 0.7f, ["penalty"] = -7, ["step"] = 1 / 255f, ["offset"] = 3, ["bias"] = 0.01f, ["b"] = 9, ["levels"] = 16, ["a"] = 0.5f,
        ["limit"] = -2.5f, ["alpha"] = 0.3f, ["beta"] = 1.5f, ["share"] = 0.6f, ["tolerance"] = 0.05f, ["norm"] = 2.5f, ["tau"] = 0.2f,
        ["first"] = -1, ["second"] = 0.25f, ["third"] = 0.75f, ["threshold"] = 0.2f, ["gamma"] = 1.5f, ["value"] = 0.3f, ["prior"] = 0.4f,
        ["a1"] = 0.7f, ["a2"] = -0.3f, ["a3"] = 0.2f, ["b1"] = 0.1f, ["b2"] = -0.4f, ["w0"] = 0.3f, ["w1"] = 0.25f, ["w2"] = 0.45f, ["quantile"] = 0.9f,
        ["rate"] = 0.01f, ["beta1"] = 0.9f, ["beta2"] = 0.99f, ["decay"] = 0.01f, ["warm1"] = 0.4f, ["warm2"] = 0.1f, ["sum"] = 3, ["gap"] = 0.02f,
        ["amount"] = 0.8f, ["bits"] = 4, ["tables"] = 10, ["input"] = 0.5f, ["gain"] = 1.2f, ["omega"] = 1.7f,
    };

    static readonly string[] Logits = ["x", "logits", "gate", "a", "b", "teacher", "student", "scores", "u"];

    /// <summary>Rows that are no logits: each element from a uniform number between −1 and 1.</summary>
    static readonly Dictionary<string, Func<double, double>> Domains = new()
    {
        ["SoftActorCritic.deviation"] = u => 1 + (0.8 * u),
        ["GaussianMixture.deviation"] = u => 1 + (0.8 * u),
        ["SoftActorCritic.mean"] = u => u,
        ["LocalSensitivity.collision"] = u => 0.75 + (0.2 * u),
        ["TopKGating.load"] = u => 1 + u,
        ["TopKGating.importance"] = u => 1 + u,
        ["TopKGating.deviation"] = u => 2 * u,
        ["SparseAllocation.scores"] = u => 1 + (0.9 * u),
        ["GaussianMixture.mean"] = u => 3 * u,
        ["SoftCoT.norms"] = u => 2 + u,
        ["SoftCoT.products"] = u => 3 * u,
        ["NbcSoftmax.cosines"] = u => u,
        ["CnnSvm.signs"] = u => u < 0 ? -1 : 1,
        ["GruSvm.signs"] = u => u < 0 ? -1 : 1,
        ["GumbelLoss.target"] = u => u > 0.6 ? 1 : 0,
        ["GumbelLoss.q"] = u => 4 * u,
        ["ReluRouting.load"] = u => 1 + u,
        ["Lamb.v"] = u => 0.1 * (1 + u),
        ["AdaBelief.s"] = u => 0.1 * (1 + u),
        ["Eml.y"] = u => Math.Exp(3 * u),
        ["Eml.x"] = u => Math.Exp(2 * u),
        ["Chronicals.cos"] = u => Math.Cos(4 * u),
        ["Chronicals.sin"] = u => Math.Sin(4 * u),
    };

    public static Inputs Of(CatalogueKernel kernel, RowKind kind, int length, int seed = 2026)
    {
        var random = new Random(seed + length);
        var entry = kernel.Name[..kernel.Name.IndexOf('.')];
        return new(length, kernel.Parameters.ToDictionary(p => p.Name, p => p.Kind switch
        {
            nameof(Row) when Domains.TryGetValue($"{entry}.{p.Name}", out var domain) => Row(length, () => domain(Uniform(random))),
            nameof(Row) => Row(kind == RowKind.Masked && !Logits.Contains(p.Name) ? RowKind.Ordinary : kind, length, random),
            nameof(Mask) => (object)Enumerable.Range(0, length).Select(i => i == length / 2 || random.Next(3) > 0).ToArray(),
            nameof(Position) => p.Name == "k" ? Math.Min(3, length) : length / 2,
            _ => Numbers[p.Name],
        }));
    }

    /// <summary>Formulas that are 0 / 0 for a row of one element: nothing to standardise, nobody to share with, no second reward.</summary>
    public static bool IsUndefined(string kernel, int length) => length == 1 && (kernel is "ZLoss.Loss" or "SoftplusAttention.Weights" or "ShrinkageBaseline.Advantage");

    /// <summary>Whether a row of this kind reaches the kernel at all: some rows come from a domain of their own, and only an exponent can be masked.</summary>
    public static bool Reaches(CatalogueKernel kernel, RowKind kind) => kind == RowKind.Masked ? Exceptions.CanBeMasked(kernel.Name)
        : kind == RowKind.Ordinary || kernel.Parameters.Any(p => p.Kind == nameof(Row) && !Domains.ContainsKey($"{kernel.Name[..kernel.Name.IndexOf('.')]}.{p.Name}"));

    static float[] Row(RowKind kind, int length, Random random)
    {
        var constant = (float)(3 * Uniform(random));
        var hot = random.Next(length);
        var i = 0;
        return Row(length, () => kind switch
        {
            RowKind.Wide => 1e4 * Uniform(random),
            RowKind.Far => 1e4 + (10 * Uniform(random)),
            RowKind.Constant => constant,
            RowKind.OneHot => i++ == hot ? 40 : 0,
            RowKind.Masked => random.Next(4) == 0 && i++ != hot ? double.NegativeInfinity : 3 * Uniform(random),
            _ => 3 * Uniform(random),
        });
    }

    static float[] Row(int length, Func<double> element) => [.. Enumerable.Range(0, length).Select(_ => (float)element())];

    static double Uniform(Random random) => (2 * random.NextDouble()) - 1;
}
