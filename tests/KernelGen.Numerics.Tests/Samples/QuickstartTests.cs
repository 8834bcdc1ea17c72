using Quickstart;

namespace KernelGen.Numerics.Tests.Samples;

/// <summary>What Quickstart prints, against plain double formulas over the same file, and against the numbers that its documentation may quote.</summary>
public class QuickstartTests
{
    static readonly LogitsFile File = LogitsFile.Load(Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-logits.bin"));

    [Fact]
    public void The_file_holds_what_its_description_says()
    {
        Assert.Equal((10000, 10), (File.Rows, File.Classes));
        Assert.All(File.Logits, logit => Assert.True(float.IsFinite(logit)));
        Assert.All(File.Labels.CountBy(label => label), count => Assert.Equal(1000, count.Value));
    }

    [Fact]
    public void A_file_is_read_as_it_was_saved()
    {
        var path = Path.GetTempFileName();
        try
        {
            new LogitsFile(2, 3, [1, -2.5f, 0, 3, 1e4f, -0.125f], [2, 0]).Save(path);
            var loaded = LogitsFile.Load(path);
            Assert.Equal([3, 1e4f, -0.125f], loaded.Row(1));
            Assert.Equal([2, 0], loaded.Labels);
            System.IO.File.WriteAllText(path, "something else");
            Assert.Throws<InvalidDataException>(() => LogitsFile.Load(path));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void The_evaluation_is_that_of_the_plain_formulas()
    {
        var result = Evaluation.Of(File);
        var rows = Enumerable.Range(0, File.Rows).ToArray();
        var right = rows.ToLookup(row => Array.IndexOf(Doubles(row), Doubles(row).Max()) == File.Labels[row]);

        Assert.Equal((double)right[true].Count() / File.Rows, result.Accuracy);
        Assert.Equal(rows.Average(row => Loss(row, 1)), result.Loss, 1e-6);
        Assert.Equal(rows.Average(Entropy), result.Entropy, 1e-6);
        Assert.Equal(right[true].Average(row => -LogSumExp(Doubles(row))), result.EnergyRight, 1e-5);
        Assert.Equal(right[false].Average(row => -LogSumExp(Doubles(row))), result.EnergyWrong, 1e-5);
        Assert.Equal(rows.MaxBy(Entropy), result.LeastCertain);

        Assert.Equal(0.8880, result.Accuracy, 5e-5);
        Assert.Equal(0.3459, result.Loss, 5e-5);
        Assert.Equal(0.2139, result.Entropy, 5e-5);
    }

    [Fact]
    public void The_temperature_is_where_the_derivative_of_the_plain_loss_vanishes()
    {
        var temperature = Calibration.FitTemperature(File, ..5000);
        Assert.True(Slope(temperature - 2e-3) < 0);
        Assert.True(Slope(temperature + 2e-3) > 0);
        Assert.Equal(1.458, temperature, 2e-3);

        static double Slope(double temperature) => Enumerable.Range(0, 5000).Sum(row => Loss(row, temperature + 1e-5) - Loss(row, temperature - 1e-5));
    }

    [Theory]
    [InlineData(1, 0.0265)]
    [InlineData(1.458f, 0.0173)]
    public void The_calibration_error_is_that_of_the_plain_formula(float temperature, double expected)
    {
        var bins = Enumerable.Range(5000, 5000)
            .Select(row => (Confidence: Math.Exp(Doubles(row).Max() / temperature - LogSumExp(Scaled(row, temperature))), row))
            .ToLookup(item => Math.Min((int)(item.Confidence * 15), 14));
        var plain = bins.Sum(bin => Math.Abs(bin.Sum(item => (Array.IndexOf(Doubles(item.row), Doubles(item.row).Max()) == File.Labels[item.row] ? 1 : 0) - item.Confidence))) / 5000;

        var error = Calibration.Error(File, 5000.., temperature);
        Assert.Equal(plain, error, 5e-4); // one row on the other side of a bin's edge
        Assert.Equal(expected, error, 5e-4);
    }

    [Fact]
    public void Fifty_times_the_logits_have_the_right_softmax()
    {
        var probabilities = new float[File.Classes];
        for (var row = 0; row < File.Rows; row++)
        {
            var x = Scaled(row, 1.0 / 50);
            Quickstart.Kernels.Softmax(Array.ConvertAll(x, item => (float)item), probabilities);
            for (var i = 0; i < x.Length; i++)
                Assert.Equal(Math.Exp(x[i] - LogSumExp(x)), probabilities[i], 1e-6);
        }
    }

    [Fact]
    public void The_derivation_is_found_and_is_narrow()
    {
        var lines = Derivation.Of(nameof(Quickstart.Kernels.Entropy)).ToList();
        Assert.StartsWith("Entropy", lines[0]);
        Assert.Contains(lines, line => line.Contains("sum(exp(x))"));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    static double[] Doubles(int row) => Scaled(row, 1);

    static double[] Scaled(int row, double temperature) => [.. File.Row(row).ToArray().Select(logit => logit / temperature)];

    static double LogSumExp(double[] x) => x.Max() + Math.Log(x.Sum(item => Math.Exp(item - x.Max())));

    static double Loss(int row, double temperature)
    {
        var x = Scaled(row, temperature);
        return LogSumExp(x) - x[File.Labels[row]];
    }

    static double Entropy(int row)
    {
        var x = Doubles(row);
        return -x.Select(item => item - LogSumExp(x)).Sum(log => log * Math.Exp(log));
    }
}
