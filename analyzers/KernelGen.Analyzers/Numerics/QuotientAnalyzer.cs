using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1008: the same unbounded exponential above and below the line, outside of any sum over a row: e^x / (1 + e^x), tanh by hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QuotientAnalyzer() : BodyAnalyzer(Rules.QuotientOfExponentials)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
        {
            if (f.Value.Op != Op.Div || f.Value[1].Op is Op.Exp) continue;
            var below = Growth.Exponentials(f.Value[1]).ToList();
            var both = Growth.Exponentials(f.Value[0]).FirstOrDefault(e => below.Contains(e) && Growth.IsUnbounded(e[0], f.Known));
            if (both is null) continue;
            var place = body.Place(below.Find(e => e.Equals(both)), f);
            yield return new(f.Where.Syntax, () => Rewrites.Quotient(f, both, Replacement.Around(body, f.Value)), Exponential.Quote(place), body.Threshold(both, f));
        }
    }
}
