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
        var names = new Naming(model.Variables);
        trace.Add("describe", results, model.Outputs, names);

        // Simplify: the laws, from the leaves up.
        var simplifier = new Simplifier(Laws.Simplify);
        var simplified = results.Select(simplifier.Run).ToList();
        names = names.Through(simplifier.Find);
        trace.Add("simplify", results, simplified, model.Outputs, names, simplifier.Applied.Select(a => a.Law));

        // Stabilize: every value scaled by a power of two, so that nothing overflows that the result does not.
        var stabilizer = new Stabilizer();
        var stable = simplified.Select(stabilizer.Run).ToList();
        names = names.Through(stabilizer.Find);
        trace.Add("stabilize", simplified, stable, model.Outputs, names, []);

        // Accumulate and plan: which sweeps, keeping what; in which order and by which algorithm.
        var plan = Planner.Run([.. model.Outputs.Select((o, i) => new Result(o.Name, o.IsRow, stable[i])
        {
            OfEmptyRow = o.IsRow ? null : EmptyRow.Scalar(results[i]),
            Positions = [.. results[i].Nodes().Where(n => n.Op == Op.Pick && n[0].Selection is null && n[1].Op == Op.Position).Select(n => n[1])],
        })], model.Algorithm);
        names = names.Through(e => plan.Schedule.Rewritten.TryGetValue(e, out var after) ? after : null);
        trace.Add(plan, names);
        if (model.RowLength is not null) trace.Add("batch", BatchText.Lines(model));
        if (model.Parallel) trace.Add("parallel", ParallelText.Lines(model, plan));

        // Emit: C# for every target.
        string source = SourceFile.Write(model, plan, trace.Stages, names);
        return new(model.HintName, source, trace.Stages, plan);
    }
}
