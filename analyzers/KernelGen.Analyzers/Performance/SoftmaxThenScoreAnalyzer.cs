using System.Collections.Immutable;
using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2004: a row of probabilities made for what the logits tell in one sweep: the largest, the first k, the entropy.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftmaxThenScoreAnalyzer() : BodyAnalyzer(Rules.SoftmaxThenScore)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var index in Indices(body)) yield return index;
        foreach (var f in body.Formulas)
            if (Score(f.Value, f.Where) is var (what, instead)) yield return new(Place(f), () => Fix(body, f), what, instead);
    }

    /// <summary>Where the index of the largest element of a softmax is looked for.</summary>
    internal static IEnumerable<BodyFinding> Indices(Body body)
    {
        foreach (var f in body.Formulas)
            if (Exponential.IsShare(f.Value) && ArgMaxLoop.Of(f.Where) is { } found) yield return new(found.Loop.Syntax, () => Rewrites.OfLogits(body, found), Index, FromLogits);
            else if (f.Value.Op == Op.ArgMax && Exponential.IsShare(f.Value[0])) yield return new(Place(f), () => Rewrites.OfLogits(body, f), Index, FromLogits);
    }

    private static SyntaxNode Place(Formula f) => f.Where is ILoopOperation loop ? loop.Syntax.GetFirstToken().Parent! : f.Where.Syntax;

    private const string Index = "The index of the largest element", FromLogits = "is that of the logits: take it from them";

    private static ImmutableDictionary<string, string?> Fix(Body body, Formula f) => f.Value.Op switch
    {
        Op.Highest or Op.Sum => Replacement.Around(body, f.Value),
        _ => f.Where.Syntax is { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Take", Parent: { } take } } ? Choice.OfSoftmax(body, take) : BodyFinding.NoFix,
    };

    private static (string What, string Instead)? Score(Expr e, IOperation where) => e.Op switch
    {
        Op.Highest when Exponential.IsShare(e[0]) => ("The largest element", "is 1 / Σ e^(x − max): one sweep, and no row is written"),
        Op.Sum when IsEntropy(e[0]) => ("The entropy", "needs no row of probabilities: a kernel takes it from the logits in one sweep"),
        _ when where is IInvocationOperation { TargetMethod.Name: "MaxBy" } && Exponential.IsShare(e) => ("The largest element", "is where that of the logits is: take it from them"),
        _ when where is IInvocationOperation { TargetMethod.Name: "OrderByDescending" or "OrderDescending" } && Exponential.IsShare(e) => ("The order of the elements", "is that of the logits: choose from them, then take e^(x − max) of the chosen"),
        _ => null,
    };

    // Perhaps only where the probability has not vanished.
    private static bool IsEntropy(Expr e) => e.Op == Op.Select ? e[2].IsConstant(0) && IsEntropy(e[1]) : Parts.Factors(e) is var factors && factors.Exists(f => !f.Inverse && f.Expr.Op == Op.Log && Exponential.IsShare(f.Expr[0]));
}
