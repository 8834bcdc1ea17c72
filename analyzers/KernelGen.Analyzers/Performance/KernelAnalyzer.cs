using KernelGen.Analyzers.Numerics;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2001: loops, LINQ or helpers that compute a published formula, and stably: what does not has a warning of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelAnalyzer() : BodyAnalyzer(Rules.Kernel)
{
    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        var found = new List<(Formula Formula, Match Match)>();
        var tried = new HashSet<Expr>();
        bool isChain = body.Formulas.Count(f => TensorChainAnalyzer.IsTensor(f.Where)) >= TensorChainAnalyzer.Least;
        foreach (var f in Enumerable.Reverse(body.Made.ToList()))
        {
            if (f.Value.Op is not (Op.Div or Op.Mul or Op.Sub or Op.Add or Op.Neg or Op.Log) || !tried.Add(f.Value) || (isChain && TensorChainAnalyzer.IsTensor(f.Where))) continue;
            // A part of what was found already, or not of floats.
            if (found.Exists(g => g.Formula.Value.Contains(n => n.Equals(f.Value))) || !Replacement.IsOfFloats(body, f.Value)) continue;
            if (f.Value.Contains(n => n.Op == Op.Exp && Growth.IsUnbounded(n[0], f.Known))) continue;
            if (Catalogue.Find(f.Value) is { } match) found.Add((f, match));
        }
        foreach (var (formula, match) in found)
            yield return new(formula.Where.Syntax, () => Replacement.Of(body, formula, match), match.Entry.What, match.Entry.IsRow ? "2 sweeps" : "1 sweep");
    }
}
