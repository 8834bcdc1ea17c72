using Xunit.Sdk;

namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>
/// How exact a result has to be. A kernel rounds its inputs' functions to float, so it may answer for inputs a few units in the last
/// place away: that sets the bound where a formula is ill-conditioned, and a few units of the result where it is not.
/// </summary>
sealed class Agreement(CatalogueKernel kernel, Inputs inputs)
{
    const int Moves = 12;
    const double Unit = 5.9604644775390625e-8, Units = 12, MovedUnits = 16, Logarithm = 1.2e-7;

    double[][]? spread;

    double[][] exact => field ??= kernel.Describe(inputs);

    /// <summary>The exact results, as the description itself evaluates.</summary>
    public double[][] Exact => exact;

    /// <summary>Throws unless the results are the expected ones to within their bounds.</summary>
    public void Check(double[][] actual, double[][] expected, string what)
    {
        for (var r = 0; r < expected.Length; r++)
        {
            if (actual[r].Length != expected[r].Length) throw new XunitException($"{kernel}, {what}: {actual[r].Length} numbers, not {expected[r].Length}");
            for (var i = 0; i < expected[r].Length; i++)
                if (!IsClose(actual[r][i], expected[r][i], r, i))
                    throw new XunitException($"{kernel}, {what}: {kernel.Results[r] ?? "result"}[{i}] is {actual[r][i]:R}, not {expected[r][i]:R} (bound {Bound(expected[r][i], r, i):G3})");
        }
    }

    bool IsClose(double actual, double expected, int r, int i)
    {
        if (actual.Equals(expected) || (actual == 0 && expected == 0)) return true;
        if (double.IsNaN(expected) || double.IsNaN(actual) || double.IsInfinity(expected)) return false;
        var bound = Bound(expected, r, i);
        return Math.Abs(actual - expected) <= bound || (double.IsInfinity(actual) && Math.Sign(actual) == Math.Sign(expected) && Math.Abs(expected) + bound >= float.MaxValue);
    }

    // A logarithm of a sum of floats is off by their error; a difference of numbers that are floats by their rounding; what has
    // fallen below the smallest float is lost, also to the factor beside it.
    double Bound(double expected, int r, int i) =>
        (Units * Unit * Math.Abs(expected)) + (MovedUnits * Spread[r][i]) + (exact[r].Length == 1 && kernel.ReturnsScalars ? Logarithm : 0)
        + (2 * Unit * inputs.Size * Exceptions.Cancels(kernel.Name)) + (expected == 0 && inputs.HasMask ? 0 : 2 * float.Epsilon * inputs.Size);

    double[][] Spread
    {
        get
        {
            if (spread is not null) return spread;
            var random = new Random(17);
            spread = [.. exact.Select(row => new double[row.Length])];
            for (var move = 0; move < Moves; move++)
            {
                var moved = kernel.Describe(inputs.Moved(random, scalars: move % 2 == 0));
                for (var r = 0; r < exact.Length; r++)
                    for (var i = 0; i < exact[r].Length; i++)
                        if (Math.Abs(moved[r][i] - exact[r][i]) is var d && !double.IsNaN(d)) spread[r][i] = Math.Max(spread[r][i], d);
            }
            return spread;
        }
    }
}
