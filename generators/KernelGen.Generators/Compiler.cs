using KernelGen.Generators.Algebra;
using KernelGen.Generators.Description;
using KernelGen.Generators.Emission;
using KernelGen.Generators.Planning;

namespace KernelGen.Generators;

/// <summary>What a stage made of the results, for explanations and tests. A stage that changed nothing says so.</summary>
internal sealed record Stage(string Name, IReadOnlyList<string> Lines);

/// <summary>A compiled kernel: the text of its file, and how it came about.</summary>
internal sealed record CompiledKernel(string HintName, string Source, IReadOnlyList<Stage> Trace, Plan Plan);

/// <summary>
/// The compiler, stage by stage: Bind (done by <see cref="KernelBinder"/>, the only part that knows Roslyn) → Simplify → Stabilize →
/// Accumulate → Plan → Emit. Read this first.
/// </summary>
internal static class Compiler
{
    public static CompiledKernel Compile(KernelModel model)
    {
        var trace = new Trace();

        // Bind: the description as an expression for each result.
        IReadOnlyList<Expr> results = [.. model.Results];
        trace.Add("describe", results, model.Outputs);

        // Simplify: the laws, from the leaves up.
        var simplifier = new Simplifier(Laws.Simplify);
        var simplified = results.Select(simplifier.Run).ToList();
        trace.Add("simplify", results, simplified, model.Outputs, simplifier.Applied.Select(a => a.Law));

        // Stabilize: every value scaled by a power of two, so that nothing overflows that the result does not.
        var stabilizer = new Stabilizer();
        var stable = simplified.Select(stabilizer.Run).ToList();
        trace.Add("stabilize", simplified, stable, model.Outputs, []);

        // Accumulate and plan: which sweeps, keeping what; in which order and by which algorithm.
        var plan = Planner.Run([.. model.Outputs.Zip(stable, (o, value) => new Result(o.Name, o.IsRow, value))], model.Algorithm);
        trace.Add(plan);

        // Emit: C# for every target.
        string source = SourceFile.Write(model, plan, trace.Stages);
        return new(model.HintName, source, trace.Stages, plan);
    }
}
