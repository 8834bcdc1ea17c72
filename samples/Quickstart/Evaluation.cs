namespace Quickstart;

/// <summary>How good the classifier is, and what its logits tell besides: means over all images, and over those it has right and wrong.</summary>
sealed record Evaluation(double Accuracy, double Loss, double Entropy, double EnergyRight, double EnergyWrong, int LeastCertain)
{
    public static Evaluation Of(LogitsFile file)
    {
        var right = 0;
        double loss = 0, entropy = 0, energyRight = 0, energyWrong = 0, highest = 0;
        var leastCertain = 0;

        for (var row = 0; row < file.Rows; row++)
        {
            var logits = file.Row(row);
            var label = file.Labels[row];
            loss += Kernels.Loss(logits, label, temperature: 1);

            var uncertainty = Kernels.Entropy(logits);
            entropy += uncertainty;
            if (uncertainty > highest)
                (highest, leastCertain) = (uncertainty, row);

            // Low energy: the image looks like what the classifier was trained on.
            var energy = Kernels.Energy(logits, temperature: 1);
            if (Prediction.From(logits).Class == label)
            {
                right++;
                energyRight += energy;
            }
            else
                energyWrong += energy;
        }

        var wrong = file.Rows - right;
        return new((double)right / file.Rows, loss / file.Rows, entropy / file.Rows, energyRight / right, energyWrong / wrong, leastCertain);
    }
}
