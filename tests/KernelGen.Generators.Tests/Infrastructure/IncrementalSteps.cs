using System.Text;
using KernelGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Infrastructure;

/// <summary>The two promises of an incremental pipeline, read from its recorded steps.</summary>
internal static class IncrementalSteps
{
    private const string Marker = "// An edit that changes no kernel.";

    public static void AssertCached(GeneratorDriver driver, CSharpCompilation input)
    {
        foreach (var (edit, edited) in UnrelatedEdits(input))
        {
            var result = driver.RunGenerators(edited).GetRunResult().Results.Single();
            var own = OwnSteps(result);
            if (own.Count == 0)
                throw new XunitException("The generator names no step of its own (WithTrackingName), so caching cannot be checked.");
            var recomputed = own.Concat(OutputSteps(result))
                .SelectMany(step => step.Step.Outputs, (step, output) => (step.Name, output.Reason, output.Value))
                .Where(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
                .ToList();
            if (recomputed.Count == 0)
                continue;
            var message = new StringBuilder($"After {edit}, these steps were not cached:\n");
            foreach (var (name, reason, value) in recomputed)
                message.Append($"  {name}: {reason}, {value}\n");
            throw new XunitException(message.ToString());
        }
    }

    public static void AssertNoRoslynObjects(GeneratorRunResult result)
    {
        // What feeds an output is cached whether it is named or not.
        var feeding = OutputSteps(result).SelectMany(step => step.Step.Inputs, (step, input) => ($"input of {step.Name}", input.Source));
        foreach (var (name, step) in OwnSteps(result).Concat(feeding))
            foreach (var (value, _) in step.Outputs)
                if (RoslynObjects.FindPath(value) is { } path)
                    throw new XunitException($"Step '{name}' keeps a Roslyn object alive: {path}");
    }

    // The first adds a tree, the second changes every tree, the third also moves everything in it.
    private static IEnumerable<(string, CSharpCompilation)> UnrelatedEdits(CSharpCompilation input)
    {
        yield return ("adding a file", input.AddSyntaxTrees(TestCompilation.Parse("internal static class Unrelated;", "Unrelated.cs")));
        yield return ("a comment at the end", Rewrite(input, text => $"{text}\n{Marker}\n"));
        yield return ("a comment at the top", Rewrite(input, text => $"{Marker}\n{text}"));
    }

    private static CSharpCompilation Rewrite(CSharpCompilation input, Func<string, string> edit) =>
        input.SyntaxTrees.Aggregate(input, (edited, tree) =>
            edited.ReplaceSyntaxTree(tree, TestCompilation.Parse(edit(tree.ToString()), tree.FilePath)));

    private static List<(string Name, IncrementalGeneratorRunStep Step)> OwnSteps(GeneratorRunResult result) =>
        [.. result.TrackedSteps.Where(steps => IsOwn(steps.Key)).SelectMany(steps => steps.Value, (steps, step) => (steps.Key, step))];

    private static List<(string Name, IncrementalGeneratorRunStep Step)> OutputSteps(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(steps => steps.Value, (steps, step) => (steps.Key, step))];

    // Roslyn names its inputs and the inside of ForAttributeWithMetadataName too; those change with every edit, rightly.
    // Only the last of the latter, the transform's result, belongs to the generator.
    private static bool IsOwn(string step) =>
        !RoslynInputs.Contains(step) && (!step.Contains("_ForAttribute") || step == "result_ForAttributeWithMetadataName");

    private static readonly HashSet<string> RoslynInputs =
    [
        WellKnownGeneratorInputs.Compilation, "CompilationOptions", WellKnownGeneratorInputs.ParseOptions,
        WellKnownGeneratorInputs.AdditionalTexts, WellKnownGeneratorInputs.AnalyzerConfigOptions, WellKnownGeneratorInputs.MetadataReferences,
        WellKnownGeneratorOutputs.SourceOutput, WellKnownGeneratorOutputs.ImplementationSourceOutput,
    ];
}
