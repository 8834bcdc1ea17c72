using KernelGen.Generators.Algebra;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1004: the logarithm of a sum of unbounded exponentials.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogSumExpAnalyzer() : BodyAnalyzer(Rules.LogOfSumOfExponentials)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
        {
            if (Exponential.Logarithm(f) is not { } log || Exponential.Summed(log[0], below: false, f.Known).FirstOrDefault() is not { } exponential) continue;
            var place = body.Place(exponential, f);
            yield return new(place, () => Shift.Of(body, f, exponential, Replacement.Around(body, f.Value)), Exponential.Quote(place), body.Threshold(exponential, f));
        }
    }
}
