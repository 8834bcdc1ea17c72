namespace KernelGen.Benchmarks.Peers;

/// <summary>What is computed, by names that stay the same from run to run.</summary>
public static class Operation
{
    public const string Softmax = "softmax";
    public const string LogSoftmax = "log-softmax";
    public const string LogSumExp = "log-sum-exp";
    public const string CrossEntropy = "cross-entropy";
    public const string CrossEntropyGradient = "cross-entropy-gradient";
    public const string LayerNorm = "layer-norm";
    public const string RmsNorm = "rms-norm";

    public static IReadOnlyList<string> All { get; } = [Softmax, LogSoftmax, LogSumExp, CrossEntropy, CrossEntropyGradient, LayerNorm, RmsNorm];

    /// <summary>Whether the result has an element for each of the input.</summary>
    public static bool HasRow(string operation) => operation is not (LogSumExp or CrossEntropy);

    /// <summary>Whether the result has a scalar for each row.</summary>
    public static bool HasScalar(string operation) => operation is LogSumExp or CrossEntropy or CrossEntropyGradient;
}
