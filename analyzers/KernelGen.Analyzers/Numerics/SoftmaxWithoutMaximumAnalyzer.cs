using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using KernelGen.Generators.Algebra;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1003: a division by a sum of unbounded exponentials, in a loop, by LINQ or by helpers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftmaxWithoutMaximumAnalyzer() : BodyAnalyzer(Rules.SoftmaxWithoutMaximum)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Formulas)
        {
            if (f.Value.Op is not (Op.Div or Op.Mul) || TensorSoftMaxAnalyzer.IsSoftMax(f.Where) is not null) continue;
            if (Exponential.Summed(f.Value, below: true, f.Known).FirstOrDefault(e => body.Reading.Origin(e) is { } o && TensorSoftMaxAnalyzer.IsSoftMax(o) is null) is not { } exponential) continue;
            var place = body.Place(exponential, f);
            yield return new(place, () => Shift.Of(body, f, exponential, Replacement.Around(body, f.Value)), Exponential.Quote(place), body.Threshold(exponential, f));
        }
    }
}
