using Microsoft.CodeAnalysis;

namespace KernelGen.Generators.Description;

/// <summary>Everything that can be wrong with a kernel or its description. The analyzers report it; the generator stays silent.</summary>
internal static class Descriptors
{
    private const string Help = "https://github.com/kernelgen/kernelgen/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor NotPartial = Usage("KG0001", "A kernel is a partial method without a body",
        "'{0}' is marked [Kernel] but {1}");

    public static readonly DiagnosticDescriptor NoDescription = Usage("KG0002", "A kernel needs a description",
        "No description of '{0}' was found: add a method '{1}' with Row, Scalar, Mask or Position parameters to '{2}', name one with [Kernel(nameof(…))], or use a name of the catalogue (Normalizers){3}");

    public static readonly DiagnosticDescriptor ParameterMismatch = Usage("KG0003", "Parameters of kernel and description pair by name",
        "{0}");

    public static readonly DiagnosticDescriptor ResultMismatch = Usage("KG0004", "Results of kernel and description pair by name",
        "{0}");

    public static readonly DiagnosticDescriptor UnsupportedStatement = Usage("KG0005", "A description is an expression, or variables and one return",
        "{0} cannot be described: {1}");

    public static readonly DiagnosticDescriptor UnsupportedExpression = Usage("KG0006", "Unknown operation in a description",
        "{0}");

    public static readonly DiagnosticDescriptor Recursion = Usage("KG0007", "A description cannot call itself",
        "'{0}' is described by itself ({1}): a description has no end to a recursion, so write the mathematics without it");

    public static readonly DiagnosticDescriptor OtherAssembly = Usage("KG0008", "A description must be in the same project",
        "The description '{0}' is in the assembly '{1}', whose source the compiler does not see: copy its line into this project");

    public static readonly DiagnosticDescriptor TooLarge = Usage("KG0009", "A description is too large",
        "The description of '{0}' has more than {1} operations once its parts are written out, or nests them more than {2} deep: split it into several kernels");

    public static readonly DiagnosticDescriptor NoRow = Usage("KG0010", "A kernel needs a row",
        "'{0}' has no row: a kernel works on at least one ReadOnlySpan<float>, which its description takes as a Row");

    public static readonly DiagnosticDescriptor ContainingType = Usage("KG0011", "The types around a kernel must be partial",
        "'{0}' holds the kernel '{1}' but {2}");

    public static readonly DiagnosticDescriptor NotCompiled = Usage("KG0012", "A kernel could not be compiled",
        "The kernel '{0}' is described correctly, but KernelGen could not compile it ({1}): please report this description; until then write it in smaller steps");

    public static readonly DiagnosticDescriptor Batch = Usage("KG0013", "A kernel of batches has one row length",
        "{0}");

    public static readonly DiagnosticDescriptor CanOverflow = new("KG1001", "A result can overflow",
        "'{0}' grows like {1}: beyond ln(3.4e38) = 88.72 it is +∞ in float; divide it by a sum of the same exponentials, or return its logarithm", "KernelGen.Numerics", DiagnosticSeverity.Warning, true, helpLinkUri: Help + "KG1001.md");

    private static DiagnosticDescriptor Usage(string id, string title, string message) =>
        new(id, title, message, "KernelGen.Usage", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"{Help}{id}.md");
}
