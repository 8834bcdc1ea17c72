using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1010: the mean of squares less the square of the mean.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VarianceAnalyzer() : BodyAnalyzer(Rules.Variance)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
            if (f.Value.Op == Op.Sub && IsDifference(f.Value))
                yield return new(f.Where.Syntax, () => Rewrites.Centred(body, f, Replacement.Around(body, f.Value, Centred(f.Value))), Exponential.Quote(f.Where.Syntax), f.Where.Type?.SpecialType == SpecialType.System_Double ? "9e7" : "4,096");
    }

    private protected override bool ReadsDescriptions => true;

    internal override IEnumerable<(Location At, string[] Arguments)> InDescription(DescribedKernel kernel) =>
        kernel.Written.Where(w => IsDifference(w.Value)).Select(w => (w.At, new[] { kernel.Quote(w.At), "9e7" }));

    /// <summary>Σx²/n − (Σx/n)², or as many times n.</summary>
    internal static bool IsDifference(Expr e)
    {
        if (e.Op != Op.Sub || Squares(e) is not { } squares) return false;
        return !Reading.Reading.IsUnsure(squares) && Parts.Factors(e[1]).Count(p => !p.Inverse && p.Expr.Op == Op.Sum && p.Expr[0].Equals(squares[0])) == 2;
    }

    private static Expr? Squares(Expr difference) =>
        Parts.Factors(difference[0]).Where(p => !p.Inverse && p.Expr.Op == Op.Sum).Select(p => p.Expr[0]).FirstOrDefault(row => row.Op == Op.Mul && row[0].Equals(row[1]));

    /// <summary>The same by distances from the mean.</summary>
    private static Expr? Centred(Expr difference)
    {
        Term x = Squares(difference)![0], distance = x - RowMath.Mean(x);
        var order = x.Expr.Nodes().Where(n => n.Name is not null).Select((n, i) => (n.Name!, i)).ToDictionary(n => n.Item1, n => n.i);
        return new[] { RowMath.Variance(x), RowMath.Sum(distance * distance) }.Select(t => t.Expr).FirstOrDefault(e => Sample.Agree(e, difference, order));
    }
}
