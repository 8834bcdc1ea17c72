using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace KernelGen.Analyzers;

/// <summary>A rule about descriptions: it looks at each kernel of a file, as bound and compiled once for all such rules.</summary>
public abstract class DescribedKernelAnalyzer : DiagnosticAnalyzer
{
    private protected DescribedKernelAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = [rule];

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(OnFile);
    }

    private void OnFile(SemanticModelAnalysisContext context)
    {
        foreach (var kernel in DescribedKernel.In(context)) Check(context, kernel);
    }

    private protected abstract void Check(SemanticModelAnalysisContext context, DescribedKernel kernel);
}
