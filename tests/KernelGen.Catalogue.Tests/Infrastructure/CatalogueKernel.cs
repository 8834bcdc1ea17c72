using System.Reflection;
using System.Runtime.CompilerServices;

namespace KernelGen.Catalogue.Tests.Infrastructure;

/// <summary>A kernel of the sample with the description it was made from; the two are called with the same inputs.</summary>
sealed class CatalogueKernel
{
    static readonly string[] Language = [nameof(Row), nameof(Scalar), nameof(Mask), nameof(Position)];

    readonly MethodInfo description;
    readonly SpanCall call;

    CatalogueKernel(MethodInfo kernel)
    {
        Method = kernel;
        description = kernel.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Single(m => m.Name == kernel.Name && m.GetParameters().All(p => Language.Contains(p.ParameterType.Name)));
        call = new(kernel);
        var names = description.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>()?.TransformNames ?? [null];
        // Behind more than seven names stand those of the nested tuple.
        Results = names.Count > 7 ? [.. names.TakeWhile(name => name is not null)] : [.. names];
    }

    public MethodInfo Method { get; }

    /// <summary>Entry and kernel: <c>StableMax.Weights</c>.</summary>
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}";

    public IEnumerable<(string Name, string Kind)> Parameters => description.GetParameters().Select(p => (p.Name!, p.ParameterType.Name));

    /// <summary>The names of the description's results; the one without is returned, or the only destination.</summary>
    public IReadOnlyList<string?> Results { get; }

    public bool ReturnsScalars => Method.GetParameters().All(p => p.ParameterType.Name != "Span`1");

    public static IReadOnlyList<CatalogueKernel> In(Assembly assembly, string prefix) =>
    [
        .. assembly.GetTypes().Where(t => t.Namespace?.StartsWith(prefix, StringComparison.Ordinal) == true).OrderBy(t => t.FullName, StringComparer.Ordinal)
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public)).Where(m => m.IsDefined(typeof(KernelAttribute))).Select(m => new CatalogueKernel(m)),
    ];

    /// <summary>The kernel's results in the order of the description's: numbers of rows and scalars.</summary>
    public double[][] Run(Inputs inputs)
    {
        var parameters = Method.GetParameters();
        var arguments = parameters.Select(p => p.ParameterType.Name switch
        {
            "Span`1" => Array.CreateInstance(p.ParameterType.GetGenericArguments()[0], LengthOf(p.Name!, inputs)),
            _ when p.IsOut => null,
            _ => inputs[p.Name!],
        }).ToArray();
        var returned = call.Invoke(arguments);
        return [.. Results.Select(name => Numbers(name is not null ? arguments[Array.FindIndex(parameters, p => p.Name == name)]
            : returned ?? arguments[Array.FindIndex(parameters, p => p.ParameterType.Name == "Span`1")]))];
    }

    // A row of chosen elements is as long as the description makes it.
    int LengthOf(string destination, Inputs inputs) => !Parameters.Any(p => p.Name == "k") ? inputs.Length
        : Describe(inputs)[Math.Max(0, Results.ToList().IndexOf(destination))].Length;

    /// <summary>What the description itself evaluates to, in extended range.</summary>
    public double[][] Describe(Inputs inputs)
    {
        var arguments = description.GetParameters().Select(p => (object)(p.ParameterType.Name switch
        {
            nameof(Row) => inputs[p.Name!] is double[] exact ? Row.Of(exact) : Row.Of((float[])inputs[p.Name!]),
            nameof(Mask) => Mask.Of((bool[])inputs[p.Name!]),
            nameof(Position) => (Position)(int)inputs[p.Name!],
            _ => (Scalar)Convert.ToDouble(inputs[p.Name!], null),
        })).ToArray();
        var value = description.Invoke(null, arguments)!;
        return value is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(i => Numbers(tuple[i]))] : [Numbers(value)];
    }

    public override string ToString() => Name;

    static double[] Numbers(object? result) => result switch
    {
        float[] row => Array.ConvertAll(row, v => (double)v),
        int[] row => Array.ConvertAll(row, v => (double)v),
        Row row => row.ToArray(),
        Scalar scalar => [(double)scalar],
        _ => [Convert.ToDouble(result, null)],
    };
}
