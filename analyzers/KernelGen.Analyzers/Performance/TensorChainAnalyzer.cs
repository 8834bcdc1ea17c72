using System.Globalization;
using KernelGen.Analyzers.Reading;
using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers.Performance;

/// <summary>KG2002: TensorPrimitives calls over the same spans, of which a kernel makes fewer sweeps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TensorChainAnalyzer() : BodyAnalyzer(Rules.TensorChain)
{
    /// <summary>Fewer calls are no chain.</summary>
    internal const int Least = 3;

    internal override IEnumerable<BodyFinding> Find(Body body)
    {
        var calls = body.Formulas.Where(f => IsTensor(f.Where)).ToList();
        if (calls.Count < Least) yield break;
        var covered = new HashSet<Formula>();
        // The last results first: what they are made of belongs to them.
        foreach (var last in Enumerable.Reverse(body.Formulas))
        {
            if (covered.Contains(last) || last.Value.Size > 200 || Reading.Reading.IsUnsure(last.Value) || !last.Value.Contains(n => n.Op.IsReduction())) continue;
            var parts = new HashSet<Expr>(last.Value.Nodes());
            var chain = calls.Where(c => !covered.Contains(c) && parts.Contains(c.Value)).ToList();
            if (chain.Count < Least) continue;
            covered.UnionWith(chain);
            var match = Catalogue.Find(last.Value);
            if (Described.Sweeps(match is null ? last.Value : match.Description) is not { } enough || enough >= chain.Count || !Replacement.IsOfFloats(body, last.Value)) continue;
            yield return new(chain[0].Where.Syntax, () => match is null ? Replacement.Around(body, last.Value) : Replacement.Of(body, last, match),
                chain.Count.ToString(CultureInfo.InvariantCulture), enough.ToString(CultureInfo.InvariantCulture), match?.Entry.Name ?? last.Value.ToString());
        }
    }

    internal static bool IsTensor(IOperation o) => o is IInvocationOperation call && Spellings.IsTensor(call.TargetMethod);
}
