using System.Collections.Immutable;
using KernelGen.Analyzers.Performance;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
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
                yield return new(call.Syntax, () => Unneeded(body, call) ?? Rewrites.ShiftedSoftMax(call, Logarithm(body, f) ?? Replacement.OfSoftMax(call)), Types.Threshold(Types.Element(call.Arguments[0].Value.Type)), Exponential.Quote(call.Arguments[0].Value.Syntax));
    }

    // Where only the index of the largest is wanted, that of the logits is it, and the softmax goes.
    private static ImmutableDictionary<string, string?>? Unneeded(Body body, IInvocationOperation softmax) =>
        SoftmaxThenScoreAnalyzer.Indices(body).Select(f => f.Fix()).FirstOrDefault(fix => Edits.Of(fix).Any(e => e.Span.Contains(softmax.Syntax.Span)));

    // Where only the logarithm of the result is wanted, that is the kernel.
    private static ImmutableDictionary<string, string?>? Logarithm(Body body, Formula softmax) =>
        body.Made.Where(f => f.Value.Op == Op.Log && f.Value[0].Equals(softmax.Value)).Select(f => Replacement.Around(body, f.Value)).FirstOrDefault(p => !p.IsEmpty);

    internal static IInvocationOperation? IsSoftMax(IOperation o) =>
        o is IInvocationOperation { TargetMethod.Name: "SoftMax" } call && Spellings.IsTensor(call.TargetMethod) ? call : null;
}
