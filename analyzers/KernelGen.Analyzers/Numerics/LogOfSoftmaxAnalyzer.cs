using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1005: the logarithm of a softmax, however that was computed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogOfSoftmaxAnalyzer() : BodyAnalyzer(Rules.LogOfSoftmax)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Made)
        {
            if (f.Value.Op != Op.Log || !Exponential.IsShare(f.Value[0]) || f.Known.Guards.Overlaps(f.Value[0].Nodes().Where(n => n.Op is Op.Row or Op.Scalar).Select(n => n.Name!))) continue;
            yield return new(f.Where.Syntax, () => Replacement.Around(body, f.Value), Exponential.Quote(f.Where.Syntax), body.Threshold(f.Value[0], f).StartsWith("709", StringComparison.Ordinal) ? "745 (double)" : "104 (float)");
        }
    }
}
