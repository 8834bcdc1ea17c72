using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using KernelGen.Generators.Tests.Algebra;

namespace KernelGen.Generators.Tests.Planning;

/// <summary>What is known of a summand before the sweep's own sums are: the products it expands to, and how it follows its anchors.</summary>
public class ExpansionTests
{
    [Theory]
    [InlineData("x * Sum(y) + y * Sum(x)", false)]
    [InlineData("Abs(x) * Sum(Abs(y)) - Min(y, 0) * Sum(Abs(y))", true)]
    [InlineData("Min(x, 0) * Sum(Abs(y)) - Abs(y) * Sum(Abs(x))", true)]
    [InlineData("(x - Sum(y)) * (y + Sum(x)) / Sum(w)", true)]
    [InlineData("w / (w * Sum(w)) * x", true)]
    [InlineData("Select(keep, x * Sum(y), w - Sum(x))", true)]
    [InlineData("Abs(x * Sum(y))", true)]
    [InlineData("Relu(x * Sum(Abs(y)))", true)]
    [InlineData("Relu(x * Sum(y))", false)]
    [InlineData("Sqrt(w * Sum(Abs(y)))", true)]
    [InlineData("Sqrt(w * Sum(y))", false)]
    [InlineData("Pow(x - Sum(y), 3)", true)]
    public void The_products_of_a_summand_add_up_to_it(string summand, bool expands)
    {
        var e = Described.Expression(summand);
        var products = new Expansion(n => n.Contains(m => m.Op.IsReduction())).Expand(e);
        Assert.Equal(expands, products is not null);
        var random = new Random(20260601);
        for (int trial = 0; trial < 10 && products is not null; trial++)
        {
            var inputs = Inputs.Random(random, 6, magnitude: 2);
            var sum = Build.Add(products.Select(p => Build.Mul(Build.Mul(p.Coefficient, p.Weight), Build.Mul(p.Affine.Select(a => Build.Add(a.Row, a.Shift))))));
            new Agreement(e, inputs, random).Check(new Interpreter(inputs).Evaluate(sum), () => $"{e}\n→ {sum}");
        }
    }

    private static readonly Expr X = Expr.Leaf(Op.Row, "x"), Y = Expr.Leaf(Op.Row, "y"), W = Expr.Leaf(Op.Row, "w"), Keep = Expr.Leaf(Op.Mask, "keep");
    private static readonly Expr Anchor = Expr.Of(Op.Anchor, X), E = Expr.Of(Op.ScaledExp, X, Anchor), Inverse = Expr.Of(Op.Rescale, W, Expr.Of(Op.ScalePower, -1, Anchor));

    public static TheoryData<string, double> Degrees => new()
    {
        { nameof(E), 1 }, { "a product", 2 }, { "a quotient", 0 }, { "under an exponential", -1 }, { "a root", 0.5 }, { "a power", 3 }, { "a sum", 1 }, { "a choice", 1 }, { "over a square", -1 },
    };

    private static Expr Row(string name) => name switch
    {
        nameof(E) => E,
        "a product" => Build.Mul(E, Inverse),
        "a quotient" => Build.Div(E, Inverse),
        "under an exponential" => Build.Div(Y, E),
        "a root" => Expr.Of(Op.Sqrt, E),
        "a power" => Expr.Of(Op.Pow, E, Expr.Constant(3)),
        "a sum" => Build.Sub(E, Inverse),
        "a choice" => Expr.Of(Op.Select, Keep, E, Build.Zero),
        _ => Build.Div(Inverse, Build.Mul(E, E)),
    };

    [Theory, MemberData(nameof(Degrees))]
    public void A_summand_follows_its_anchor_by_its_degree(string name, double degree)
    {
        var row = Row(name);
        Assert.Equal(degree, Homogeneity.Degrees(row, n => n.Contains(Anchor.Equals)) is { } degrees && degrees.TryGetValue(Anchor, out double d) ? d : double.NaN);
        var inputs = Inputs.Random(new Random(20260602), 5, magnitude: 2);
        var (here, there) = (new Interpreter(inputs).Evaluate(row), new Interpreter(inputs, anchorOffset: 3).Evaluate(row));
        Assert.All(here.Zip(there), v => Assert.Equal(v.First * Math.Pow(2, -3 * degree), v.Second, 1e-9 * Math.Abs(v.Second)));
    }
}
