namespace KernelGen.Benchmarks.Peers;

/// <summary>What is computed, by names that stay the same from run to run.</summary>
public static class Operation
{
    public const string Softmax = "softmax";
    public const string LogSoftmax = "log-softmax";
    public const string LogSumExp = "log-sum-exp";
    public const string CrossEntropy = "cross-entropy";
    public const string CrossEntropyGradient = "cross-entropy-gradient";
    public const string SoftmaxTop5 = "softmax-top-5";
    public const string Sample = "sample";
    public const string LayerNorm = "layer-norm";
    public const string RmsNorm = "rms-norm";

    public static IReadOnlyList<string> All { get; } = [Softmax, LogSoftmax, LogSumExp, CrossEntropy, CrossEntropyGradient, SoftmaxTop5, Sample, LayerNorm, RmsNorm];

    /// <summary>How many are chosen by <see cref="SoftmaxTop5"/>.</summary>
    public const int Chosen = 5;

    /// <summary>Whether the rows are long enough.</summary>
    public static bool Suits(string operation, Shape shape) => operation != SoftmaxTop5 || shape.Length >= Chosen;

    /// <summary>Whether the result has an element for each of the input.</summary>
    public static bool HasRow(string operation) => operation is not (LogSumExp or CrossEntropy or SoftmaxTop5 or Sample);

    /// <summary>Whether the result has a scalar for each row.</summary>
    public static bool HasScalar(string operation) => operation is LogSumExp or CrossEntropy or CrossEntropyGradient;
}
