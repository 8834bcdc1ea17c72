using System.Numerics.Tensors;

namespace Training;

/// <summary>
/// Pixels → hidden units → logits: hidden = relu(pixels·W + b), logits = hidden·V + c. Learns from one image at a time.
/// A weight row holds what one input adds to every output, so that all products are "row += number · row".
/// </summary>
sealed class Classifier
{
    const int Inputs = Images.Size, Hidden = 128, Outputs = Images.Classes;

    readonly float[] w, v, b = new float[Hidden], c = new float[Outputs];
    readonly float[] hidden = new float[Hidden], hiddenGradient = new float[Hidden];
    readonly float[] logits = new float[Outputs], gradient = new float[Outputs];

    public Classifier(Random random)
    {
        w = RandomWeights(random, Inputs, Hidden);
        v = RandomWeights(random, Hidden, Outputs);
    }

    /// <summary>The logits of an image; overwritten by the next call.</summary>
    public ReadOnlySpan<float> Logits(ReadOnlySpan<float> pixels)
    {
        b.CopyTo(hidden, 0);
        for (var i = 0; i < Inputs; i++)
            if (pixels[i] != 0)
                AddTo(hidden, pixels[i], Row(w, i, Hidden));
        TensorPrimitives.Max(hidden, 0, hidden);

        c.CopyTo(logits, 0);
        for (var j = 0; j < Hidden; j++)
            if (hidden[j] != 0)
                AddTo(logits, hidden[j], Row(v, j, Outputs));
        return logits;
    }

    /// <summary>One step of stochastic gradient descent; returns the loss before it.</summary>
    public float Learn(ReadOnlySpan<float> pixels, int label, float rate)
    {
        Logits(pixels);
        var loss = Kernels.CrossEntropy(logits, label, gradient);

        for (var j = 0; j < Hidden; j++)
        {
            hiddenGradient[j] = hidden[j] > 0 ? TensorPrimitives.Dot(Row(v, j, Outputs), gradient) : 0;
            if (hidden[j] != 0)
                AddTo(Row(v, j, Outputs), -rate * hidden[j], gradient);
        }
        for (var i = 0; i < Inputs; i++)
            if (pixels[i] != 0)
                AddTo(Row(w, i, Hidden), -rate * pixels[i], hiddenGradient);
        AddTo(b, -rate, hiddenGradient);
        AddTo(c, -rate, gradient);
        return loss;
    }

    static Span<float> Row(float[] weights, int row, int columns) => weights.AsSpan(row * columns, columns);

    static void AddTo(Span<float> row, float factor, ReadOnlySpan<float> other) => TensorPrimitives.MultiplyAdd(other, factor, row, row);

    // Uniform, with the variance 2 / inputs that keeps signals at their size through a relu (He, Zhang, Ren, Sun 2015).
    static float[] RandomWeights(Random random, int inputs, int outputs)
    {
        var limit = MathF.Sqrt(6f / inputs);
        var weights = new float[inputs * outputs];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = limit * (2 * random.NextSingle() - 1);
        return weights;
    }
}
