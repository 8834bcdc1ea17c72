using System.Globalization;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Numerics;

/// <summary>KG1013: masked logits that get a number instead of −∞ before a softmax.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MaskByValueAnalyzer() : BodyAnalyzer(Rules.MaskByValue)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        foreach (var f in body.Formulas)
        {
            if (f.Value.Op is not (Op.Div or Op.Log)) continue;
            foreach (var sum in f.Value.Nodes().Where(n => n.Op == Op.Sum))
                foreach (var exponential in Growth.Exponentials(sum[0]))
                    if (Masked(exponential[0]) is var (choice, value) && body.Reading.Origin(choice) is { } origin)
                        yield return new(origin.Syntax, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private protected override bool ReadsDescriptions => true;

    internal override IEnumerable<(Location At, string[] Arguments)> InDescription(DescribedKernel kernel)
    {
        foreach (var sum in kernel.Results.SelectMany(r => r.Nodes()).Where(n => n.Op == Op.Sum))
            foreach (var exponential in Growth.Exponentials(sum[0]))
                if (Masked(exponential[0]) is var (choice, value) && kernel.Place(choice) is { } at) yield return (at, [value.ToString(CultureInfo.InvariantCulture)]);
    }

    /// <summary>In an exponent the choice between a row and a number that is small, but not so small that its exponential is 0.</summary>
    internal static (Expr Choice, double Value)? Masked(Expr exponent)
    {
        foreach (var choice in exponent.Nodes().Where(n => n.Op == Op.Select && n.IsRow))
        {
            var (row, number) = choice[1].Op == Op.Constant ? (choice[2], choice[1]) : (choice[1], choice[2]);
            if (number.Op != Op.Constant || number.Value is > 0 or <= -1000 || !row.IsRow || row.Contains(n => n.Op == Op.Sum)) continue;
            // A choice by the size of the row itself is a threshold, not a mask.
            if (choice[0].Nodes().Any(n => n.Op is Op.Row && row.Contains(m => m.Equals(n)))) continue;
            // One element by its place is not masked but set.
            if (choice[0].Nodes().Any(n => n.Op == Op.Equal && (n[0].Op == Op.Positions || n[1].Op == Op.Positions))) continue;
            return (choice, number.Value);
        }
        return exponent.Nodes().Select(Added).FirstOrDefault(m => m is not null);
    }

    // (1 − mask)·−100, added.
    private static (Expr Choice, double Value)? Added(Expr e) =>
        e.Op == Op.Mul && Parts.Factors(e) is [var a, var b] && (a.Expr.Op == Op.Constant ? (a.Expr, b.Expr) : (b.Expr, a.Expr)) is ({ Op: Op.Constant, Value: < -1 and > -1000 } number, { Op: Op.Sub } share)
            && share[0].IsConstant(1) && share[1].Op == Op.Row && share[1].Name!.IndexOf("mask", StringComparison.OrdinalIgnoreCase) >= 0 ? (e, number.Value) : null;
}
