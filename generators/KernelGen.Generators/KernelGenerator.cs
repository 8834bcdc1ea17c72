using KernelGen.Generators.Description;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Incremental;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KernelGen.Generators;

/// <summary>Generates the other half of every <c>[Kernel]</c> method that can be described. What cannot gets a stub, and the analyzers report it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelGenerator : IIncrementalGenerator
{
    /// <summary>The tracked steps: kernels as declared, as bound with their descriptions, and their files.</summary>
    public const string DeclaredStep = "Declared", BoundStep = "Bound", CompiledStep = "Compiled";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sites = context.CompilationProvider
            .SelectMany(static (compilation, cancellation) => KernelSites.In((CSharpCompilation)compilation, cancellation))
            .SelectMany(static (file, _) => file);

        // Most edits declare nothing new: then only what descriptions compute is asked for again.
        var declared = sites
            .Select(static (site, _) => site.Place)
            .Select(static (place, cancellation) => place.Declare(cancellation))
            .WithTrackingName(DeclaredStep)
            .Collect();

        var bound = sites.Combine(declared)
            .Select(static (site, cancellation) => site.Left.Bind(site.Right, cancellation))
            .WithTrackingName(BoundStep)
            .Where(static kernel => kernel.Model is not null || kernel.Stub is not null);

        var compiled = bound
            .Select(static (kernel, _) => kernel.Model is { } model ? Compile(model) : (HintName: kernel.Stub!.HintName, Source: StubFile.Write(kernel.Stub)))
            .WithTrackingName(CompiledStep);

        context.RegisterSourceOutput(compiled, static (output, kernel) => output.AddSource(kernel.HintName, kernel.Source));
    }

    // A fault of ours costs this kernel, not every kernel of the project; the analyzer meets it too and reports it (KG0012).
    private static (string HintName, string Source) Compile(KernelModel model)
    {
        try
        {
            return (model.HintName, Compiler.Compile(model).Source);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (model.HintName, StubFile.Write(new(model.HintName, model.Method, $"KG0012: {e.Message}")));
        }
    }
}
