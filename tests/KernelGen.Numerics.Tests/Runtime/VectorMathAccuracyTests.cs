using KernelGen.Numerics.Tests.Infrastructure;

namespace KernelGen.Numerics.Tests.Runtime;

/// <summary>The documented bounds, at every width, on a stride of all floats; Exp on a fine one, and on request on every float.</summary>
public class VectorMathAccuracyTests(ITestOutputHelper output)
{
    public static TheoryData<string> Functions => [.. ElementFunction.All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Functions))]
    public void StaysWithinItsBound(string name) => Check(ElementFunction.Named(name), Scope.FewRows ? 262147u : name == "Exp" ? 97u : 1021u);

    [Theory(Explicit = true), MemberData(nameof(Functions))]
    public void StaysWithinItsBoundOnEveryFloat(string name) => Check(ElementFunction.Named(name), 1);

    [Fact]
    public void ASweepSeesAnErrorOfTwoUlp()
    {
        var exp = ElementFunction.Named("Exp");
        var off = exp with { Scalar = x => MathF.BitIncrement(MathF.BitIncrement(exp.Scalar(x))) };
        Assert.True(off.Sweep(65537).Error > 1.5);
    }

    private void Check(ElementFunction function, uint stride)
    {
        var worst = function.Sweep(stride);
        output.WriteLine($"{function.Name}: {worst}");
        Assert.True(worst.Error <= function.Bound, $"{function.Name}: {worst}, more than {function.Bound} ulp");
    }
}
