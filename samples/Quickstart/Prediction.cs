namespace Quickstart;

/// <summary>The likeliest class, and how likely the classifier takes it to be.</summary>
readonly record struct Prediction(int Class, float Confidence)
{
    public static Prediction From(ReadOnlySpan<float> logits, float temperature = 1)
    {
        var confidence = Kernels.Confidence(logits, temperature, out var top);
        return new(top, confidence);
    }
}
