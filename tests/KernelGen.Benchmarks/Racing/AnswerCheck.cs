using KernelGen.Benchmarks.Peers;

namespace KernelGen.Benchmarks.Racing;

/// <summary>A wrong answer is often a fast one: before a race, every peer must agree with the definition, taken in double.</summary>
internal static class AnswerCheck
{
    // A question of sense, not of accuracy: some peers add sixteen million floats one after the other.
    private const double Tolerance = 3e-2;

    /// <summary>For each contender what is wrong with its answer; null if nothing is.</summary>
    public static IReadOnlyList<string?> Run(string operation, IReadOnlyList<(Peer Peer, Contender Contender)> contenders, Workload workload)
    {
        var expected = workload.Rows.Select(row => References.Of(operation, row)).ToList();
        return [.. contenders.Select(each => each.Peer.HasAnswer ? Fault(each.Contender, expected, workload) : null)];
    }

    private static string? Fault(Contender contender, List<(double[] Row, double Scalar)> expected, Workload workload)
    {
        workload.Clear();
        contender.Run(1);
        return workload.Rows.Zip(expected, Fault).FirstOrDefault(fault => fault is not null);
    }

    private static string? Fault(LogitRow actual, (double[] Row, double Scalar) expected)
    {
        // What an operation does not return is scratch.
        if (expected.Scalar != 0 && !IsNear(actual.Scalar, expected.Scalar, 0))
            return $"{actual.Scalar}, not {expected.Scalar}";
        var usual = expected.Row.Length == 0 ? 0 : expected.Row.Average(Math.Abs);
        for (var i = 0; i < expected.Row.Length; i++)
            if (!IsNear(actual.Y[i], expected.Row[i], usual))
                return $"{actual.Y[i]} at {i}, not {expected.Row[i]}";
        return null;
    }

    // Written so that a NaN is not near.
    private static bool IsNear(float actual, double expected, double usual) =>
        Math.Abs(actual - expected) <= Tolerance * Math.Max(Math.Abs(expected), usual);
}
