using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1002: TensorPrimitives.SoftMax on values that the code does not bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorSoftMaxAnalyzer() : BodyAnalyzer(Rules.TensorSoftMax)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Formulas)
            if (IsSoftMax(f.Where) is { } call && f.Value.Arguments is [var exponential, ..] && Growth.IsUnbounded(exponential[0], f.Known))
                yield return new(call.Syntax, Replacement.OfSoftMax(call), Types.Threshold(Types.Element(call.Arguments[0].Value.Type)), Exponential.Quote(call.Arguments[0].Value.Syntax));
    }

    internal static IInvocationOperation? IsSoftMax(IOperation o) =>
        o is IInvocationOperation { TargetMethod.Name: "SoftMax" } call && Spellings.IsTensor(call.TargetMethod) ? call : null;
}
