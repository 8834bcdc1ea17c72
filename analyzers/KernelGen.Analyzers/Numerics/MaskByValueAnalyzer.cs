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
                    if ((Masked(exponential[0]) ?? Multiplied(sum[0], exponential)) is var (choice, value) && body.Reading.Origin(choice) is { } origin)
                        yield return new(origin.Syntax, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private protected override bool ReadsDescriptions => true;

    internal override IEnumerable<(Location At, string[] Arguments)> InDescription(DescribedKernel kernel)
    {
        foreach (var sum in kernel.Results.SelectMany(r => r.Nodes()).Where(n => n.Op == Op.Sum))
            foreach (var exponential in Growth.Exponentials(sum[0]))
                if ((Masked(exponential[0]) ?? Multiplied(sum[0], exponential)) is var (choice, value) && kernel.Place(choice) is { } at) yield return (at, [value.ToString(CultureInfo.InvariantCulture)]);
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

    /// <summary>In an exponent a row times a mask of 0 and 1, of which nothing else in the sum makes up for the zeros.</summary>
    private static (Expr Choice, double Value)? Multiplied(Expr summand, Expr exponential)
    {
        foreach (var product in exponential[0].Nodes().Where(n => n.Op == Op.Mul && n.IsRow && !Reading.Reading.IsUnsure(n)).OrderBy(n => n.Size))
        {
            var factors = Parts.Factors(product);
            if (factors.Find(f => !f.Inverse && IsMask(f.Expr))?.Expr is not { } mask) continue;
            var leaves = mask.Nodes().Where(n => n.Op == Op.Row).ToList();
            bool Knows(Expr e) => e.Contains(leaves.Contains);
            // What a row decides about itself is a threshold.
            if (!factors.Exists(f => !f.Inverse && f.Expr.IsRow && !Knows(f.Expr))) continue;
            // x·mask + (1 − mask)·−∞ is a mask, and so is e^(x·mask)·mask.
            if (Parts.Terms(exponential[0]).Count(t => t.Expr.IsRow && Knows(t.Expr)) == 1 && !Knows(summand.Substitute(e => e.Equals(exponential) ? Build.One : null))) return (product, 0);
        }
        return null;
    }

    // By its name, or as it is made of a condition.
    private static bool IsMask(Expr e) => e switch
    {
        { Op: Op.Select } => e[0].IsRow && ((e[1].IsConstant(1) && e[2].IsConstant(0)) || (e[1].IsConstant(0) && e[2].IsConstant(1))),
        { Op: Op.Row, Name: { } name } => name.Split('[')[0].TrimEnd('s', 'S') is var plain && plain.EndsWith("mask", StringComparison.OrdinalIgnoreCase) && plain.IndexOf("drop", StringComparison.OrdinalIgnoreCase) < 0,
        _ => false,
    };

    // (1 − mask)·−100, added.
    private static (Expr Choice, double Value)? Added(Expr e) =>
        e.Op == Op.Mul && Parts.Factors(e) is [var a, var b] && (a.Expr.Op == Op.Constant ? (a.Expr, b.Expr) : (b.Expr, a.Expr)) is ({ Op: Op.Constant, Value: < -1 and > -1000 } number, { Op: Op.Sub } share)
            && share[0].IsConstant(1) && share[1].Op == Op.Row && share[1].Name!.IndexOf("mask", StringComparison.OrdinalIgnoreCase) >= 0 ? (e, number.Value) : null;
}
