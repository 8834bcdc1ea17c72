using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1007: log(1 + e^x) of an x that nothing bounds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftplusAnalyzer() : BodyAnalyzer(Rules.Softplus)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
            if (f.Value is { Op: Op.Log } log && Exponential.OnePlus(log[0]) is { } exponential && Growth.IsUnbounded(exponential[0], f.Known, eitherSign: true))
                yield return new(f.Where.Syntax, () => Rewrites.Softplus(f, Replacement.Around(body, f.Value)), Exponential.Quote(f.Where.Syntax), body.Threshold(exponential, f));
    }
}
