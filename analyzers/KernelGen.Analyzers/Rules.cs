using Microsoft.CodeAnalysis;

namespace KernelGen.Analyzers;

/// <summary>The rules about ordinary code: of any project that has the package.</summary>
internal static class Rules
{
    private const string Help = "https://github.com/kernelgen/kernelgen/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor TensorSoftMax = Numerics("KG1002", "TensorPrimitives.SoftMax does not subtract the maximum",
        "TensorPrimitives.SoftMax takes e^x as it is: NaN beyond x = {0}, where e^x is +∞; nothing here bounds '{1}'");

    public static readonly DiagnosticDescriptor SoftmaxWithoutMaximum = Numerics("KG1003", "A quotient by a sum of exponentials overflows",
        "'{0}' is +∞ beyond {1}, and the quotient by its sum NaN; subtract the maximum of the row first");

    public static readonly DiagnosticDescriptor LogOfSumOfExponentials = Numerics("KG1004", "The logarithm of a sum of exponentials overflows",
        "'{0}' is +∞ beyond {1}, and so is the logarithm of its sum; take the maximum out: max + log(Σ e^(x − max))");

    public static readonly DiagnosticDescriptor LogOfSoftmax = Numerics("KG1005", "The logarithm of a softmax loses small probabilities",
        "'{0}' is the logarithm of a softmax: −∞ where the probability has vanished, {1} below the largest; take x − log Σ e^x");

    public static readonly DiagnosticDescriptor LogOfOffset = Numerics("KG1006", "A logarithm is guarded by a small number",
        "'{0}' can be no less than log({1}) = {2}, whatever the probability: take the logarithm of the softmax from its logits");

    public static readonly DiagnosticDescriptor Softplus = Numerics("KG1007", "log(1 + e^x) overflows",
        "'{0}' is +∞ beyond x = {1}, where the result is x; write max(x, 0) + log(1 + e^−|x|)");

    public static readonly DiagnosticDescriptor QuotientOfExponentials = Numerics("KG1008", "A quotient of exponentials is ∞ / ∞",
        "'{0}' is in the numerator and in the denominator: beyond {1} both are +∞ and the quotient is NaN");

    public static readonly DiagnosticDescriptor NestedExponential = Numerics("KG1009", "1 − exp(−exp(x)) loses its digits",
        "'{0}' is 0 below x = {1}, where it should be e^x: the subtraction cancels; take −expm1(−e^x)");

    public static readonly DiagnosticDescriptor Variance = Numerics("KG1010", "A variance by E[x²] − E[x]² cancels",
        "'{0}' subtracts two numbers that are nearly equal: no digit is left once the mean is {1} times the deviation; sum (x − mean)² instead");

    // Info: most rows are short enough, and a build that treats warnings as errors should not fail by one digit.
    public static readonly DiagnosticDescriptor FloatSum = Numerics("KG1011", "A float sum over a row of any length",
        "'{0}' is a float: over n elements its error grows to n·6e-8, and beyond 16,777,216 equal ones nothing is added any more; sum in double", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor MaximumSeed = Numerics("KG1012", "A maximum begins below nothing",
        "'{0}' begins at {1} and is subtracted from the exponents: {2}; begin at −∞");

    public static readonly DiagnosticDescriptor MaskByValue = Numerics("KG1013", "A mask by a finite number",
        "A masked element gets the logit {0} and so keeps the weight e^{0}, as much as any element whose logit is that low; mask by −∞, whose weight is 0");

    public static readonly DiagnosticDescriptor UnusedPart = Numerics("KG1014", "A part of a description is not used",
        "No result is made of '{0}': the kernel does not compute it, although the description says so");

    public static readonly DiagnosticDescriptor Kernel = Performance("KG2001", "This could be a kernel",
        "This is {0}: a [Kernel] computes it in {1}, vectorised and without overflow");

    public static readonly DiagnosticDescriptor TensorChain = Performance("KG2002", "A chain of TensorPrimitives sweeps more than it needs",
        "{0} sweeps over the row, {1} suffice: let a [Kernel] compute {2}");

    public static readonly DiagnosticDescriptor ExponentialTwice = Performance("KG2003", "An exponential is taken twice",
        "'{0}' has been computed before, of the same elements: keep it, an exponential is the dearest part of a softmax");

    public static readonly DiagnosticDescriptor SoftmaxThenScore = Performance("KG2004", "A softmax is not needed for this",
        "{0} of a softmax {1}");

    public static readonly DiagnosticDescriptor SortForTop = Performance("KG2005", "A sort for a few of the largest",
        "All elements are sorted and {0} of them used: keep the {0} largest while passing over the row once");

    public static readonly DiagnosticDescriptor InvariantLogarithm = Performance("KG2006", "A logarithm does not change in its loop",
        "'{0}' is the same in every turn of the loop: take it once, before");

    public static readonly DiagnosticDescriptor StridedWalk = Performance("KG2007", "A row is walked with a stride",
        "'{0}' steps over memory, a cache line for every element; where neighbours are worked on together the walk is along them");

    public static readonly DiagnosticDescriptor SparedSweep = Performance("KG2008", "A description costs a sweep that it need not",
        "{0} sweeps, and {1} suffice: write {3} for '{2}'; the kernel keeps its exponentials in range itself, without a sweep for the maximum");

    private static DiagnosticDescriptor Numerics(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, title, message, "KernelGen.Numerics", severity, isEnabledByDefault: true, helpLinkUri: $"{Help}{id}.md");

    private static DiagnosticDescriptor Performance(string id, string title, string message) =>
        new(id, title, message, "KernelGen.Performance", DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: $"{Help}{id}.md");
}
