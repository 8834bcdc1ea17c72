using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>What the laws make of descriptions: rows x, y, w, scalars a, b.</summary>
public class SimplifyTests
{
    [Theory]
    [InlineData("Log(Exp(x) / Sum(Exp(x)))", "x - log(sum(exp(x)))")]
    [InlineData("Exp(x - Log(Sum(Exp(x))))", "exp(x) / sum(exp(x))")]
    [InlineData("Log(1 + Exp(x))", "softplus(x)")]
    [InlineData("Log(Exp(x) + 1)", "softplus(x)")]
    [InlineData("Log1p(Exp(x))", "softplus(x)")]
    [InlineData("Log(Sigmoid(x))", "-softplus(-x)")]
    [InlineData("1 / (1 + Exp(-x))", "sigmoid(x)")]
    [InlineData("1 / (Exp(-x) + 1)", "sigmoid(x)")]
    [InlineData("Exp(x) / (1 + Exp(x))", "sigmoid(x)")]
    [InlineData("Exp(x) * Exp(y)", "exp(x + y)")]
    [InlineData("Exp(x) / Exp(y)", "exp(x - y)")]
    [InlineData("y * Exp(x) / Exp(a)", "exp(x - a) * y")]
    [InlineData("Sqrt(Exp(x))", "exp(x / 2)")]
    [InlineData("Pow(Exp(x), a)", "exp(a * x)")]
    [InlineData("Pow(x, 2)", "x²")]
    [InlineData("Pow(x, 0.5)", "sqrt(x)")]
    [InlineData("Exp(x) - 1", "expm1(x)")]
    [InlineData("1 - Exp(x)", "-expm1(x)")]
    [InlineData("Relu(Exp(x) - 1)", "relu(expm1(x))")]
    [InlineData("Max(x, 0)", "relu(x)")]
    [InlineData("Max(0, x)", "relu(x)")]
    [InlineData("Abs(Exp(x))", "exp(x)")]
    [InlineData("Abs(x * x)", "x²")]
    [InlineData("Relu(Sigmoid(x))", "sigmoid(x)")]
    [InlineData("x * Sum(a * y)", "x * a * sum(y)")]
    [InlineData("x + Max(2 * y)", "x + 2 * max(y)")]
    [InlineData("x - Max(x + a)", "x - (max(x) + a)")]
    [InlineData("x * Sum(Select(keep, 1, 0) * a)", "x * a * sum(select(keep, 1, 0))")]
    [InlineData("Log(Sqrt(x))", "log(x) / 2")]
    [InlineData("Log(Exp(x) * Exp(y))", "x + y")]
    [InlineData("Log(Exp(x) + Exp(y))", "logaddexp(x, y)")]
    [InlineData("Log(w * Exp(x))", "x + log(w)")]
    [InlineData("Log((Exp(x) + Exp(-x)) / 2)", "logaddexp(x, -x) + log(0.5)")]
    [InlineData("Log(w * Exp(x) / Sum(w))", "x + log(w / sum(w))")]
    [InlineData("Log(w * Exp(x) / Sum(w * Exp(x)))", "x + log(w / sum(w * exp(x)))")]
    [InlineData("Log(Sqrt(w) * Exp(x) / Sum(Sqrt(w) * Exp(x)))", "log(w) / 2 + x - log(sum(sqrt(w) * exp(x)))")]
    public void A_description_becomes(string description, string expected) => Assert.Equal(expected, Simplified(description));

    [Theory]
    [InlineData("x - y")]
    [InlineData("Max(b * x)")]
    [InlineData("Log(x * y)")]
    [InlineData("Relu(x)")]
    [InlineData("Log(2 + x)")]
    [InlineData("x / Sum(x)")]
    public void Nothing_is_done_without_a_reason(string description) => Assert.Equal(description.ToLowerInvariant(), Simplified(description));

    [Fact]
    public void What_was_done_is_on_record()
    {
        var simplifier = new Simplifier(Laws.Simplify);
        simplifier.Run(Described.Expression("Log(Exp(x) / Sum(Exp(x)))"));
        var (law, before, after) = Assert.Single(simplifier.Applied);
        Assert.Equal(("log of share", "log(exp(x) / sum(exp(x)))", "x - log(sum(exp(x)))"), (law, before.ToString(), after.ToString()));
    }

    private static string Simplified(string description) => new Simplifier(Laws.Simplify).Run(Described.Expression(description)).ToString();
}
