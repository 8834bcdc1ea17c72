global using Mask = KernelGen.Generators.Algebra.Term;
global using Position = KernelGen.Generators.Algebra.Term;
global using Row = KernelGen.Generators.Algebra.Term;
global using Scalar = KernelGen.Generators.Algebra.Term;
global using TopK = KernelGen.Generators.Algebra.Term;
using KernelGen.Generators.Algebra;

namespace KernelGen;

/// <summary>
/// The words of the language, as the compiler reads them: each makes a node. The library's class of the same name evaluates them.
/// To add an element function: a line here, one in the library, one in <c>Emission/Spelling.cs</c>, one in the accuracy test.
/// </summary>
public static partial class RowMath
{
    public const double NegativeInfinity = double.NegativeInfinity;

    public static Term Exp(Term x) => Expr.Of(Op.Exp, x);
    public static Term Exp2(Term x) => Expr.Of(Op.Exp2, x);
    public static Term Expm1(Term x) => Expr.Of(Op.Expm1, x);
    public static Term Log(Term x) => Expr.Of(Op.Log, x);
    public static Term Log2(Term x) => Expr.Of(Op.Log2, x);
    public static Term Log1p(Term x) => Expr.Of(Op.Log1p, x);
    public static Term Sqrt(Term x) => Expr.Of(Op.Sqrt, x);
    public static Term Pow(Term x, Term power) => Expr.Of(Op.Pow, x, power);
    public static Term Abs(Term x) => Expr.Of(Op.Abs, x);
    public static Term Sign(Term x) => Expr.Of(Op.Sign, x);
    public static Term Relu(Term x) => Expr.Of(Op.Relu, x);
    public static Term Min(Term a, Term b) => Expr.Of(Op.Min, a, b);
    public static Term Max(Term a, Term b) => Expr.Of(Op.Max, a, b);
    public static Term Clamp(Term x, Term low, Term high) => Min(Max(x, low), high);
    public static Term Sigmoid(Term x) => Expr.Of(Op.Sigmoid, x);
    public static Term Tanh(Term x) => Expr.Of(Op.Tanh, x);
    public static Term Softplus(Term x) => Expr.Of(Op.Softplus, x);
    public static Term LogAddExp(Term a, Term b) => Expr.Of(Op.LogAddExp, a, b);
    public static Term Round(Term x) => Expr.Of(Op.Round, x);
    public static Term Floor(Term x) => Expr.Of(Op.Floor, x);
    public static Term Sin(Term x) => Expr.Of(Op.Sin, x);
    public static Term Cos(Term x) => Expr.Of(Op.Cos, x);
    public static Term Select(Term mask, Term then, Term otherwise) => Expr.Of(Op.Select, mask, then, otherwise);

    public static Term Sum(Term x) => Expr.Of(Op.Sum, x);
    public static Term Max(Term x) => Expr.Of(Op.Highest, x);
    public static Term Min(Term x) => Expr.Of(Op.Lowest, x);
    public static Term Product(Term x) => Expr.Of(Op.Product, x);
    public static Term ArgMax(Term x) => Expr.Of(Op.ArgMax, x);
    public static Term TopK(Term x) => Expr.Of(Op.TopK, x, Expr.Leaf(Op.Room));
    public static Term TopK(Term x, Term k) => Expr.Of(Op.TopK, x, k);
    // Taken from the maximum, so that it keeps its digits where that is large; a finite one, from which a masked element is far.
    public static Term Threshold(Term x) => Threshold(x, 1, 1);
    public static Term Threshold(Term x, Term power, Term sum) => Max(Max(x), -(double)float.MaxValue) + Expr.Of(Op.Threshold, x, power, sum);
    // All of the row if that is wanted: the last elements must not depend on how the sum was rounded.
    public static Term Nucleus(Term x, Term share) => Select(share >= 1, NegativeInfinity, Expr.Of(Op.Nucleus, x, Log(Sum(Exp(x))) + Log(Max(share, 0))));
    public static Term Uniform(Term seed) => Expr.Of(Op.Uniform, seed, Expr.Leaf(Op.Positions));
    internal static Term SecondUniform(Term seed) => Expr.Of(Op.Uniform, 1, seed, Expr.Leaf(Op.Positions));
    public static Term CumulativeSum(Term x) => Expr.Of(Op.Cumulative, x);
    public static Term Count(Term mask) => Sum(Select(mask, 1, 0));
    public static Term Any(Term mask) => Count(mask) > 0;
    public static Term All(Term mask) => Count(!mask) == 0;
    public static Term ArgMin(Term x) => ArgMax(-x);
}
