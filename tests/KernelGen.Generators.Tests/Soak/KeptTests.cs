using KernelGen.Generators.Tests.Descriptions;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>What the soak found, shrunk: each on rows of every kind, by the algorithm and at the width that showed it.</summary>
public class KeptTests
{
    private const string Parameters = "(Row x, Row z, Row w, Scalar a, Scalar b, Position k, Mask keep)";

    private static readonly Dictionary<string, (string Results, string Expression, Algorithm Algorithm, VectorWidth Width)> All = new()
    {
        ["a product has no fold"] = Scalar("Product(x)"),
        ["a product of exponentials and a sum"] = Row("Sum(Exp(x)) * x"),
        ["a scale where an anchor is expected"] = Row("x + Sum(Exp(x))"),
        ["a position inside a scalar of the sweep's own"] = Scalar("Sum(Exp(w) - k)"),
        ["a whole number written as a real one"] = Scalar("Sum(Select(keep, 100.0 - x.Length, x))"),
        ["what is kept is looked for in a scalar"] = Row("(Sigmoid(Exp2(x)) - Sum(z)) / Sum(Sigmoid(Exp2(x)) - Sum(z))"),
        ["pairs that find no anchor"] = Row("Exp(x) - Max(Exp(x))", Algorithm.TwoPass),
        ["a scale between rows that are not summed"] = Row("Exp(x.Positions) / Sum(Exp(w))", Algorithm.Reload, VectorWidth.Bits256),
        ["a power of a scale between rows that are not summed"] = Row("Pow((Exp(x) + z) / Sum(z), 3.0)"),
        ["an exponential that is not chosen"] = Row("Select(keep, Pow(x, 4.0), Expm1(x)) - Sum(x)"),
        ["an exponent far from 0 of a product"] = Row("Exp(-(x * x.Positions * (x * Pow(x, 4.0)) / Sum(x))) * (x * Pow(x, 4.0))"),
        ["a fourth power over the headroom"] = Scalar("Sum(Pow(Select(w < x.Positions, a, Exp(x)), 4.0))"),
        ["the smaller of two numbers is chosen"] = Scalar("a < 1.0 ? 1.0 : Sum(Exp(x))"),
        ["indices divide"] = Row("x / (ArgMax(x) / ArgMax(z))"),
        ["the product of two indices"] = Scalar("Sum(x) + k * k * x.Length * x.Length"),
        ["an empty row and an infinite maximum"] = Scalar("Sum(x - Max(x))"),
        ["an empty row and the maximum of exponentials"] = Scalar("Max(Exp(x.Positions))"),
        ["an empty row and its length"] = Scalar("Max(x.Length * w)"),
        ["the cosine of a sum with a large low part"] = Scalar("Sum(Cos(Min(x, Sum(x))))"),
        ["a minimum beside a scaled sum"] = Row("Min(x, Exp(x)) - Sum(Exp(w))"),
        ["an exponential of an exponential over sigmoids"] = Row("Exp(Exp(x * x)) / Sum(Sigmoid(x))"),
        ["an exponent of +∞ beside others"] = Row("Exp(z - x) / Sum(Exp(x))"),
        ["an exponential beside its own maximum"] = Row("Exp(x) - Max(Exp(x))"),
        ["a factor and its reciprocal far from 1"] = Row("Sum(x) * (x / Sum(x)) / Sum(x)"),
        ["a mean of exponentials inside a scalar"] = Scalar("Sum(Exp(Exp(x)) - Log(Sum(Exp(ArgMax(x.Positions) * z))))"),
        ["a masked power of 2, one at a time"] = Scalar("Sum(Exp2(x))", VectorWidth.Scalar),
        ["a choice between a sum and exponentials"] = Row("Select(x < x.Positions, Sum(x), Exp2(x)) / Sum(Select(x < x.Positions, Sum(x), Exp2(x)))"),
        ["a computed exponent near 0 beside one far away"] = Scalar("Max(Sum(Exp(z / z)), -Sum(Exp(x)))"),
        ["an exponential is compared"] = Row("Select((Exp(z) <= x) & !(x <= x.Positions), x, Sum(Exp(w)) * z)"),
        ["a scale and an anchor of one loop"] = Row("Sum(Exp(x.Positions)) * Exp(Exp(x.Positions) - Sum(Exp(x.Positions)))"),
        ["a product of denormals and its sum"] = Row("x.Length * Select(x.Positions == k, x.Length, x) / Sum(x.Length * Select(x.Positions == k, x.Length, x))", Algorithm.Online, VectorWidth.Scalar),
        ["a cube of an exponential and a sum"] = Scalar("Sum(Pow(Exp(x.Positions) + Sum(x), 3.0))"),
        ["the sign of a zero"] = Scalar("ArgMax(Pow(x.Positions * x, -1.0))"),
        ["a fourth power of an exponential and a distance"] = Row("x / Sum(Pow(Exp(x) * (x - Max(x)), 4.0))"),
        ["a fourth power of an exponential and a mean"] = Row("x / Sum(Pow(Select(keep, Exp(x), 0.0) * Mean(x), 4.0))"),
        ["the smaller of two numbers in an exponent"] = Scalar("Sum(Exp(Select(x <= b, Min(a, b), Exp(w))))"),
        ["a choice beside a masked sum"] = Row("Select((x.Positions == k) & (x <= 3.0), Exp(x), Exp(x) - b) / Sum(Exp(x) - b - Max(Exp(x) - b))"),
        ["a share of a sum is subtracted beside the largest float"] = Row("Exp2(w - x.Length) - Sum(Exp2(w - x.Length)) / Sum(z)"),
        ["a choice among shares beside the largest float"] = Row("Exp2(w - x.Length) - Select(a < b, Sum(Exp2(w - x.Length)) / Sum(z), Sum(Exp(x)) / x.Length)"),
        ["a power of 2 beside its own maximum"] = Row("Select(Exp2(x * x.Positions) < Sum(x), Exp2(x * x.Positions) - Max(Exp2(x * x.Positions)), 0.0)"),
        ["a multiple in an exponent beside its own maximum"] = Row("Exp(w * 300.0) - Max(Exp(w * 300.0))"),
        ["a distance beside exponentials and others"] = Scalar("Sum((x - Max(x)) * Select(keep, Exp(x), Min(z, b))) / x.Length"),
        ["a power of a share of an exponential of its own"] = Row("Pow(Exp(x - x - Log(Sum(Exp(x)))), 4.0)"),
        ["the logarithm of a sum that needs no scale"] = Row("Cos(Exp2(x)) + x - Log(Sum(Exp(Cos(Exp2(x)))))"),
        ["what is chosen of an empty row is summed"] = Scalar("Sum(CumulativeSum(TopK(z, 3).Values))"),
        ["the largest exponential of an index of an empty row"] = Scalar("Sqrt(Max(Exp(TopK(x, 40).Indices)))"),
        ["a choice by what is chosen of an empty row"] = Scalar("Sum(TopK(x, 2).Values) < Sum(x) ? Log(x.Length) : Sum(x)"),
        ["a cube beside the largest exponential"] = Row("Pow(Select(!keep, Max(Exp(x)), Pow(x, 2.0)), 3.0)"),
        ["the quotient of two chosen indices"] = Scalar("TopK(z, 3).Indices[0] / TopK(z, 1).Indices[0]"),
        ["a threshold of what is summed"] = Row("x - Threshold(x, 2.0, Sum(w))"),
        ["an empty row, a maximum and running sums"] = Scalar("Max(Min(CumulativeSum(Exp(TopK(x, 40).Of(w) * TopK(x, 40).Of(z)))) * Exp(x))"),
        ["an element where there is no largest"] = Scalar("TopK(x, 3).Values[ArgMax(TopK(x, 3).Values / Sum(TopK(x, 3).Values))]"),
        ["exponentials over one of each element"] = Row("(Exp(w) + Exp(x)) / Exp(LogAddExp(w, z)) / Sum((Exp(w) + Exp(x)) / Exp(LogAddExp(w, z)))"),
        ["running sums of an empty row and a number"] = Scalar("Max(CumulativeSum(TopK(x, 3).Values) + b)"),
        ["a logarithm of exponentials and others, masked"] = Scalar("Max(Log(Select(keep, Exp(x), x)))"),
        ["a power of 2 less 1"] = Row("Exp2(x.Positions) - 1.0"),
        ["a choice by what takes a function"] = Row("Select((x.Positions <= x) | (z <= Log1p(x)), Max(x.Positions), x.Positions)"),
        ["a choice by where an element stands"] = Row("Select(x.Positions < x.Length, z, x)"),
        ["an index beside pairs"] = Scalar("ArgMax(Exp(x)) + Sum(Exp(w - Max(w)))", algorithm: Algorithm.TwoPass),
        ["a quotient of denormals with a sign"] = Row("-(x / Sum(Sigmoid(w)))"),
        ["a share of nothing is nothing"] = Scalar("Sum(Exp(TopK(x, 5).Values) / Sum(Exp(TopK(x, 5).Values)))"),
        ["a factor that cancels is NaN"] = Row("w / Sum(Exp(x)) / Sum(w / Sum(Exp(x)))"),
        ["the logarithm of a sum, beside what is not its exponent"] = Row("Exp(x) - Log(Sum(Exp(x)))"),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_computes_its_description(string name)
    {
        var (results, expression, algorithm, width) = All[name];
        Check(results, expression, algorithm, width);
    }

    private static void Check(string results, string expression, Algorithm algorithm, VectorWidth width)
    {
        var test = new Case($"static {results} D{Parameters} => {expression};", $"Algorithm = Algorithm.{algorithm}, Width = VectorWidth.{width}");
        var subject = new Subject([.. Described.Model(test.Members).Results], algorithm, width);
        var runner = new CaseRunner([test]);
        var judge = new Judge();
        foreach (string kind in SoakInputs.AllKinds)
            foreach (int length in SoakInputs.Lengths.Where(l => l < 5000))
            {
                var inputs = new SoakInputs(kind, length, length + 1);
                var fault = judge.Check(subject, inputs, inputs.Run(runner.Kernel("D")), inputs.Run(runner.Reference("D")));
                Assert.True(fault is null, $"{kind}, {length} elements: {fault?.Text}");
            }
        Assert.True(judge.Compared > 0, "Nothing could be compared.");
    }

    private static (string, string, Algorithm, VectorWidth) Row(string expression, Algorithm algorithm = Algorithm.Auto, VectorWidth width = VectorWidth.Widest) => ("Row", expression, algorithm, width);

    private static (string, string, Algorithm, VectorWidth) Scalar(string expression, VectorWidth width = VectorWidth.Widest, Algorithm algorithm = Algorithm.Auto) => ("Scalar", expression, algorithm, width);
}
