using KernelGen.Analyzers.Replacing;
using KernelGen.Generators.Algebra;
using KernelGen.Generators.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>KG2008: a description that subtracts the maximum itself, and pays for it with a sweep.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SparedSweepAnalyzer() : DescribedKernelAnalyzer(Rules.SparedSweep)
{
    private protected override void Check(SemanticModelAnalysisContext context, DescribedKernel kernel)
    {
        if (kernel.Plan is not { } plan) return;
        foreach (var (shifted, at) in kernel.Written)
        {
            if (shifted.Op != Op.Exp || WithoutMaximum(shifted[0]) is not { } plain) continue;
            Expr? Simpler(Expr e) => e.Equals(shifted) ? Expr.Of(Op.Exp, plain) : e.Op == Op.Highest && e[0].Equals(plain) ? Build.Zero : null;
            var results = kernel.Results.Select(r => r.Substitute(Simpler)).ToList();
            var order = Expr.Nodes(kernel.Results).Where(n => n.Name is not null).Select(n => n.Name!).Distinct().Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i);
            if (!results.Zip(kernel.Results, (a, b) => Sample.Agree(a, b, order)).All(same => same) || Sweeps(plan, results) is not { } sweeps || sweeps >= plan.Sweeps) continue;
            context.ReportDiagnostic(Diagnostic.Create(Rules.SparedSweep, at, Plainer.Of(kernel, at), plan.Sweeps, sweeps, kernel.Quote(at), $"exp({plain})"));
            return;
        }
    }

    /// <summary>x of x − max(x); null for any other exponent.</summary>
    private static Expr? WithoutMaximum(Expr exponent)
    {
        var terms = Parts.Terms(exponent);
        return terms.Find(t => t.Inverse && t.Expr.Op == Op.Highest) is { } maximum && Parts.Sum(terms.Remove(maximum)) is { } plain && maximum.Expr[0].Equals(plain) ? plain : null;
    }

    private static int? Sweeps(Plan plan, IReadOnlyList<Expr> results)
    {
        var stabilizer = new Stabilizer();
        var simplifier = new Simplifier(Laws.Simplify);
        return Planner.Run([.. plan.Results.Zip(results, (old, value) => old with { Value = stabilizer.Run(simplifier.Run(value)) })], plan.Algorithm).Sweeps;
    }
}
