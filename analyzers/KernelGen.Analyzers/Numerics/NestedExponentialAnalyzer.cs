using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1009: 1 − exp(−exp(x)), the complementary log-log.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NestedExponentialAnalyzer() : BodyAnalyzer(Rules.NestedExponential)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
            if (f.Value is { Op: Op.Sub } e && e[0].IsConstant(1) && IsNested(e[1]))
                yield return new(f.Where.Syntax, () => Rewrites.OneMinusExponential(f, Replacement.Around(body, f.Value)), Exponential.Quote(f.Where.Syntax), body.Threshold(e[1], f).StartsWith("709", StringComparison.Ordinal) ? "−36.7 in double" : "−16.6 in float");
    }

    /// <summary>exp(−exp(x)).</summary>
    internal static bool IsNested(Expr e) => e is { Op: Op.Exp } && Parts.Terms(e[0]) is [{ Inverse: true } inner] && Parts.Factors(inner.Expr).Exists(p => p.Expr.Op == Op.Exp);
}
