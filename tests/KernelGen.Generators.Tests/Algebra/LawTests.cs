using KernelGen.Generators.Algebra;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>Every law is an equation: its sides have the same value wherever its condition holds and its left side has one.</summary>
public class LawTests
{
    private const int Trials = 4000;

    public static TheoryData<string> Names => [.. Laws.Simplify.Select(law => law.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Both_sides_have_one_value(string name) => Check(Laws.Simplify.Single(law => law.Name == name));

    [Fact]
    public void Names_are_unique() => Assert.Equal(Laws.Simplify.Length, Laws.Simplify.Select(law => law.Name).Distinct().Count());

    [Fact]
    public void A_wrong_law_is_caught()
    {
        Expr u = Pattern.Any("U"), v = Pattern.Any("V");
        Law wrong = new("sum of exps", Expr.Of(Op.Exp, Build.Add(u, v)), Build.Add(Expr.Of(Op.Exp, u), Expr.Of(Op.Exp, v)));
        Assert.Contains("sum of exps", Assert.Throws<XunitException>(() => Check(wrong)).Message);
    }

    [Theory, InlineData("relu of non-negative"), InlineData("absolute of non-negative"), InlineData("log of sum"), InlineData("log of weighted share"), InlineData("maximum of a multiple")]
    public void A_law_without_its_condition_is_caught(string name) =>
        Assert.ThrowsAny<XunitException>(() => Check(Laws.Simplify.Single(law => law.Name == name) with { Condition = null }));

    [Fact]
    public void A_law_that_never_applies_is_caught()
    {
        Expr u = Pattern.Any("U");
        Law never = new("never", Expr.Of(Op.Log, u), u, _ => null);
        Assert.Contains("never had a value", Assert.Throws<XunitException>(() => Check(never)).Message);
    }

    private static void Check(Law law)
    {
        var random = new Random(2026);
        var variables = law.Left.Nodes().Where(Pattern.IsVariable).OrderBy(v => v.Op != Op.Row).ToList();
        int compared = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            Binding? binding = variables.Aggregate((Binding?)Binding.Empty, (b, v) => b?.Bind(v, Value(v, b, random)));
            if (binding is not null && law.Condition is { } condition) binding = condition(binding);
            if (binding is null) continue;
            var (left, right) = (Instance(law.Left, binding), Instance(law.Right, binding));
            var inputs = Inputs.Random(random, 1 + random.Next(5), 3);
            var agreement = new Agreement(left, inputs, random);
            agreement.Check(new Interpreter(inputs).Evaluate(right), () => $"{law.Name}: {left} is not {right}");
            compared += agreement.Comparable;
        }
        if (compared < 10) throw new XunitException($"{law.Name}: the sides never had a value ({compared}).");
    }

    // Small expressions, some of the kinds that conditions ask for.
    private static Expr Value(Expr variable, Binding others, Random random)
    {
        var expressions = new RandomExpressions(random);
        if (variable.Op == Op.Mask) return expressions.Mask(1);
        // A row that another variable stands for, at a position.
        if (variable.Op == Op.Stored && random.Next(5) == 0 && others.Values.Values.FirstOrDefault(v => v.IsRow) is { } row) return Picking.Pick(row, Expr.Leaf(Op.Position, "k"));
        bool isRow = variable.Op == Op.Row || (variable.Op == Op.Stored && random.Next(2) == 0);
        Expr value = isRow ? expressions.Row(random.Next(3)) : expressions.Scalar(random.Next(4));
        return random.Next(5) switch
        {
            4 => Build.Add(Expr.Of(Op.Exp, value), Expr.Of(Op.Exp, isRow ? expressions.Row(1) : expressions.Scalar(1))),
            0 => Expr.Of(Op.Exp, value),
            1 => Build.Mul(Expr.Of(Op.Exp, value), isRow ? expressions.Row(1) : expressions.Scalar(1)),
            _ => value,
        };
    }

    private static Expr Instance(Expr side, Binding binding) =>
        side.Substitute(e => Pattern.IsVariable(e) ? binding.Values[e.Name!] : null);
}
