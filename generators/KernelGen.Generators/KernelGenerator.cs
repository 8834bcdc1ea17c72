using KernelGen.Generators.Description;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KernelGen.Generators;

/// <summary>Generates the other half of every <c>[Kernel]</c> method that can be described. What cannot is reported by the analyzers.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelGenerator : IIncrementalGenerator
{
    /// <summary>The tracked steps: kernels as bound, and their files.</summary>
    public const string BoundStep = "Bound", CompiledStep = "Compiled";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var bound = context.SyntaxProvider.ForAttributeWithMetadataName(
            KernelBinder.AttributeName,
            static (node, _) => node is MethodDeclarationSyntax,
            static (attributed, cancellation) => KernelBinder.Bind((IMethodSymbol)attributed.TargetSymbol, (MethodDeclarationSyntax)attributed.TargetNode, attributed.Attributes[0], attributed.SemanticModel.Compilation, cancellation).Model)
            .Where(static model => model is not null)
            .WithTrackingName(BoundStep);

        var compiled = bound
            .Select(static (model, _) => Compile(model!))
            .Where(static kernel => kernel.Source is not null)
            .WithTrackingName(CompiledStep);

        context.RegisterSourceOutput(compiled, static (output, kernel) => output.AddSource(kernel.HintName, kernel.Source!));
    }

    // A fault of ours costs this kernel, not every kernel of the project; the analyzer meets it too and reports it (KG0012).
    private static (string HintName, string? Source) Compile(KernelModel model)
    {
        try
        {
            return (model.HintName, Compiler.Compile(model).Source);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (model.HintName, null);
        }
    }
}
