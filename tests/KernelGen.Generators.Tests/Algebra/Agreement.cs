using KernelGen.Generators.Algebra;
using Xunit.Sdk;

namespace KernelGen.Generators.Tests.Algebra;

/// <summary>
/// Whether what an expression became is worth what it was. Values are compared to 1e-9, or to what the expression's own value moves by
/// when every operation is off in its last places: a difference of nearly equal numbers is not known any better.
/// </summary>
internal sealed class Agreement
{
    private const double Relative = 1e-9, Margin = 1e3;

    private readonly double[] _expected, _uncertainty;
    private readonly bool _isDefined;

    public Agreement(Expr original, Inputs inputs, Random random)
    {
        var interpreter = new Interpreter(inputs);
        _expected = interpreter.Evaluate(original);
        _isDefined = interpreter.StayedOrdinary;
        _uncertainty = new double[_expected.Length];
        for (int trial = 0; trial < 4 && _isDefined; trial++)
        {
            var moved = new Interpreter(inputs, noise: random).Evaluate(original);
            for (int i = 0; i < moved.Length; i++)
                _uncertainty[i] = Math.Max(_uncertainty[i], Math.Abs(moved[i] - _expected[i]) is var by && double.IsNaN(by) ? double.PositiveInfinity : by);
        }
    }

    /// <summary>Elements that can be compared: ordinary at every step, and known to six digits.</summary>
    public int Comparable => Enumerable.Range(0, _expected.Length).Count(IsComparable);

    public void Check(double[] actual, Func<string> describe)
    {
        for (int i = 0; i < _expected.Length; i++)
        {
            if (!IsComparable(i)) continue;
            double value = actual[actual.Length == 1 ? 0 : i], tolerance = Math.Max(Math.Max(Relative * Math.Abs(_expected[i]), 1e-150), Margin * _uncertainty[i]);
            if (!(Math.Abs(value - _expected[i]) <= tolerance))
                throw new XunitException($"{describe()}\n[{i}] is {value:R}, not {_expected[i]:R} (± {tolerance:R})");
        }
    }

    private bool IsComparable(int i) => _isDefined && Math.Abs(_expected[i]) is < 1e100 and var size && Margin * _uncertainty[i] <= 1e-6 * Math.Max(size, 1);
}
