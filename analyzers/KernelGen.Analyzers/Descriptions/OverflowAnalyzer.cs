using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>KG1001: a result that grows like an exponential without bound, at the exponential or the sum of them that it owes it to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverflowAnalyzer() : DescribedKernelAnalyzer(Descriptors.CanOverflow)
{
    private protected override void Check(SemanticModelAnalysisContext context, DescribedKernel kernel)
    {
        var reported = new HashSet<Location>();
        foreach (var result in kernel.Results.Where(Overflow.Threatens))
        {
            // What the catalogue wrote has no place in the user's code; the call of it has.
            var path = Overflow.Culprit(result);
            var location = path.Reverse().Select(e => kernel.Origins.TryGetValue(e, out var origin) ? origin : null).FirstOrDefault(l => l is not null) ?? kernel.Syntax.Identifier.GetLocation();
            if (!reported.Add(location)) continue;
            var culprit = path[path.Count - 1];
            string text = location.SourceTree?.GetText(context.CancellationToken).ToString(location.SourceSpan) ?? culprit.ToString();
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.CanOverflow, location, text, Overflow.Describe(culprit)));
        }
    }
}
