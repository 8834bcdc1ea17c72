using KernelGen.Generators.Algebra;
using KernelGen.Generators.Tests.Descriptions;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>A description that failed, and how: a wrong result, or none at all.</summary>
internal sealed record Failure(Subject Subject, SoakInputs? Inputs, string Text)
{
    public override string ToString() => $"{Subject}\n    {(Inputs is null ? "" : $"{Inputs.Kind}, {Inputs.Length} elements, seed {Inputs.Seed}: ")}{Text}";
}

/// <summary>Compiles descriptions many at a time, and runs each on inputs of several kinds.</summary>
internal sealed class SoakRun
{
    public const int Batch = 40;

    public Judge Judge { get; } = new();

    public int Pairs { get; private set; }

    /// <summary>The first failure of each of the subjects on its inputs.</summary>
    public IEnumerable<Failure> Check(IReadOnlyList<(Subject Subject, IReadOnlyList<SoakInputs> Inputs)> work)
    {
        CaseRunner runner;
        try
        {
            runner = new CaseRunner(work.Select((w, i) => w.Subject.Case($"D{i}")));
        }
        catch (Exception e)
        {
            // One of them does not compile: all of them one by one.
            return work.Count == 1 ? [new(work[0].Subject, null, "does not compile: " + Brief(e))] : work.SelectMany(w => Check([w])).ToList();
        }
        return work.Select((w, i) => First(runner, $"D{i}", w.Subject, w.Inputs)).OfType<Failure>().ToList();
    }

    private Failure? First(CaseRunner runner, string name, Subject subject, IReadOnlyList<SoakInputs> inputs)
    {
        CaseRunner.Evaluation kernel = runner.Kernel(name), reference = runner.Reference(name);
        foreach (var input in inputs)
        {
            if (input.Length == 0 && subject.Results.Any(r => r.Contains(n => n.Op == Op.Pick))) continue;
            Pairs++;
            try
            {
                if (Judge.Check(subject, input, input.Run(kernel), input.Run(reference)) is { } fault) return new(subject, input, fault.Text);
            }
            catch (Exception e)
            {
                return new(subject, input, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0]}");
            }
        }
        return null;
    }

    private static string Brief(Exception e) => string.Join(" ", e.Message.Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal) || l.Contains("warning", StringComparison.Ordinal) || l.Contains("threw", StringComparison.Ordinal)).DefaultIfEmpty(e.Message[..Math.Min(300, e.Message.Length)]).Take(2));
}
