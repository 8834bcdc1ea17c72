using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>KG1014: a variable of a description that no result is made of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedPartAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnusedPart];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(OnFile);
    }

    private static void OnFile(SemanticModelAnalysisContext context)
    {
        foreach (var kernel in DescribedKernel.In(context)) Check(context, kernel);
    }

    private static void Check(SemanticModelAnalysisContext context, DescribedKernel kernel)
    {
        var used = new HashSet<Generators.Algebra.Expr>(Generators.Algebra.Expr.Nodes(kernel.Results));
        // What is written for another variable only is that one's fault.
        foreach (var variable in kernel.Variables.Where(v => !used.Contains(v.Value)))
            if (!kernel.Variables.Any(v => !used.Contains(v.Value) && !v.Value.Equals(variable.Value) && v.Value.Contains(n => n.Equals(variable.Value))) && kernel.Place(variable.Value) is { } at)
                context.ReportDiagnostic(Diagnostic.Create(Rules.UnusedPart, at, variable.Name));
    }
}
