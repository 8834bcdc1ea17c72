using KernelGen.Generators.Algebra;

namespace KernelGen.Generators.Tests.Soak;

/// <summary>A result that is wrong: which, what it is and what it ought to be.</summary>
internal sealed record Fault(SoakInputs Inputs, string Text);

/// <summary>Compares a kernel's results with those of its description, as far as the analysis says that float can know them.</summary>
internal sealed class Judge
{
    private static readonly Extended Margin = 4;

    // A masked exponential is not 0 but less than 2^-126 over its anchor. Over a sum of exponentials that rounds to 0; over what may be smaller, a difference of them, not always.
    private static readonly Extended Vanished = Math.Pow(2, -150);

    /// <summary>Results that were compared, and those that float cannot know.</summary>
    public long Compared { get; private set; }

    public long Unknown { get; private set; }

    /// <summary>Results that had to be NaN, and were asked to be.</summary>
    public long Spoilt { get; private set; }

    public Fault? Check(Subject subject, SoakInputs inputs, double[][] actual, double[][] expected)
    {
        for (int result = 0; result < expected.Length; result++)
        {
            var analysis = new ErrorAnalysis(inputs, subject.Results[result]);
            var estimates = analysis.Result;
            var without = inputs.Kind == "NaN" && !analysis.IsPassedBy ? new ErrorAnalysis(inputs.Mended(), subject.Results[result], analysis).Result : null;
            var residue = estimates.Where(e => e.Value.IsFinite).Select(e => Extended.Abs(e.Value)).Aggregate((Extended)0, Estimate.Larger) * Vanished;
            for (int i = 0; i < expected[result].Length; i++)
                if (Wrong(actual[result][i], expected[result][i], estimates[i], without?[i], residue) is { } wrong)
                    return new(inputs, $"result {result + 1}{(subject.Results[result].IsRow ? $"[{i}]" : "")} is {actual[result][i]:R}, {wrong}");
        }
        return null;
    }

    private string? Wrong(double actual, double expected, Estimate estimate, Estimate? mended, Extended residue)
    {
        if (estimate.IsUnknown && mended is null) return Skip();
        if (!Same(expected, estimate.Value)) return $"and the description {expected:R}, but {estimate.Value} by the analysis";
        if (double.IsNaN(expected))
        {
            // NaN for the sake of an argument, not of a domain that rounding might leave or enter.
            if (mended is not { IsUnknown: false, Value.IsNaN: false }) return Skip();
            Spoilt++;
            return double.IsNaN(actual) ? null : "not NaN";
        }
        if (estimate.IsUnknown) return Skip();
        var bound = (estimate.Error * Margin) + float.Epsilon + (estimate.Value.IsVanished ? residue : 0);
        if (!estimate.Value.IsFinite) return actual == expected ? Pass() : $"not {expected}";
        if (bound > 0.01 * Extended.Abs(estimate.Value) && bound > 1e-6) return Skip();
        // Past the largest float there is only infinity.
        if (Extended.Abs(estimate.Value) + bound > 3.4e38) return actual == (estimate.Value > 0 ? double.PositiveInfinity : double.NegativeInfinity) || Near() ? Pass() : $"not {estimate.Value} or infinity";
        return Near() ? Pass() : $"not {expected:R} ± {bound}";

        bool Near() => Extended.Abs((Extended)actual - estimate.Value) <= bound;
    }

    private static bool Same(double expected, Extended value) =>
        expected.Equals(value.ToDouble()) || Math.Abs(expected - value.ToDouble()) <= 1e-9 * Math.Abs(expected) || (Math.Abs(expected) < 1e-300 && Math.Abs(value.ToDouble()) < 1e-300);

    private string? Pass()
    {
        Compared++;
        return null;
    }

    private string? Skip()
    {
        Unknown++;
        return null;
    }
}
