using System.Collections.Immutable;
using KernelGen.Analyzers.Reading;
using KernelGen.Generators.Algebra;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace KernelGen.Analyzers;

/// <summary>A rule about ordinary code: it sees what bodies compute, of those alone whose words make it worth reading them.</summary>
public abstract class BodyAnalyzer(DiagnosticDescriptor rule) : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(OnFile);
        if (ReadsDescriptions) context.RegisterSemanticModelAction(OnDescriptions);
    }

    private void OnDescriptions(SemanticModelAnalysisContext context)
    {
        var reported = new HashSet<Location>();
        foreach (var (at, arguments) in DescribedKernel.In(context).SelectMany(InDescription))
            if (reported.Add(at)) context.ReportDiagnostic(Diagnostic.Create(rule, at, [.. arguments]));
    }

    private void OnFile(SemanticModelAnalysisContext context)
    {
        foreach (var member in Suspects(context.SemanticModel.SyntaxTree, context.CancellationToken))
        {
            if (Readings.Of(member, context.SemanticModel, context.CancellationToken) is not { } reading) continue;
            var reported = new HashSet<Location>();
            foreach (var finding in Find(new(reading, member, context.SemanticModel, context.CancellationToken)))
                if (reported.Add(finding.At.GetLocation())) context.ReportDiagnostic(Diagnostic.Create(rule, finding.At.GetLocation(), [.. finding.Arguments]));
        }
    }

    /// <summary>The bodies to look at, found by spelling.</summary>
    internal virtual IReadOnlyList<SyntaxNode> Suspects(SyntaxTree tree, CancellationToken cancellation) => Suspicion.Members(tree, cancellation);

    /// <summary>What breaks the rule in one body.</summary>
    internal abstract IEnumerable<BodyFinding> Find(Body body);

    /// <summary>Whether the rule holds in descriptions too.</summary>
    private protected virtual bool ReadsDescriptions => false;

    /// <summary>What breaks the rule in a description: where, and what the message says.</summary>
    internal virtual IEnumerable<(Location At, string[] Arguments)> InDescription(DescribedKernel kernel) => [];
}

/// <summary>A member's body, as read, and where it stands.</summary>
internal sealed record Body(Reading.Reading Reading, SyntaxNode Member, SemanticModel Model, CancellationToken Cancellation)
{
    public IEnumerable<Formula> Formulas => Reading.Formulas;

    /// <summary>The formulas at the operation that made them, without those that hand them on, or an element of them.</summary>
    public IEnumerable<Formula> Made => Reading.Formulas.Where(f => Reading.Origin(f.Value) == f.Where && f.Where is not (IArrayElementReferenceOperation or IPropertyReferenceOperation));

    /// <summary>Where an expression was written; the formula that it is part of where it was written nowhere.</summary>
    public SyntaxNode Place(Expr e, Formula formula) => (Reading.Origin(e) ?? formula.Where).Syntax;
}

/// <summary>A finding in a body: at which piece of code, what a fix needs to know, what the message says.</summary>
/// <param name="Fix">Asked by fixes only: a build has no use for it.</param>
internal sealed record BodyFinding(SyntaxNode At, Func<ImmutableDictionary<string, string?>> Fix, params string[] Arguments)
{
    public static readonly ImmutableDictionary<string, string?> NoFix = ImmutableDictionary<string, string?>.Empty;

    public BodyFinding(SyntaxNode at, params string[] arguments) : this(at, () => NoFix, arguments)
    {
    }
}
