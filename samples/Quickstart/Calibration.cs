namespace Quickstart;

/// <summary>
/// Temperature scaling: logits / T with the T of least loss, so that of the images a classifier is 80 % sure of it has 80 % right
/// (Guo, Pleiss, Sun, Weinberger 2017, "On Calibration of Modern Neural Networks").
/// </summary>
static class Calibration
{
    /// <summary>The temperature of the least mean loss over some rows, by golden-section search.</summary>
    public static float FitTemperature(LogitsFile file, Range rows)
    {
        var ratio = (MathF.Sqrt(5) - 1) / 2;
        float low = 0.1f, high = 10;
        while (high - low > 1e-3f)
        {
            var (left, right) = (high - ratio * (high - low), low + ratio * (high - low));
            if (MeanLoss(file, rows, left) < MeanLoss(file, rows, right))
                high = right;
            else
                low = left;
        }
        return (low + high) / 2;
    }

    public static double MeanLoss(LogitsFile file, Range rows, float temperature)
    {
        var (start, count) = rows.GetOffsetAndLength(file.Rows);
        var loss = 0.0;
        for (var row = start; row < start + count; row++)
            loss += Kernels.Loss(file.Row(row), file.Labels[row], temperature);
        return loss / count;
    }

    /// <summary>Expected calibration error: |share that is right − mean confidence| in bins of like confidence, weighted by their rows.</summary>
    public static double Error(LogitsFile file, Range rows, float temperature, int bins = 15)
    {
        var (start, count) = rows.GetOffsetAndLength(file.Rows);
        var gaps = new double[bins]; // right answers less confidence, summed
        for (var row = start; row < start + count; row++)
        {
            var (predicted, confidence) = Prediction.From(file.Row(row), temperature);
            var bin = Math.Min((int)(confidence * bins), bins - 1);
            gaps[bin] += (predicted == file.Labels[row] ? 1 : 0) - confidence;
        }
        return gaps.Sum(Math.Abs) / count;
    }
}
